"""Which dates of a ready patient's waiting count by the text in force, looked at beforehand.

Billing counts the same dates afterwards, a month of episodes at a time (`billing/core/counting.py`); a test holds the
two equal. Only dates of which it is known that services are there count: nobody knows how long they will be missing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from coordination.core.civil import civil, civil_day
from coordination.core.episode_facts import services_missing
from coordination.core.events import AdmissionNoticeSent, Recorded
from coordination.core.history import History
from coordination.core.sips import SipCalled
from coordination.core.spans import Span
from coordination.core.standing import reached, told_ready
from coordination.core.states import Capacity
from coordination.core.terms import CountingTerms, CutOff

ONE_DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Start:
    """What began the counting, and the date that it is counted from: the next one where it was late in the day."""

    begun_by: Recorded
    day: date

    def first_date(self, terms: CountingTerms) -> date:
        """The first date that can count."""
        return self.day if terms.first_date_counts else self.day + ONE_DAY


def counting_start(history: History, terms: CountingTerms) -> Start | None:
    """From when the days count; None while the municipality has not been told, or a condition holds them up."""
    told = told_ready(history, Capacity.MUNICIPALITY)
    if told is None or not terms.conditions_delay_start:
        return _from(told, terms.cut_off)
    conditions = [reached(history, history.of(AdmissionNoticeSent), Capacity.MUNICIPALITY)]
    if history.sip_is_required:
        conditions.append(history.first(SipCalled))
    met = [one for one in conditions if one is not None]
    if len(met) < len(conditions):
        return None
    last = max(told, *met, key=lambda one: one.occurred_at)
    if terms.cut_off_looks_at_notice:
        days = [_day(told, terms.cut_off), *(civil_day(one.occurred_at) for one in met)]
        return Start(last, max(days))
    return _from(last, terms.cut_off)


def long_stay_start(history: History, terms: CountingTerms) -> Start | None:
    """From when the days of a long stay are counted."""
    if terms.long_stay_from_notice:
        return _from(told_ready(history, Capacity.MUNICIPALITY), terms.cut_off)
    return counting_start(history, terms)


def counted_dates(start: Start, history: History, terms: CountingTerms) -> Iterator[date]:
    """The dates that count, one after the other, for as long as the patient stays: endless unless services are missing.

    LUS 5:5 takes away those on which they were missing.
    """
    without = [_dates_of(span, terms) for span in services_missing(history)]
    day = start.first_date(terms)
    while True:
        ends = [last for first, last in without if first <= day and (last is None or day <= last)]
        if None in ends:
            return
        if not ends:
            yield day
        day += ONE_DAY


def counted_days(history: History, terms: CountingTerms, today: date) -> int:
    """How many dates have counted so far, today's with them: what a patient who went home today would have."""
    start = counting_start(history, terms)
    return 0 if start is None else _number_until(today, counted_dates(start, history, terms))


def _number_until(last: date, dates: Iterable[date]) -> int:
    number = 0
    for day in dates:
        if day > last:
            break
        number += 1
    return number


def _dates_of(span: Span, terms: CountingTerms) -> tuple[date, date | None]:
    """The first and the last date that do not count; no last one while services are missing still."""
    begins, ends = civil(span.starts_at), span.ends_at and civil(span.ends_at)
    if terms.whole_days_only:
        return (begins + (ONE_DAY - INSTANT)).date(), ends and ends.date() - ONE_DAY
    return begins.date(), ends and ends.date()


def _from(begun_by: Recorded | None, cut_off: CutOff | None) -> Start | None:
    return Start(begun_by, _day(begun_by, cut_off)) if begun_by else None


def _day(one: Recorded, cut_off: CutOff | None) -> date:
    """The date of an event, or the next one where it came late in the day."""
    when = civil(one.occurred_at)
    if cut_off is None:
        return when.date()
    clock = when.time()
    is_late = clock >= cut_off.time if cut_off.sharp_is_late else clock > cut_off.time
    return when.date() + ONE_DAY if is_late else when.date()
