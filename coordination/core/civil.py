"""The law's clock: civil days in Sweden, which are 23 or 25 hours long twice a year."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def in_utc(instant: datetime) -> datetime:
    """The same instant, safe to add to and compare: within one zone Python does both by the clock on the wall."""
    return instant.astimezone(UTC)


def civil(instant: datetime) -> datetime:
    """What the clock on the wall in Sweden showed at that instant, without a zone."""
    return instant.astimezone(STOCKHOLM).replace(tzinfo=None, fold=0)


def civil_day(instant: datetime) -> date:
    """The date in Sweden at that instant."""
    return instant.astimezone(STOCKHOLM).date()


def end_of(day: date) -> datetime:
    """The instant when that day is over in Sweden: 24:00, which is the next day's 00:00."""
    return in_utc(datetime.combine(day + timedelta(days=1), time.min, tzinfo=STOCKHOLM))


def is_working_day(day: date) -> bool:
    """False on the days that lag (1930:173) 2 § moves a time limit from: weekends, public holidays and three eves."""
    return day.weekday() < 5 and day not in _free_days(day.year)


def next_working_day(day: date) -> date:
    """The day itself when it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def _free_days(year: int) -> frozenset[date]:
    """Public holidays that can fall on a weekday (lag 1989:253), and the eves that 1930:173 counts with them."""
    easter = _easter_sunday(year)
    midsummer_eve = date(year, 6, 19)
    midsummer_eve += timedelta(days=(4 - midsummer_eve.weekday()) % 7)
    fixed = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
    return frozenset(
        {
            *(date(year, month, day) for month, day in fixed),
            easter - timedelta(days=2),
            easter + timedelta(days=1),
            easter + timedelta(days=39),
            midsummer_eve,
        }
    )


def _easter_sunday(year: int) -> date:
    """Easter Sunday by the Gregorian computus (the anonymous algorithm of 1876)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - correction + 15) % 30
    quarter, quarter_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * quarter - epact - quarter_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
