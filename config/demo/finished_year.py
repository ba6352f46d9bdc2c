"""The finished stays, stored as another system's file would be: month by month, each known from when it was sent."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from agreements import places as official
from config.demo.clock import Clock, instant
from config.demo.places import Region
from config.demo.stays import Month, stays_of_month
from coordination.actions.imports import record_episodes
from coordination.core.episodes import Episode
from coordination.models import EPISODE_COLUMNS

MONTHS_BEFORE_THIS = 12
SENT_ON = 5
LATE_ON, EVERY_LATE = 12, 40
"""After the 7th, when registrations close, one in so many is sent: seen as a difference, not in the bill's basis."""
CORRECTED_ON, EVERY_CORRECTED = 14, 90
FIRST_NUMBER = 10001
"""Numbers above those that cases get here, which begin with 1."""


def record_finished_year(region: Region, clock: Clock) -> int:
    """Stores the region's stays that ended in the last twelve months and in this one until yesterday; how many."""
    numbers = Numbers(official.region(region.code).name.removeprefix("Region ")[0])
    stored = 0
    for month in months_until(clock.today):
        stays = [
            replace(stay, episode_id=numbers(stay.discharged_at)) for stay in stays_of_month(region, month)
        ]
        for sent_at, part, is_correction in _sendings(stays, month):
            known_from = min(sent_at, clock.now)
            if sent_at <= clock.now or not is_correction:
                record_episodes(region.code, map(_row, part), registered_at=known_from, correct=is_correction)
        stored += len(stays)
    return stored


def months_until(today: date) -> Iterator[Month]:
    """The twelve months before today's, and today's until yesterday unless it has just begun."""
    this = today.replace(day=1)
    first = this
    for _ in range(MONTHS_BEFORE_THIS):
        first = (first - timedelta(days=1)).replace(day=1)
    while first < this:
        following = (first + timedelta(days=31)).replace(day=1)
        yield Month(first, following - timedelta(days=1))
        first = following
    if this < today:
        yield Month(this, today - timedelta(days=1))


def _sendings(stays: Sequence[Episode], month: Month) -> Iterator[tuple[datetime, list[Episode], bool]]:
    """When each part of a month's stays reached Hemgång: on the 5th, some after the 7th, and then corrections."""
    following = (month.first + timedelta(days=31)).replace(day=1)
    in_time = [stay for index, stay in enumerate(stays) if index % EVERY_LATE != EVERY_LATE - 1]
    late = stays[EVERY_LATE - 1 :: EVERY_LATE]
    corrected = [_an_hour_later(stay) for stay in in_time[EVERY_CORRECTED - 1 :: EVERY_CORRECTED]]
    yield instant(following.replace(day=SENT_ON), time(6)), in_time, False
    if late:
        yield instant(following.replace(day=LATE_ON), time(9)), list(late), False
    if corrected:
        yield instant(following.replace(day=CORRECTED_ON), time(9)), corrected, True


def _an_hour_later(stay: Episode) -> Episode:
    """The stay with the admission as it turned out to have been."""
    return replace(stay, admitted_at=stay.admitted_at - timedelta(hours=1))


def _row(stay: Episode) -> dict[str, Any]:
    """The stay as a row of a file."""
    return {name: getattr(stay, name) for name in EPISODE_COLUMNS}


class Numbers:
    """Gives each stay the next number of its year: H26-10001."""

    def __init__(self, initial: str) -> None:
        self._initial = initial
        self._series: dict[int, Iterator[int]] = {}

    def __call__(self, ended_at: datetime | None) -> str:
        year = ended_at.year if ended_at else 0
        series = self._series.setdefault(year, count(FIRST_NUMBER))
        return f"{self._initial}{year % 100:02}-{next(series)}"
