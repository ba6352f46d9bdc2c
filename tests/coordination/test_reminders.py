"""Reminders: before, at and after a deadline, one row a level, to the unit and then also to its head."""

from datetime import datetime, timedelta

import pytest

from coordination.actions.reminders import remind
from coordination.core.deadline import DeadlineKind
from coordination.core.reminders import levels, next_at, reached
from coordination.models import Delivery, Medium, Reminder
from tests.cast import Cast
from tests.coordination.channels import mail_to
from tests.coordination.stories import TUESDAY, Story, at

DUE = at("2026-03-04T09:10")


def minutes_told() -> list[int]:
    return list(Reminder.objects.filter(is_told=True).order_by("minutes").values_list("minutes", flat=True))


def inbox() -> list[tuple[object, int]]:
    """Whose inbox has which level."""
    rows = Delivery.objects.filter(medium=Medium.INBOX, reminder__isnull=False)
    return [(one.unit, one.reminder.minutes) for one in rows.order_by("pk")]


@pytest.mark.parametrize("kind", DeadlineKind)
def test_it_has_levels_for_every_kind_in_their_order(kind: DeadlineKind) -> None:
    assert [one.minutes for one in levels(kind)] == sorted({one.minutes for one in levels(kind)})
    assert next_at(kind, DUE, now=at("2027-01-01T00:00")) is None


def test_it_reminds_of_an_admission_notice_after_18_23_24_and_26_hours(cast: Cast) -> None:
    Story(cast)
    told = [remind(now=TUESDAY + timedelta(hours=hours)) for hours in (17, 18, 20, 23, 24, 25, 26, 48)]
    assert told == [0, 1, 0, 1, 1, 0, 1, 0]
    assert inbox() == [(cast.ward, -360), (cast.ward, -60), (cast.ward, 0), (cast.ward, 120)]


def test_it_counts_hours_and_not_the_clock_in_the_night_to_summer_time(cast: Cast) -> None:
    Story(cast, admitted_at=at("2026-03-28T20:00"))
    # 18 hours later the clock shows 15.00, one more than on other days.
    assert remind(now=at("2026-03-29T14:59")) == 0
    assert remind(now=at("2026-03-29T15:00")) == 1


def test_it_counts_hours_and_not_the_clock_in_the_night_to_winter_time(cast: Cast) -> None:
    Story(cast, admitted_at=at("2026-10-24T20:00"))
    assert remind(now=at("2026-10-25T12:59")) == 0
    assert remind(now=at("2026-10-25T13:00")) == 1


def test_it_tells_only_the_last_level_after_a_day_without_sweeps(cast: Cast) -> None:
    Story(cast)
    assert remind(now=TUESDAY + timedelta(days=3)) == 1
    assert minutes_told() == [120]
    assert Reminder.objects.count() == 4
    assert len(inbox()) == 1


def test_it_reminds_of_nothing_that_is_done_or_cancelled(cast: Cast) -> None:
    Story(cast).cancel(at("2026-03-03T12:00"))
    met = Story(cast)
    met.notify(at("2026-03-03T10:00"))
    remind(now=at("2026-03-04T08:00"))
    assert not Reminder.objects.filter(kind=DeadlineKind.ADMISSION_NOTICE).exists()


def test_it_reminds_no_more_of_what_was_done_late_but_before_the_next_round(cast: Cast) -> None:
    story = Story(cast)
    remind(now=DUE - timedelta(hours=1))
    story.notify(DUE + timedelta(seconds=30))
    assert remind(now=DUE + timedelta(minutes=1)) == 0
    assert story.case.deadlines.get(kind=DeadlineKind.ADMISSION_NOTICE).missed_at == DUE
    assert list(Reminder.objects.order_by("minutes").values_list("minutes", flat=True)) == [-360, -60]
    assert inbox() == [(cast.ward, -60)]


def test_it_tells_the_levels_left_when_it_turns_out_not_to_be_done(cast: Cast) -> None:
    story = Story(cast)
    remind(now=DUE - timedelta(hours=1))
    notice = story.notify(DUE + timedelta(seconds=30))
    remind(now=DUE + timedelta(minutes=1))
    story.put_right(DUE + timedelta(minutes=5), notice.sequence)
    assert remind(now=DUE + timedelta(minutes=6)) == 1
    remind(now=DUE + timedelta(hours=2))
    assert minutes_told() == [-60, 0, 120]


def test_it_reminds_each_receiver_of_its_own_receipt(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T10:00"))
    story.municipality_receives(at("2026-03-03T10:05"))
    due = story.case.deadlines.get(kind=DeadlineKind.RECEIPT, unit=cast.primary_care).due_at
    remind(now=due)
    assert inbox() == [(cast.primary_care, 0)]


def test_it_is_reminded_of_anew_when_the_time_is_moved(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T10:00"), estimated_discharge_at=at("2026-03-05T12:00"))
    remind(now=at("2026-03-04T13:00"))
    story.changes_estimate(at("2026-03-04T14:00"), estimated_discharge_at=at("2026-03-12T12:00"))
    remind(now=at("2026-03-11T13:00"))
    care_contact = Reminder.objects.filter(kind=DeadlineKind.CARE_CONTACT, minutes=-24 * 60)
    assert [one.due_at for one in care_contact.order_by("due_at")] == [
        at("2026-03-05T12:00"),
        at("2026-03-12T12:00"),
    ]


def test_it_says_nothing_twice_when_the_clock_is_set_back(cast: Cast) -> None:
    Story(cast)
    for hours in (24, 19, 24, 18):
        remind(now=TUESDAY + timedelta(hours=hours))
    assert inbox() == [(cast.ward, 0)]


def test_it_writes_to_the_head_when_it_is_an_escalation(cast: Cast) -> None:
    mail_to(cast.unit_administrator, "avdelningen@example.se")
    mail_to(cast.unit_administrator, "chefen@example.se", for_head=True)
    Story(cast)
    remind(now=TUESDAY + timedelta(hours=24))
    remind(now=TUESDAY + timedelta(hours=26))
    mail = Delivery.objects.filter(medium=Medium.MAIL).order_by("reminder__minutes", "pk")
    assert [(one.reminder.minutes, one.channel.address) for one in mail] == [
        (0, "avdelningen@example.se"),
        (120, "avdelningen@example.se"),
        (120, "chefen@example.se"),
    ]


def test_it_has_the_levels_of_a_moment() -> None:
    def minutes(now: datetime) -> list[int]:
        return [one.minutes for one in reached(DeadlineKind.ADMISSION_NOTICE, DUE, now)]

    assert minutes(DUE - timedelta(hours=1)) == [-360, -60]
    assert minutes(DUE - timedelta(hours=1, microseconds=1)) == [-360]
