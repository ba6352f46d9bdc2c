"""The liable municipality is told before the days count, before they are many, and nobody is late by it."""

from coordination.actions.checks import differences_in_deadlines
from coordination.actions.reminders import remind
from coordination.actions.sweeps import sweep
from coordination.core.deadline import WAITING, DeadlineKind
from coordination.models import Deadline, Delivery, Medium
from tests.cast import Cast
from tests.coordination.stories import Story, at


def ready_on_thursday(cast: Cast) -> Story:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    story.is_ready(at("2026-03-05T13:15"))
    return story


def told_of_waiting(story: Story) -> list[tuple[object, str, int]]:
    rows = Delivery.objects.filter(case=story.case, medium=Medium.INBOX, reminder__kind__in=WAITING)
    return [(one.unit, one.reminder.kind, one.reminder.minutes) for one in rows.order_by("pk")]


def test_it_tells_the_municipality_before_the_days_count_and_before_the_average(cast: Cast) -> None:
    story = ready_on_thursday(cast)
    times = (
        "2026-03-05T13:59",
        "2026-03-05T14:00",
        "2026-03-06T00:00",
        "2026-03-06T13:59",
        "2026-03-06T14:00",
    )
    told: list[int] = []
    for now in map(at, times):
        remind(now=now)
        told.append(len(told_of_waiting(story)))
    assert told == [0, 1, 2, 2, 3]
    assert told_of_waiting(story) == [
        (cast.intake, "counting_starts", -600),
        (cast.intake, "counting_starts", 0),
        (cast.intake, "over_threshold", -600),
    ]


def test_it_tells_at_once_where_the_notice_comes_in_the_evening(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    story.is_ready(at("2026-03-05T22:00"))
    remind(now=at("2026-03-05T22:01"))
    assert told_of_waiting(story) == [(cast.intake, "counting_starts", -600)]


def test_it_tells_nothing_more_of_a_patient_who_has_gone_home_or_is_ready_no_more(cast: Cast) -> None:
    gone, withdrawn = ready_on_thursday(cast), ready_on_thursday(cast)
    gone.goes_home(at("2026-03-05T13:50"))
    withdrawn.is_not_ready(at("2026-03-05T13:50"))
    remind(now=at("2026-03-09T12:00"))
    assert told_of_waiting(gone) == told_of_waiting(withdrawn) == []


def test_it_tells_anew_when_region_services_have_moved_the_day(cast: Cast) -> None:
    story = ready_on_thursday(cast)
    remind(now=at("2026-03-05T14:00"))
    story.services_missing(at("2026-03-05T15:00"))
    remind(now=at("2026-03-06T00:00"))
    story.services_available(at("2026-03-08T09:00"))
    counting = story.case.deadlines.get(kind=DeadlineKind.COUNTING_STARTS)
    assert counting.due_at == at("2026-03-09T00:00")
    remind(now=at("2026-03-08T14:00"))
    assert told_of_waiting(story) == [(cast.intake, "counting_starts", -600)] * 2


def test_it_makes_nobody_late_and_can_be_computed_again(cast: Cast) -> None:
    story = ready_on_thursday(cast)
    sweep(now=at("2027-01-01T00:00"))
    rows = Deadline.objects.filter(case=story.case, kind__in=WAITING)
    assert {(one.kind, one.missed_at) for one in rows} == {
        ("counting_starts", None),
        ("over_threshold", None),
    }
    assert list(differences_in_deadlines()) == []


def test_it_counts_by_the_text_in_force_when_the_municipality_was_told(cast: Cast) -> None:
    """Dalarna has no agreement with Halmstad: there it is the statute, three days and no average."""
    story = Story(cast)
    story.case.region_code = "20"
    story.case.save()
    story.notify(at("2026-03-03T11:40"))
    story.is_ready(at("2026-03-05T12:00"))
    (counting,) = story.case.deadlines.filter(kind__in=WAITING)
    assert (counting.due_at, counting.ground) == (at("2026-03-09T00:00"), "LUS 5:4")
