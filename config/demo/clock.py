"""The demo's time: everything is told relative to one moment, so that the world is as fresh on any day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from coordination.core.civil import STOCKHOLM, civil_day

MIDDAY = time(13, 0)


@dataclass(frozen=True, slots=True)
class Clock:
    """Times as the story tells them, seen from `now`."""

    now: datetime

    @property
    def today(self) -> date:
        return civil_day(self.now)

    def ago(self, *, hours: int = 0, minutes: int = 0) -> datetime:
        """So long before now: for what must be due soon, or just overdue, at whatever hour the demo is loaded."""
        return self.now - timedelta(hours=hours, minutes=minutes)

    def days_ago(self, days: int, clock: str) -> datetime:
        """That many days before today, when the clock in Sweden showed this. A day ahead is negative."""
        return instant(self.today - timedelta(days=days), time.fromisoformat(clock))


def clock_at(today: date | None, now: datetime) -> Clock:
    """The present minute; or midday of a chosen day, so that the same day always gives the same world."""
    if today is not None:
        return Clock(instant(today, MIDDAY))
    return Clock(now.replace(second=0, microsecond=0))


def instant(day: date, clock: time) -> datetime:
    """The instant of a civil time in Sweden."""
    return datetime.combine(day, clock, tzinfo=STOCKHOLM)
