"""A region's own levels of reminders: what they may be, who sets them, and that nothing still to do is forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.access.policy import NotAllowed
from accounts.access.roles import Role
from accounts.models import UnitKind
from coordination.actions.reminder_levels import set_levels
from coordination.actions.reminders import remind
from coordination.core.deadline import DeadlineKind
from coordination.core.reminder_faults import LevelFault, level_faults
from coordination.core.reminders import LEVELS, Level, levels, next_at, reached
from coordination.exchange_errors import LevelsRefused
from coordination.models import Case, Reminder, ReminderSetting
from tests.cast import Cast, make_assignment, make_unit
from tests.coordination.stored import everything_stored
from tests.coordination.stories import TUESDAY, Story, at

NOTICE = DeadlineKind.ADMISSION_NOTICE
DUE = at("2026-03-04T09:10")
LEVEL = st.builds(Level, st.integers(-40_000, 40_000), st.booleans())


def test_it_is_hemgangs_own_unless_the_region_has_set_that_kind() -> None:
    settings = {NOTICE: (Level(-30), Level(0, to_head=True))}
    assert levels(NOTICE, settings) == settings[NOTICE]
    assert levels(DeadlineKind.RECEIPT, settings) == LEVELS[DeadlineKind.RECEIPT]


@pytest.mark.parametrize(
    ("told", "faults"),
    [
        ([], [LevelFault.NONE_IN_TIME]),
        ([Level(10)], [LevelFault.NONE_IN_TIME]),
        ([Level(0)], []),
        ([Level(-5), Level(-5, to_head=True)], [LevelFault.TWICE]),
        ([Level(-21 * 24 * 60)], []),
        ([Level(-21 * 24 * 60 - 1)], [LevelFault.TOO_FAR]),
        ([Level(-minutes) for minutes in range(7)], [LevelFault.TOO_MANY]),
    ],
)
def test_it_names_every_fault(told: list[Level], faults: list[LevelFault]) -> None:
    assert list(level_faults(told)) == faults


@pytest.mark.parametrize("kind", DeadlineKind)
def test_it_could_have_been_set_as_it_is(kind: DeadlineKind) -> None:
    assert list(level_faults(levels(kind))) == []


@given(told=st.lists(LEVEL, min_size=1, max_size=6), minutes=st.integers(-50_000, 50_000))
def test_it_comes_to_every_level_in_turn_whatever_is_set(told: list[Level], minutes: int) -> None:
    """What has been reached and what is next are the whole, with nothing between."""
    if list(level_faults(told)):
        return
    settings = {NOTICE: tuple(sorted(told, key=lambda one: one.minutes))}
    now = DUE + timedelta(minutes=minutes)
    passed = reached(NOTICE, DUE, now, settings)
    coming = next_at(NOTICE, DUE, now, settings)
    assert settings[NOTICE][: len(passed)] == passed
    left = settings[NOTICE][len(passed) :]
    assert coming == (left[0].at(DUE) if left else None)


def test_it_reminds_by_what_the_region_has_set(cast: Cast) -> None:
    set_levels(
        by=cast.system_administrator, kind=NOTICE, levels=[Level(0), Level(-120), Level(60, to_head=True)]
    )
    Story(cast)
    told = [remind(now=TUESDAY + timedelta(hours=hours)) for hours in (18, 22, 24, 25, 26)]
    assert told == [0, 1, 1, 1, 0]
    rows = Reminder.objects.order_by("minutes").values_list("minutes", "to_head")
    assert list(rows) == [(-120, False), (0, False), (60, True)]


def test_it_holds_for_what_was_begun_before_and_for_other_regions_not_at_all(cast: Cast) -> None:
    now = timezone.now()
    story, elsewhere = Story(cast, admitted_at=now), Story(cast, admitted_at=now)
    Case.objects.filter(pk=elsewhere.case.pk).update(region_code="20")
    looked_at = []
    for told in ([Level(-60)], [Level(-25 * 60)], None):
        set_levels(by=cast.system_administrator, kind=NOTICE, levels=told)
        looked_at.append(story.case.deadlines.get(kind=NOTICE).remind_at)
    # Of a level that lies behind nobody is told.
    assert looked_at == [now + timedelta(hours=23), None, now + timedelta(hours=18)]
    assert elsewhere.case.deadlines.get(kind=NOTICE).remind_at == now + timedelta(hours=18)
    assert [(one.levels, one.set_by) for one in ReminderSetting.objects.order_by("pk")] == [
        ([[-60, False]], cast.system_administrator),
        ([[-1500, False]], cast.system_administrator),
        (None, cast.system_administrator),
    ]


def test_it_leaves_to_the_sweep_what_the_sweep_should_have_looked_at(cast: Cast) -> None:
    story = Story(cast)
    before = story.case.deadlines.get(kind=NOTICE).remind_at
    set_levels(by=cast.system_administrator, kind=NOTICE, levels=[Level(-600), Level(0)])
    assert story.case.deadlines.get(kind=NOTICE).remind_at == before
    assert remind(now=TUESDAY + timedelta(days=2)) == 1


@pytest.mark.parametrize("told", [[], [Level(60)], [Level(-5), Level(-5)]])
def test_it_refuses_what_nobody_could_go_by(cast: Cast, told: list[Level]) -> None:
    Story(cast)
    stored = everything_stored()
    with pytest.raises(LevelsRefused):
        set_levels(by=cast.system_administrator, kind=NOTICE, levels=told)
    assert everything_stored() == stored


def test_it_is_a_regions_administrator_who_sets_them(cast: Cast) -> None:
    office = make_unit(cast.halmstad, "Förvaltning", UnitKind.ADMINISTRATION)
    municipal = make_assignment(office, Role.SYSTEM_ADMINISTRATOR, "Kim Karlsson")
    for who in (municipal, cast.unit_administrator, cast.nurse):
        with pytest.raises(NotAllowed):
            set_levels(by=who, kind=NOTICE, levels=[Level(0)])
    assert not ReminderSetting.objects.exists()
