"""What was registered wrongly is voided by a new row that says who, when and why, and counts for nothing (PDL 3:14)."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest

from accounts.access.roles import Role
from accounts.models import Assignment, UnitKind
from coordination.actions import transfers
from coordination.core.deadlines import DeadlineKind, deadlines
from coordination.core.refusals import Refusal
from coordination.core.states import NoSuchTransition, Status, Step, after
from coordination.errors import AlreadyAdmitted, NotYourStep, StepNotAllowed, StepRefused
from coordination.models import Case, Event
from tests.cast import Cast, make_assignment, make_unit
from tests.coordination.histories import admitted, history, home, notified, ready, voided
from tests.coordination.stored import everything_stored
from tests.coordination.stories import EVERYTHING, NOTHING, ONLY_OUTPATIENT, Story, at

LATER = at("2026-03-12T09:00")


@pytest.fixture
def gone(cast: Cast) -> Story:
    """Notified, ready and home: events 2, 3 and 4."""
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    story.is_ready(at("2026-03-05T13:15"))
    story.goes_home(at("2026-03-09T10:00"))
    return story


def test_a_discharge_by_mistake_is_undone_and_registered_anew(gone: Story) -> None:
    gone.put_right(LATER, 4)
    assert (gone.status(), gone.case.discharged_at, gone.facts.discharged_at) == ("ready", None, None)
    gone.goes_home(at("2026-03-08T10:00"), registered_at=LATER)
    assert gone.status() == "discharged"
    assert gone.facts.discharged_at is not None
    assert gone.facts.discharged_at.isoformat() == "2026-03-08T10:00:00"


def test_a_notice_of_a_patient_gone_home_that_was_an_error_makes_nobody_liable(gone: Story) -> None:
    gone.put_right(LATER, 3)
    assert gone.status() == "discharged"
    assert gone.facts.discharge_ready_at is None
    assert gone.case.deadlines.filter(kind=DeadlineKind.SIP_CALL).count() == 0


def test_such_a_notice_may_be_withdrawn_by_when_it_was(gone: Story) -> None:
    gone.is_not_ready(at("2026-03-08T10:00"), registered_at=LATER)
    assert gone.facts.discharge_ready_at is None
    stored = everything_stored()
    with pytest.raises(StepRefused) as refused:
        gone.is_not_ready(at("2026-03-08T11:00"), registered_at=LATER)
    assert refused.value.refusal is Refusal.NOTHING_TO_WITHDRAW
    assert everything_stored() == stored


def test_a_notice_may_be_put_right_though_its_receiver_has_acknowledged_it(gone: Story) -> None:
    gone.municipality_receives(at("2026-03-09T11:00"))
    gone.put_right(LATER, 3)
    assert gone.facts.discharge_ready_at is None


def test_a_case_cancelled_by_mistake_comes_back_in_its_place(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    place = story.case.facts.latest().get().place
    story.cancel(at("2026-03-04T09:00"))
    assert not story.case.facts.latest().exists()
    story.put_right(LATER, 3)
    assert story.status() == "notified"
    assert story.case.facts.latest().get().place == place


def test_no_case_comes_back_beside_a_new_one_of_the_same_patient(cast: Cast) -> None:
    story = Story(cast)
    story.cancel(at("2026-03-04T09:00"))
    Story(cast, patient=story.patient)
    stored = everything_stored()
    with pytest.raises(AlreadyAdmitted):
        story.put_right(LATER, 2)
    assert everything_stored() == stored


def test_no_stay_is_opened_beside_a_new_one_of_the_same_patient(gone: Story) -> None:
    Story(gone.cast, patient=gone.patient, admitted_at=at("2026-03-10T10:00"))
    stored = everything_stored()
    with pytest.raises(AlreadyAdmitted):
        gone.put_right(LATER, 4)
    assert everything_stored() == stored


def test_those_who_were_told_of_it_see_it_again(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    story.cancel(at("2026-03-04T09:00"))
    assert not Case.objects.visible_to(cast.case_officer).exists()
    story.put_right(LATER, 3)
    assert Case.objects.visible_to(cast.case_officer).get() == story.case


def test_the_ward_that_has_the_patient_puts_right_what_the_former_one_registered(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    other = make_unit(cast.halland, "Avd 5", UnitKind.WARD)
    nurse = make_assignment(other, Role.WARD_NURSE, "Nils Nord")
    transfers.transfer(case_id=story.case.pk, by=cast.nurse, to=other, occurred_at=LATER, registered_at=LATER)
    with pytest.raises(NotYourStep):
        story.put_right(LATER, 2)
    refused_by(Refusal.NOT_VOIDABLE, story, 3, by=nurse)
    story.put_right(LATER, 2, by=nurse)
    assert story.status() == "admitted"


def test_who_was_told_by_a_voided_notice_stays_a_party(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    story.put_right(LATER, 2)
    assert story.status() == "admitted"
    assert story.facts.admission_notice_at is None
    assert story.case.parties.filter(unit=cast.intake).exists()


def test_the_voided_stays_to_be_read_with_who_when_and_why(gone: Story) -> None:
    row = gone.put_right(LATER, 4)
    assert gone.case.events.get(sequence=4).step == "discharged"
    assert (row.by, row.registered_at, row.payload) == (
        gone.cast.nurse,
        LATER,
        {"entry": 4, "reason": "fel patient"},
    )


def refused_by(rule: Refusal, story: Story, *entries: int, **more: Assignment) -> None:
    stored = everything_stored()
    for entry in entries:
        with pytest.raises(StepRefused) as refused:
            story.put_right(LATER, entry, **more)
        assert refused.value.refusal is rule
    assert everything_stored() == stored


def test_the_admission_itself_is_cancelled_and_not_voided(cast: Cast) -> None:
    refused_by(Refusal.NOT_VOIDABLE, Story(cast), 1)


def test_nothing_is_voided_twice_and_a_voiding_is_final(gone: Story) -> None:
    gone.put_right(LATER, 4)
    refused_by(Refusal.NOTHING_TO_VOID, gone, 4, 99)
    refused_by(Refusal.NOT_VOIDABLE, gone, 5)


def test_what_something_rests_on_is_put_right_after_it(cast: Cast) -> None:
    story = Story(cast, needs=None)
    story.assess(at("2026-03-03T10:00"), EVERYTHING)
    story.notify(at("2026-03-03T11:40"))
    story.is_ready(at("2026-03-05T13:15"))
    story.is_not_ready(at("2026-03-06T08:00"))
    refused_by(Refusal.OTHERS_REST_ON_IT, story, 2, 4)
    for entry in (5, 4, 3, 2):
        story.put_right(LATER, entry)
    assert story.status() == "admitted"
    assert not story.facts.needs_municipal_services


def test_only_the_unit_that_registered_it_puts_it_right(gone: Story) -> None:
    gone.municipality_receives(at("2026-03-09T11:00"))
    stored = everything_stored()
    for by, entry in ((gone.cast.nurse, 5), (gone.cast.case_officer, 4), (gone.cast.coordinator, 5)):
        with pytest.raises(NotYourStep):
            gone.put_right(LATER, entry, by=by)
    assert everything_stored() == stored
    # A colleague may: it is the unit's.
    gone.put_right(LATER, 4, by=gone.cast.physician)


def test_an_imported_episode_is_put_right_by_another_import_only() -> None:
    with pytest.raises(NoSuchTransition):
        after(Status.IMPORTED, Step.ENTRY_VOIDED)


def test_it_is_sent_once(gone: Story) -> None:
    key = uuid4()
    first, second = (gone.put_right(LATER, 4, idempotency_key=key) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    "step",
    [
        lambda story: story.goes_home(LATER),
        lambda story: story.is_ready(LATER),
        lambda story: story.assess(LATER, NOTHING),
    ],
)
def test_after_it_the_case_goes_on_as_if_it_had_not_been(cast: Cast, step: Callable[[Story], Event]) -> None:
    one, other = Story(cast, needs=ONLY_OUTPATIENT), Story(cast, needs=ONLY_OUTPATIENT)
    one.goes_home(at("2026-03-05T10:00"))
    one.put_right(at("2026-03-05T11:00"), 2)
    for story in (one, other):
        step(story)
    assert one.status() == other.status()
    assert one.facts == replace(other.facts, episode_id=one.facts.episode_id)


def test_a_cancelled_case_takes_no_other_step(cast: Cast) -> None:
    story = Story(cast)
    story.cancel(at("2026-03-04T09:00"))
    stored = everything_stored()
    with pytest.raises(StepNotAllowed):
        story.notify(LATER)
    assert everything_stored() == stored


def test_history_tells_nothing_of_what_was_voided() -> None:
    case = (admitted("2026-03-03T09:10"), notified("2026-03-03T11:40"), ready("2026-03-05T13:15"))
    right = history(*case, home("2026-03-09T10:00"))
    wrong = history(*case, home("2026-03-06T10:00"), home("2026-03-09T10:00"), voided("2026-03-10T10:00", 4))
    assert [one.occurred_at for one in wrong] == [one.occurred_at for one in right]
    assert wrong.status == right.status
    assert [one.due_at for one in deadlines(wrong)] == [one.due_at for one in deadlines(right)]
    assert len(wrong.recorded) == 6
