"""Another municipality turns out to be liable: who was wrong is out at once, and who is right is told and answers."""

import pytest

from coordination.core.deadline import DeadlineKind
from coordination.core.deadlines import deadlines
from coordination.core.moves import next_moves
from coordination.core.receiver import Receiver
from coordination.core.standing import answer
from coordination.core.states import Capacity, Step
from coordination.errors import CaseNotFound
from coordination.models import Case, Delivery, Event
from tests.cast import Cast
from tests.coordination.correspondence import remove, send_back
from tests.coordination.histories import (
    INTAKE,
    Happening,
    accepted,
    admitted,
    corrected,
    delayed,
    forwarded,
    history,
    notified,
    ready,
    removed,
    returned,
)
from tests.coordination.stored import everything_stored
from tests.coordination.stories import ONLY_MUNICIPAL, Story, at

NOON, EVENING = at("2026-03-04T12:00"), at("2026-03-04T18:00")
OTHER = Receiver(3, "Mottagningen", Capacity.MUNICIPALITY)
BEGINNING = (
    admitted("2026-03-03T09:00", ONLY_MUNICIPAL),
    notified("2026-03-03T11:00", INTAKE),
    ready("2026-03-04T10:00", INTAKE),
    accepted("2026-03-04T11:00"),
)
TO_ANOTHER = corrected("2026-03-05T09:00", out=(INTAKE,))
ANEW = (notified("2026-03-05T10:00", OTHER), ready("2026-03-05T10:05", OTHER))


def asked(*happenings: Happening) -> set[tuple[Step, Capacity]]:
    case = history(*happenings)
    return {(move.step, move.acting) for move in next_moves(case, deadlines(case))}


@pytest.mark.parametrize(
    "leave",
    [TO_ANOTHER, returned("2026-03-05T09:00", 2), removed("2026-03-05T09:00")],
    ids=["corrected", "sent back", "taken back"],
)
def test_what_a_municipality_that_has_left_said_is_no_answer(leave: Happening) -> None:
    assert answer(history(*BEGINNING)) is not None
    assert answer(history(*BEGINNING, leave)) is None
    assert (Step.RECEPTION_ACCEPTED, Capacity.MUNICIPALITY) in asked(*BEGINNING, leave, *ANEW)
    said = answer(history(*BEGINNING, leave, *ANEW, delayed("2026-03-05T12:00")))
    assert said is not None
    assert said.step is Step.RECEPTION_DELAYED


def test_a_late_registration_of_the_old_answer_changes_nothing() -> None:
    """By when it happened the former municipality's answer may come last: it is a former one's all the same."""
    late = accepted("2026-03-05T18:00")
    assert answer(history(*BEGINNING, late, TO_ANOTHER, *ANEW)) is None


def test_the_municipalitys_word_stands_when_a_colleague_takes_over() -> None:
    said = answer(history(*BEGINNING, forwarded("2026-03-05T09:00", 2, OTHER)))
    assert said is not None
    assert said.step is Step.RECEPTION_ACCEPTED


def test_it_ends_the_time_limits_of_who_is_out() -> None:
    ended = {
        one.unit: one.cancelled_at
        for one in deadlines(history(*BEGINNING[:2], TO_ANOTHER))
        if one.kind is DeadlineKind.RECEIPT
    }
    assert ended == {INTAKE.unit: at("2026-03-05T09:00")}


@pytest.fixture
def story(cast: Cast) -> Story:
    story = Story(cast, needs=ONLY_MUNICIPAL)
    story.notify(at("2026-03-03T11:00"))
    story.is_ready(at("2026-03-04T10:00"))
    story.can_receive(at("2026-03-04T11:00"))
    return story


def test_it_puts_the_former_municipality_out_at_once(cast: Cast, story: Story) -> None:
    event = story.is_corrected(NOON, municipality_code="1384")
    assert story.case.parties.get(unit=cast.intake).closed_at == event.registered_at
    for model in (Case, Event):
        assert not model.objects.visible_to(cast.case_officer).exists(), model
    stored = everything_stored()
    with pytest.raises(CaseNotFound):
        story.can_receive(EVENING)
    assert everything_stored() == stored


def test_it_tells_the_former_municipality_that_it_is_out(cast: Cast, story: Story) -> None:
    event = story.is_corrected(NOON, municipality_code="1384")
    assert Delivery.objects.filter(event=event, unit=cast.intake).exists()
    assert Case.objects.closed_to(cast.case_officer).exists()


def test_it_leaves_the_others_where_they_are(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:00"))
    story.is_corrected(NOON, municipality_code="1384")
    staying = story.case.parties.filter(closed_at=None).values_list("unit__name", flat=True)
    assert set(staying) == {"Avd 4B", "Andersbergs vårdcentral"}


@pytest.mark.parametrize("change", [{"family_name": "Öberg"}, {"placing_municipality_code": "1380"}])
def test_it_puts_nobody_out_while_the_same_one_is_liable(
    cast: Cast, story: Story, change: dict[str, str]
) -> None:
    story.is_corrected(NOON, **change)
    assert Case.objects.visible_to(cast.case_officer).exists()
    assert story.history.left == {}


def test_it_lets_it_in_again_when_the_correction_was_wrong(cast: Cast, story: Story) -> None:
    story.is_corrected(NOON, municipality_code="1384")
    story.notify(at("2026-03-04T13:00"))
    story.is_corrected(EVENING, municipality_code="1380")
    assert Case.objects.visible_to(cast.case_officer).exists()
    assert not Case.objects.visible_to(cast.stranger_officer).exists()
    assert not story.history.left.keys() & {cast.intake.pk}
    assert story.facts.admission_notice_at is not None


def test_it_lets_nobody_in_again_who_had_left_otherwise(cast: Cast, story: Story) -> None:
    remove(story, NOON)
    story.is_corrected(at("2026-03-04T13:00"), municipality_code="1384")
    story.is_corrected(EVENING, municipality_code="1380")
    assert not Case.objects.visible_to(cast.case_officer).exists()


def test_a_voided_entry_lets_nobody_in_again_who_had_left(cast: Cast, story: Story) -> None:
    send_back(story, NOON)
    bed = story.changes_bed(at("2026-03-04T13:00"))
    story.put_right(EVENING, bed.sequence)
    assert not Case.objects.visible_to(cast.case_officer).exists()


def test_the_new_municipality_owes_from_when_it_was_told(cast: Cast, story: Story) -> None:
    story.is_corrected(NOON, municipality_code="1384")
    assert (story.facts.municipality, story.facts.admission_notice_at) == ("1384", None)
    story.notify(at("2026-03-04T13:00"))
    told_at = story.facts.admission_notice_at
    assert told_at is not None
    assert told_at.isoformat("T", "minutes") == "2026-03-04T13:00"
