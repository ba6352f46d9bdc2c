"""A year of finished stays, drawn by chance so that months look like life: most go home on the day they are ready.

In the whole country 65-70 % of the patients leave on that day, 15 % a day later, 8 % after two days, 7 % after three
to seven and 2-3 % later still. A hard pressed municipality has fewer of the first and more of the last.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from config.demo.places import Region, Town
from coordination.core.episodes import CareType, Episode

CALM = (0.75, 0.13, 0.06, 0.05, 0.01)
STRAINED = (0.10, 0.10, 0.15, 0.50, 0.15)
"""Shares that wait no day, one, two, three to seven, and longer."""
THREE_TO_SEVEN = (5, 4, 3, 2, 2)
LONGEST_WAIT = 60
WINTER, WINTER_STRAIN = (12, 1, 2), 0.07
SUMMER, SUMMER_STRAIN = (7,), 0.04


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month, up to a last day (that of the month, or yesterday)."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def stays_of_month(region: Region, month: Month) -> Iterator[Episode]:
    """The region's stays that ended in the month, unnumbered (`episode_id` is empty), by when they ended."""
    chance = Random(f"stays {region.code} {month.first}")  # noqa: S311 - a story, not a secret
    stays = [stay for town in region.towns for stay in _stays_of_town(region, town, month, chance)]
    yield from sorted(stays, key=lambda stay: (str(stay.discharged_at), stay.municipality))


def _stays_of_town(region: Region, town: Town, month: Month, chance: Random) -> Iterator[Episode]:
    share = town.thousands / sum(other.thousands for other in region.towns)
    expected = region.stays_a_year * share * month.days / 365 * chance.uniform(0.85, 1.15)
    strain = town.strain + chance.uniform(-0.06, 0.06)
    strain += WINTER_STRAIN * (month.first.month in WINTER) + SUMMER_STRAIN * (month.first.month in SUMMER)
    number = int(expected) + (chance.random() < expected % 1)
    for _ in range(number):
        yield _stay(region, town, month, min(max(strain, 0.0), 1.0), chance)


def _stay(region: Region, town: Town, month: Month, strain: float, chance: Random) -> Episode:
    """One stay, backwards from the day the patient went home."""
    home = _clock(month.first + timedelta(days=chance.randrange(month.days)), 10.0, 17.0, chance)
    waited = _days_waited(strain, chance)
    earliest_home = home.hour + home.minute / 60
    ready = _clock(home.date() - timedelta(days=waited), 8.0, earliest_home if waited == 0 else 16.0, chance)
    admitted = ready - timedelta(hours=chance.uniform(20, 24 * 14))
    admitted = admitted.replace(second=0, microsecond=0)
    told = admitted + timedelta(minutes=chance.randrange(40, 60 * 18))
    plain = Episode(
        episode_id="",
        municipality=town.code,
        placing_municipality=None,
        care_type=_care_type(chance),
        admitted_at=admitted,
        need_assessed_at=None,
        admission_notice_at=told,
        needs_municipal_services=True,
        needs_health_care=chance.random() < 0.7,
        care_contact_at=_between(told, ready, chance),
        discharge_ready_at=ready,
        sip_required=(is_sip := chance.random() < 0.4),
        sip_called_at=_between(ready, home, chance) if is_sip else None,
        region_unavailable_from=None,
        region_unavailable_to=None,
        discharged_at=home,
    )
    return _with_what_may_happen(plain, region, ready, home, chance)


def _days_waited(strain: float, chance: Random) -> int:
    shares = [calm + (pressed - calm) * strain for calm, pressed in zip(CALM, STRAINED, strict=True)]
    match chance.choices(range(5), shares)[0]:
        case 3:
            return 3 + chance.choices(range(5), THREE_TO_SEVEN)[0]
        case 4:
            return min(8 + int(chance.expovariate(1 / 7)), LONGEST_WAIT)
        case few:
            return few


def _care_type(chance: Random) -> CareType:
    return chance.choices(list(CareType), (93, 6, 1))[0]


def _with_what_may_happen(
    stay: Episode, region: Region, ready: datetime, home: datetime, chance: Random
) -> Episode:
    """Some stays are not as they should be: a step left out or late, services missing, another town liable."""
    fate = chance.random()
    after_home = home + timedelta(hours=2)
    if fate < 0.02:
        return replace(stay, discharge_ready_at=None, sip_called_at=None)
    if fate < 0.04:
        return replace(stay, needs_municipal_services=False, sip_required=False, sip_called_at=None)
    if fate < 0.055:
        return replace(stay, admission_notice_at=None if fate < 0.05 else after_home)
    if fate < 0.075:
        return replace(stay, needs_health_care=True, care_contact_at=None if fate < 0.07 else after_home)
    if fate < 0.095:
        return replace(stay, sip_required=True, sip_called_at=None if fate < 0.09 else after_home)
    if fate < 0.115 and ready.date() < home.date():
        missing_to = _between(ready, home, chance) if fate < 0.105 else None
        return replace(stay, region_unavailable_from=ready, region_unavailable_to=missing_to)
    if fate < 0.13:
        placing = chance.choice([town.code for town in region.towns if town.code != stay.municipality])
        return replace(stay, placing_municipality=placing)
    if fate < 0.17:
        # Found late: the 24 hours run from the later assessment (LUS 2:3).
        assessed = _between(stay.admitted_at, ready, chance)
        notice = assessed + timedelta(hours=chance.uniform(1, 40))
        return replace(stay, need_assessed_at=assessed, admission_notice_at=min(_minute(notice), ready))
    return stay


def _clock(day: date, earliest: float, latest: float, chance: Random) -> datetime:
    """A time that day between two hours, on a minute that people write."""
    minutes = int(chance.uniform(earliest, latest) * 60) // 5 * 5
    return datetime.combine(day, time(minutes // 60, minutes % 60))


def _between(first: datetime, last: datetime, chance: Random) -> datetime:
    """A minute between the two; the first where the last is not after it."""
    if last <= first:
        return first
    return _minute(first + (last - first) * chance.random())


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
