"""The time of a discharge is put right in one step, also while the patient lies in a ward again."""

from datetime import timedelta
from random import Random

import pytest
from django.urls import reverse

from accounts.access.policy import NotAllowed
from accounts.models import AccessLogEntry
from coordination.core.civil import civil, end_of
from coordination.core.deadline import DeadlineKind
from coordination.core.episode_facts import known_episode
from coordination.core.events import Destination
from coordination.core.refusals import Refusal
from coordination.core.states import Status, Step
from coordination.errors import CaseNotFound, DischargedInNextStay, NotYourStep, StepNotAllowed, StepRefused
from coordination.models import Case
from tests.cast import Cast, client_of
from tests.coordination.histories import admitted, history, home, informed, notified, ready
from tests.coordination.stay_histories import went_home
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at
from tests.coordination.wards import private_nurse, second_nurse
from tests.coordination_web.pages import open_page

BEFORE = (admitted("2026-03-03T09:10"), notified("2026-03-03T11:40"), ready("2026-03-05T13:15"))
HOME, RIGHT, LATER = at("2026-03-09T10:00"), at("2026-03-08T15:00"), at("2026-03-12T09:00")


def test_it_is_the_right_discharge_that_is_billed() -> None:
    wrong = (*BEFORE, home("2026-03-09T10:00"))
    case = history(*wrong, informed("2026-03-09T11:00"), went_home("2026-03-08T15:00", 4))
    assert (case.status, case.discharged and case.discharged.occurred_at) == (Status.DISCHARGED, RIGHT)
    anew = history(*BEFORE, informed("2026-03-09T11:00"), home("2026-03-08T15:00"))
    put_right, told_right = known_episode(case, "H1"), known_episode(anew, "H1")
    assert put_right is not None and told_right is not None
    assert put_right.episode == told_right.episode


