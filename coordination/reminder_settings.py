"""The levels of reminders that regions have set, as the core takes them."""

from collections.abc import Iterable, Mapping

from accounts.models.statements import Given, Prepared
from coordination.core.deadline import DeadlineKind
from coordination.core.reminders import Level, LevelSettings
from coordination.models import ReminderSetting, ReminderSettingQuerySet

IN_FORCE = Prepared(lambda: ReminderSetting.objects.in_force().filter(organisation__code=Given("region")))


def every_level_setting() -> Mapping[str, LevelSettings]:
    """What each region has set, by its code."""
    return _by_region(ReminderSetting.objects.in_force())


def level_settings(region_code: str) -> LevelSettings:
    """What one region has set; nothing where it keeps to Hemgång's own."""
    return by_kind(IN_FORCE(region=region_code))


def by_kind(settings: Iterable[ReminderSetting]) -> LevelSettings:
    """What one region's rows in force say."""
    said = [(DeadlineKind(one.kind), levels_of(one)) for one in settings]
    return {kind: levels for kind, levels in said if levels}


def levels_of(setting: ReminderSetting) -> tuple[Level, ...]:
    """What a row says; nothing where it goes back to Hemgång's own."""
    return tuple(Level(minutes, to_head=to_head) for minutes, to_head in setting.levels or ())


def _by_region(settings: ReminderSettingQuerySet) -> dict[str, dict[DeadlineKind, tuple[Level, ...]]]:
    found: dict[str, dict[DeadlineKind, tuple[Level, ...]]] = {}
    for one in settings.select_related("organisation"):
        if levels := levels_of(one):
            found.setdefault(one.organisation.code, {})[DeadlineKind(one.kind)] = levels
    return found
