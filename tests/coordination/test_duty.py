"""In a unit's duty hours what it is told goes to the unit on duty as well: that there is something, and no patient."""

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.access.policy import NotAllowed
from accounts.access.roles import Role
from accounts.models import Assignment, Unit, UnitKind
from coordination.actions.deliveries import mark_read
from coordination.actions.duty import end_duty, set_duty
from coordination.actions.reminders import remind
from coordination.core.civil import STOCKHOLM, is_working_day
from coordination.core.duty import DutyTimes
from coordination.exchange_errors import DutyUnitRefused
from coordination.models import Delivery, DutyHours, Medium
from tests.cast import Cast, make_assignment, make_unit
from tests.coordination.channels import mail_to, webhook_to
from tests.coordination.stories import Story, at

EVENING, MORNING = at("2026-03-03T20:00"), at("2026-03-03T10:00")
NIGHT = {"begins": time(17), "ends": time(7, 30)}


@pytest.fixture
def head(cast: Cast) -> Assignment:
    return make_assignment(cast.intake, Role.UNIT_ADMINISTRATOR, "Ina Ius")


@pytest.fixture
def on_duty(cast: Cast) -> Unit:
    return make_unit(cast.halmstad, "Socialjouren", UnitKind.SOCIAL_PSYCHIATRY)


def inbox(story: Story) -> list[tuple[object, object]]:
    rows = Delivery.objects.filter(case=story.case, medium=Medium.INBOX).exclude(unit=story.cast.primary_care)
    return [(one.unit, one.on_behalf_of) for one in rows.order_by("pk")]


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        # A Tuesday.
        ("2026-03-03T16:59:59", False),
        ("2026-03-03T17:00", True),
        ("2026-03-04T03:00", True),
        ("2026-03-04T07:29:59", True),
        ("2026-03-04T07:30", False),
        # A Saturday, and the Monday after it until it begins.
        ("2026-03-07T12:00", True),
        ("2026-03-09T07:29", True),
        ("2026-03-09T07:30", False),
        # Easter, and the nights when the clock is moved.
        ("2026-04-03T12:00", True),
        ("2026-03-29T02:00", True),
        ("2026-10-25T02:30", True),
    ],
)
def test_it_knows_nights_and_free_days_by_the_clock_in_sweden(asked: str, holds: bool) -> None:
    assert DutyTimes(time(17), time(7, 30), free_days_too=True).holds(at(asked)) is holds


def test_it_is_all_day_by_the_same_time_twice() -> None:
    assert DutyTimes(time(8), time(8)).holds(MORNING)


@given(
    moment=st.datetimes(timezones=st.just(STOCKHOLM)), begins=st.times(), ends=st.times(), free=st.booleans()
)
def test_it_is_one_or_the_other_that_is_at_work(moment, begins, ends, free) -> None:  # type: ignore[no-untyped-def]
    """Hours and their opposite are never on duty at once, nor both off, save on free days."""
    if begins == ends:
        return
    one, other = DutyTimes(begins, ends), DutyTimes(ends, begins)
    assert one.holds(moment) is not other.holds(moment)
    with_free_days = DutyTimes(begins, ends, free_days_too=free)
    assert with_free_days.holds(moment) or not one.holds(moment)
    if free and not is_working_day(moment.date()):
        assert with_free_days.holds(moment)


def test_it_tells_the_unit_on_duty_as_well_in_its_hours(cast: Cast, head: Assignment, on_duty: Unit) -> None:
    set_duty(by=head, unit=cast.intake, duty_unit=on_duty, **NIGHT)
    day, night = Story(cast), Story(cast)
    day.notify(MORNING)
    night.notify(EVENING)
    assert inbox(day) == [(cast.intake, None)]
    assert inbox(night) == [(cast.intake, None), (on_duty, cast.intake)]


def test_it_reminds_the_unit_on_duty_as_well(cast: Cast, head: Assignment, on_duty: Unit) -> None:
    set_duty(by=head, unit=cast.intake, duty_unit=on_duty, **NIGHT)
    story = Story(cast)
    story.notify(at("2026-03-03T14:00"))
    remind(now=at("2026-03-03T18:00"))
    assert inbox(story) == [(cast.intake, None), (cast.intake, None), (on_duty, cast.intake)]


def test_it_tells_it_once_of_what_it_is_told_anyway(cast: Cast, head: Assignment, on_duty: Unit) -> None:
    set_duty(by=head, unit=cast.intake, duty_unit=on_duty, **NIGHT)
    story = Story(cast)
    story.notify(EVENING, units=[cast.intake, on_duty, cast.primary_care])
    assert sorted(inbox(story), key=str) == sorted([(cast.intake, None), (on_duty, None)], key=str)


def test_it_writes_mail_to_people_on_duty_and_calls_no_systems(
    cast: Cast, head: Assignment, on_duty: Unit
) -> None:
    by = make_assignment(on_duty, Role.UNIT_ADMINISTRATOR, "Jon Jour")
    mail_to(by, "jouren@example.se")
    webhook_to(by, "https://jouren.example.se/hook")
    set_duty(by=head, unit=cast.intake, duty_unit=on_duty, **NIGHT)
    Story(cast).notify(EVENING)
    rows = Delivery.objects.filter(unit=on_duty).order_by("pk")
    assert [one.medium for one in rows] == ["inbox", "mail"]


def test_it_is_read_when_the_unit_itself_reads_it_and_opens_no_case_to_the_one_on_duty(
    cast: Cast, head: Assignment, on_duty: Unit
) -> None:
    set_duty(by=head, unit=cast.intake, duty_unit=on_duty, **NIGHT)
    story = Story(cast)
    story.notify(EVENING)
    assert not story.case.parties.filter(unit=on_duty).exists()
    mark_read(by=cast.case_officer, case_id=story.case.pk)
    assert Delivery.objects.get(unit=on_duty).read_by == cast.case_officer


def test_it_moves_no_time_limit(cast: Cast, head: Assignment, on_duty: Unit) -> None:
    plain = Story(cast)
    plain.notify(EVENING)
    set_duty(by=head, unit=cast.intake, duty_unit=on_duty, **NIGHT)
    other = Story(cast)
    other.notify(EVENING)
    due = [
        list(one.case.deadlines.order_by("due_at", "kind").values_list("kind", "due_at"))
        for one in (plain, other)
    ]
    assert due[0] == due[1]


def test_it_is_replaced_and_ended_and_stays_to_be_seen(cast: Cast, head: Assignment, on_duty: Unit) -> None:
    set_duty(by=head, unit=cast.intake, duty_unit=on_duty, **NIGHT)
    set_duty(by=head, unit=cast.intake, duty_unit=on_duty, begins=time(16), ends=time(8))
    end_duty(by=head, unit=cast.intake)
    assert [one.ended_by for one in DutyHours.objects.order_by("pk")] == [head, head]
    story = Story(cast)
    story.notify(EVENING + timedelta(minutes=1))
    assert inbox(story) == [(cast.intake, None)]


def test_it_is_another_unit_of_the_same_organisation_with_patients(cast: Cast, head: Assignment) -> None:
    for unit in (cast.intake, cast.stranger_intake, cast.municipal_finance, cast.primary_care):
        with pytest.raises(DutyUnitRefused):
            set_duty(by=head, unit=cast.intake, duty_unit=unit, **NIGHT)
    with pytest.raises(NotAllowed):
        set_duty(by=cast.case_officer, unit=cast.intake, duty_unit=cast.stranger_intake, **NIGHT)
    assert not DutyHours.objects.exists()
