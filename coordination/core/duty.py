"""When a unit has gone home, and another one is on duty for it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from coordination.core.civil import STOCKHOLM, civil_day, is_working_day


@dataclass(frozen=True, slots=True)
class DutyTimes:
    """From when to when on each day, by the clock in Sweden; they may pass midnight, and the same twice is all day.

    `free_days_too`: the whole of Saturdays, Sundays, holidays and the eves that lag (1930:173) counts with them, until
    the working day after them begins at `ends`.
    """

    begins: time
    ends: time
    free_days_too: bool = False

    def holds(self, at: datetime) -> bool:
        """Whether the other one is on duty at that instant; at `ends` sharp no more."""
        clock, day = at.astimezone(STOCKHOLM).time(), civil_day(at)
        if self.begins == self.ends:
            return True
        if self.free_days_too:
            if not is_working_day(day):
                return True
            if clock < self.ends and not is_working_day(day - timedelta(days=1)):
                return True
        if self.begins < self.ends:
            return self.begins <= clock < self.ends
        return clock >= self.begins or clock < self.ends
