"""When something that could not be sent is tried again, and when it may disturb people."""

from datetime import datetime, time, timedelta

from coordination.core.civil import STOCKHOLM, civil_day, in_utc

RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (2, 5, 15, 60, 3 * 60, 6 * 60, 12 * 60))
"""How long after each failed attempt the next one comes: about 22 hours in all, then a person must look."""

LONGEST_QUIET = timedelta(hours=16)
"""From when a day's work ends until the next begins. No text says; a whole day would silence what must be known."""

MOST_ATTEMPTS = len(RETRY_AFTER) + 1


def retry_at(attempts: int, now: datetime) -> datetime:
    """When the next attempt comes after so many; also how long whoever makes one may take before another does."""
    return now + RETRY_AFTER[min(attempts, len(RETRY_AFTER)) - 1]


def first_due(attempts: int, next_attempt_at: datetime) -> datetime:
    """When what has been tried so often, and is tried again then, was to be sent the first time (or a little later)."""
    return next_attempt_at - sum(RETRY_AFTER[:attempts], timedelta())


def in_digest(at: datetime, minutes: int) -> datetime:
    """When the letter goes that tells of `at`: whoever wants one every so many minutes gets all of them in one."""
    if not minutes:
        return at
    late = timedelta(minutes=at.minute % minutes, seconds=at.second, microseconds=at.microsecond)
    return at - late + timedelta(minutes=minutes) if late else at


def quiet_for(quiet_from: time, quiet_to: time) -> timedelta:
    """How long a day's quiet hours are by the clock; the same time twice is none."""
    minutes = (quiet_to.hour - quiet_from.hour) * 60 + quiet_to.minute - quiet_from.minute
    return timedelta(minutes=minutes % (24 * 60))


def after_quiet_hours(at: datetime, quiet_from: time | None, quiet_to: time | None) -> datetime:
    """`at`, or the end of the quiet hours that it falls in, by the clock in Sweden; they may pass midnight."""
    if quiet_from is None or quiet_to is None or quiet_from == quiet_to:
        return at
    clock = at.astimezone(STOCKHOLM).time()
    passes_midnight = quiet_from > quiet_to
    is_quiet = clock >= quiet_from or clock < quiet_to if passes_midnight else quiet_from <= clock < quiet_to
    if not is_quiet:
        return at
    day = civil_day(at)
    if passes_midnight and clock >= quiet_from:
        day += timedelta(days=1)
    return in_utc(datetime.combine(day, quiet_to, STOCKHOLM))