@pytest.mark.parametrize("seed", range(20))
def test_it_is_put_right_any_number_of_times(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - a test, not a secret
    happenings = [*BEFORE, home("2026-03-09T10:00")]
    for _ in range(chance.randrange(1, 5)):
        when = f"2026-03-{chance.randrange(6, 12):02}T{chance.randrange(24):02}:15"
        happenings.append(went_home(when, len(happenings)))
    case = history(*happenings)
    assert case.discharged is not None
    assert (case.status, case.discharged.sequence) == (Status.DISCHARGED, len(happenings))
    assert set(case.voided) == set(range(4, len(happenings)))


@pytest.fixture
def gone(cast: Cast) -> Story:
    """Notified, ready and home: events 2, 3 and 4."""
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    story.is_ready(at("2026-03-05T13:15"))
    story.goes_home(HOME)
    return story


def test_it_is_put_right_while_the_patient_lies_in_a_ward_again(gone: Story) -> None:
    again = Story(gone.cast, patient=gone.patient, admitted_at=at("2026-03-10T10:00"))
    facts = again.facts
    gone.went_home(RIGHT, registered_at=LATER)
    assert gone.status() == "discharged"
    assert (gone.case.discharged_at, gone.facts.discharged_at) == (RIGHT, civil(RIGHT))
    assert (again.status(), again.facts) == ("admitted", facts)
    information = gone.case.deadlines.get(kind=DeadlineKind.DISCHARGE_INFORMATION)
    assert information.due_at == end_of(RIGHT.date())
    (known,) = gone.case.facts.latest()
    assert "discharged_at" in known.as_known().registered_late


def test_it_keeps_what_stood_and_why_it_was_wrong(cast: Cast, gone: Story) -> None:
    gone.went_home(RIGHT, registered_at=LATER, destination=Destination.SHORT_TERM_HOUSING)
    page = open_page(client_of(cast.case_officer).get(reverse("case", args=[gone.case.pk])))
    assert "Utskriven: rättat" in page.text
    assert "Struken" in page.text and "fel klockslag" in page.text
    assert gone.history.recorded[3].step is Step.DISCHARGED


def test_it_takes_no_day_of_the_next_stay(gone: Story) -> None:
    again = at("2026-03-10T10:00")
    Story(gone.cast, patient=gone.patient, admitted_at=again)
    stored = everything_stored()
    with pytest.raises(DischargedInNextStay) as refused:
        gone.went_home(again + timedelta(minutes=1), registered_at=LATER)
    assert refused.value.data == {}
    assert everything_stored() == stored
    assert AccessLogEntry.objects.filter(assignment=gone.cast.nurse).exists()
    gone.went_home(again, registered_at=LATER)
    assert gone.case.facts.latest().get().discharged_at == civil(again)


def test_it_minds_no_stay_that_was_a_mistake(gone: Story) -> None:
    again = Story(gone.cast, patient=gone.patient, admitted_at=at("2026-03-10T10:00"))
    again.cancel(at("2026-03-10T11:00"))
    gone.went_home(at("2026-03-11T10:00"), registered_at=LATER)
    assert gone.status() == "discharged"


def test_it_puts_right_something(gone: Story) -> None:
    for discharged_at, refusal in [
        (HOME, Refusal.NOTHING_CORRECTED),
        (at("2026-03-03T09:00"), Refusal.BEFORE_ADMISSION),
        (LATER + timedelta(minutes=1), Refusal.IN_THE_FUTURE),
    ]:
        stored = everything_stored()
        with pytest.raises(StepRefused) as refused:
            gone.went_home(discharged_at, registered_at=LATER)
        assert refused.value.refusal is refusal
        assert everything_stored() == stored


def test_it_is_the_ward_that_does_it(cast: Cast, gone: Story) -> None:
    tries = [
        (cast.case_officer, NotAllowed),
        (cast.coordinator, NotAllowed),
        (second_nurse(cast), CaseNotFound),
        (private_nurse(cast), CaseNotFound),
        (cast.stranger_nurse, CaseNotFound),
    ]
    stored = everything_stored()
    for by, refusal in tries:
        gone.nurse = by
        with pytest.raises(refusal):
            gone.went_home(RIGHT, registered_at=LATER)
        assert everything_stored() == stored


def test_it_is_for_a_patient_who_has_left(cast: Cast) -> None:
    story = Story(cast)
    story.moves(at("2026-03-03T10:00"), other := second_nurse(cast))
    stored = everything_stored()
    with pytest.raises(StepNotAllowed):
        story.went_home(at("2026-03-03T12:00"))
    story.nurse = cast.nurse
    with pytest.raises(NotYourStep):
        story.went_home(at("2026-03-03T12:00"))
    assert everything_stored() == stored
    story.nurse = other
    story.goes_home(at("2026-03-03T12:00"))
    story.went_home(at("2026-03-03T12:30"), registered_at=LATER)
    assert Case.objects.get().discharged_at == at("2026-03-03T12:30")


def test_a_discharge_that_never_was_is_struck_out_though_it_was_put_right(gone: Story) -> None:
    event = gone.went_home(RIGHT, registered_at=LATER)
    gone.put_right(LATER, event.sequence)
    assert (gone.status(), gone.facts.discharged_at) == ("ready", None)


def test_it_is_filled_in_with_what_stood(cast: Cast, gone: Story) -> None:
    url = reverse("step", args=[gone.case.pk, Step.DISCHARGE_CORRECTED])
    page = open_page(client_of(cast.nurse).get(url))
    assert page.value("discharged_at") == "2026-03-09T10:00"
    typed = page.form(url).data | {"discharged_at": "2026-03-08T15:00", "reason": "fel klockslag"}
    answer = client_of(cast.nurse).post(url, typed, follow=True)
    assert "Utskrivningen är rättad." in open_page(answer).text
    gone.case.refresh_from_db()
    assert gone.case.discharged_at == RIGHT
    early = client_of(cast.nurse).post(url, typed | {"discharged_at": "2026-03-01T15:00", "key": ""})
    assert early.status_code == 422
