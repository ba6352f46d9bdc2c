"""What a ready patient's waiting comes to for the municipality, and when: told beforehand, as long as it can be helped.

From when the days count, from when the patient has more of them than the agreement's threshold, and from when so many
that the patient leaves the average. The time is expected and never missed: no rule is broken by letting a day count.
It is met by the patient's leaving before it. That the municipality can receive the patient stops nothing.

Whether liability is possible at all is judged at the discharge (LUS 5:3). A SIP call that is lacking now can come
before it; where the text lets nothing but the notice delay the start, the days are then counted from the notice.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from coordination.core.civil import end_of
from coordination.core.deadline import Deadline, DeadlineKind, at_of, death_of, earliest, ended
from coordination.core.history import History
from coordination.core.needs import municipality_is_needed
from coordination.core.spans import Readiness
from coordination.core.standing import municipal_units
from coordination.core.states import Capacity
from coordination.core.terms import CountingTerms, ProcessTerms
from coordination.core.waiting import Start, counted_dates, counting_start, long_stay_start


class Limit(NamedTuple):
    """What is passed by the first date after so many counted ones."""

    kind: DeadlineKind
    days: int


def limits(terms: CountingTerms) -> Iterator[Limit]:
    """Those that the text has. A threshold of 1.5 days is passed by the second date, one of 2.0 by the third."""
    yield Limit(DeadlineKind.COUNTING_STARTS, terms.free_days)
    if terms.threshold_days is not None and (days := int(terms.threshold_days)) > terms.free_days:
        yield Limit(DeadlineKind.OVER_THRESHOLD, days)
    if terms.long_stay_days is not None:
        yield Limit(DeadlineKind.LONG_STAY, terms.long_stay_days)


def waiting_deadlines(history: History, terms: ProcessTerms) -> Iterator[Deadline]:
    """Each limit of each readiness, one for each unit of the liable municipality; withdrawn ones are cancelled."""
    counting = terms.counting
    if counting is None:
        return
    units = sorted(municipal_units(history))
    for ready in history.readiness:
        seen = _as_it_stood(history, ready)
        for limit in limits(counting):
            is_long = limit.kind is DeadlineKind.LONG_STAY
            start = long_stay_start(seen, counting) if is_long else counting_start(seen, counting)
            if start is None:
                continue
            due_at, paused_at = _passed_at(limit, start, seen, counting)
            cancelled_at = earliest(ready.ends_at, _needless_at(seen), death_of(history), paused_at)
            starts_at = start.begun_by.occurred_at
            if cancelled_at is not None and cancelled_at <= starts_at and paused_at is None:
                continue
            gone = None if death_of(history) or paused_at else history.discharged
            for unit in units or (None,):
                yield Deadline(
                    kind=limit.kind,
                    started_by=start.begun_by.sequence,
                    unit=unit,
                    acting=Capacity.MUNICIPALITY,
                    ground=counting.ground,
                    starts_at=starts_at,
                    due_at=due_at,
                    is_binding=False,
                    **ended(met_at=at_of(gone), cancelled_at=cancelled_at),
                )


def _as_it_stood(history: History, ready: Readiness) -> History:
    """The history while that notice stood, as far as it had come at the discharge or when it was withdrawn."""
    if ready.ends_at is None:
        gone = history.discharged
        return history.as_of(gone.occurred_at) if gone else history
    before = history.as_of(ready.ends_at)
    return History((one for one in before if one is not ready.ended_by), until=ready.ends_at)


def _passed_at(
    limit: Limit, start: Start, history: History, terms: CountingTerms
) -> tuple[datetime, datetime | None]:
    """When the limit is passed; and since when nobody can know it, while region services are missing (LUS 5:5).

    A day that begins the counting has begun itself; every other one begins at midnight.
    """
    day = next(islice(counted_dates(start, history, terms), limit.days, None), None)
    paused_at = None
    if day is None:
        # As if the services were there: nobody is reminded of it.
        day = start.first_date(terms) + timedelta(days=limit.days)
        since = history.services_missing_since
        paused_at = max(since.occurred_at, start.begun_by.occurred_at) if since else None
    return max(end_of(day - timedelta(days=1)), start.begun_by.occurred_at), paused_at


def _needless_at(history: History) -> datetime | None:
    """Since when the municipality is not needed, by the latest assessment; the admission where nobody has assessed."""
    if municipality_is_needed(history.needs or frozenset()):
        return None
    return history.findings[-1].at if history.findings else history.admitted_at
