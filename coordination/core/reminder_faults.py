"""What levels of reminders may not be, whoever sets them."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from coordination.core.reminders import Level

MOST_LEVELS = 6
FARTHEST_MINUTES = 21 * 24 * 60


class LevelFault(StrEnum):
    """Why some levels are no levels to go by."""

    NONE_IN_TIME = "none_in_time"
    """Nobody would be told before it is too late."""
    TOO_MANY = "too_many"
    TWICE = "twice"
    """Two at the same time."""
    TOO_FAR = "too_far"


def level_faults(levels: Sequence[Level]) -> Iterator[LevelFault]:
    """Every fault of them, in this order; none where they will do."""
    minutes = [one.minutes for one in levels]
    if not any(one <= 0 for one in minutes):
        yield LevelFault.NONE_IN_TIME
    if len(minutes) > MOST_LEVELS:
        yield LevelFault.TOO_MANY
    if len(set(minutes)) < len(minutes):
        yield LevelFault.TWICE
    if any(abs(one) > FARTHEST_MINUTES for one in minutes):
        yield LevelFault.TOO_FAR
