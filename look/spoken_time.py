"""Times as people say them: "om 3 h 20 min", "senast i dag 14.05", "2 h 10 min för sent". Pure.

Civil days are Stockholm's, also on the nights when the clock is moved; hours are hours that pass. What falls
due at midnight is said as 24.00 of the day before, as the statute's time limits in days end.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SOON = timedelta(hours=4)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Words:
    """How one language says it; {} is what is filled in."""

    late: str
    left: str
    moment: str
    by: str
    today: str
    tomorrow: str
    days: tuple[str, str]
    clock: str
    clock_after_day: str
    day: str
    long_day: str
    short_weekdays: tuple[str, ...]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]


SWEDISH = Words(
    late="{} för sent",
    left="om {}",
    moment="mindre än en minut",
    by="senast {}",
    today="i dag",
    tomorrow="i morgon",
    days=("{} dag", "{} dagar"),
    clock="%H.%M",
    clock_after_day="{day} kl {clock}",
    day="{weekday} {number}/{month_number}",
    long_day="{weekday} {number} {month} {year}",
    short_weekdays=("mån", "tis", "ons", "tors", "fre", "lör", "sön"),
    weekdays=("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    months=(
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ),
)
ENGLISH = Words(
    late="{} late",
    left="in {}",
    moment="less than a minute",
    by="by {}",
    today="today",
    tomorrow="tomorrow",
    days=("{} day", "{} days"),
    clock="%H:%M",
    clock_after_day="{day}, {clock}",
    day="{weekday} {number} {month}",
    long_day="{weekday} {number} {month} {year}",
    short_weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
)


def words_of(language: str) -> Words:
    """The words of a language code such as "sv" or "en-gb"; Swedish unless it is English."""
    return ENGLISH if language.startswith("en") else SWEDISH


def say_due(due_at: datetime, now: datetime, language: str) -> str:
    """When a thing is due, seen from now: time left, the day and hour, or how late it is."""
    words = words_of(language)
    due_at, now = due_at.astimezone(UTC), now.astimezone(UTC)
    if now > due_at:
        return words.late.format(say_length(now - due_at, language))
    if due_at - now < SOON:
        return words.left.format(say_length(due_at - now, language))
    day, clock = _day_and_clock(due_at, words, ends_day=True)
    return words.by.format(_say_moment(day, clock, _civil(now).date(), words))


def say_length(length: timedelta, language: str) -> str:
    """A length of time, rounded down: "20 min", "3 h", "3 h 20 min", and whole days of 24 hours from two on."""
    words = words_of(language)
    if length < MINUTE:
        return words.moment
    if length >= 2 * DAY:
        return words.days[1].format(length // DAY)
    hours, minutes = length // HOUR, length % HOUR // MINUTE
    return " ".join(part for part in (f"{hours} h" * bool(hours), f"{minutes} min" * bool(minutes)) if part)


def say_moment(moment: datetime, now: datetime, language: str) -> str:
    """When a thing happened or will: "i dag 14.05", "tis 3/3 kl 09.10", with the year when it is another."""
    words = words_of(language)
    local = _civil(moment)
    return _say_moment(local.date(), local.strftime(words.clock), _civil(now).date(), words)


def say_exactly(moment: datetime, language: str, *, ends_day: bool = False) -> str:
    """The whole of it, for a tooltip: "tisdag 3 mars 2026 kl 14.05"; a time limit's midnight ends its day."""
    words = words_of(language)
    day, clock = _day_and_clock(moment, words, ends_day=ends_day)
    said = words.long_day.format(
        weekday=words.weekdays[day.weekday()],
        number=day.day,
        month=words.months[day.month - 1],
        year=day.year,
    )
    return words.clock_after_day.format(day=said, clock=clock)


def _civil(moment: datetime) -> datetime:
    return moment.astimezone(STOCKHOLM)


def _day_and_clock(moment: datetime, words: Words, *, ends_day: bool) -> tuple[date, str]:
    """The civil day and the hour on it; midnight is the end of the day before, where it ends a day."""
    local = _civil(moment)
    if ends_day and (local.hour, local.minute, local.second) == (0, 0, 0):
        return local.date() - DAY, words.clock.replace("%H", "24").replace("%M", "00")
    return local.date(), local.strftime(words.clock)


def _say_moment(day: date, clock: str, today: date, words: Words) -> str:
    if day == today:
        return f"{words.today} {clock}"
    if day == today + DAY:
        return f"{words.tomorrow} {clock}"
    said = words.day.format(
        weekday=words.short_weekdays[day.weekday()],
        number=day.day,
        month=words.months[day.month - 1][:3],
        month_number=day.month,
    )
    if day.year != today.year:
        said = f"{said} {day.year}"
    return words.clock_after_day.format(day=said, clock=clock)
