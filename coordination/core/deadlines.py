"""Every deadline of a case, as a pure function of its events: nothing is remembered that cannot be computed again.

A deadline is counted from when things happened, never from when they were registered. Whether it was missed is a
comparison of times, so a late sweep, or none, changes nothing.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from coordination.core.civil import civil_day, end_of, next_working_day
from coordination.core.deadline import Deadline, DeadlineKind, at_of, death_of, earliest, ended
from coordination.core.events import AdmissionNoticeSent, AdmissionRegistered, CareContactAppointed
from coordination.core.history import History
from coordination.core.law import Ground
from coordination.core.needs import to_be_told
from coordination.core.plan_deadlines import sip_follow_ups
from coordination.core.planning import WithheldNotice
from coordination.core.planning_deadlines import discharge_information, planning_bases, treatment_plan
from coordination.core.sips import SipCalled
from coordination.core.spans import Span
from coordination.core.states import Capacity
from coordination.core.terms import STATUTE_ALONE, ProcessTerms
from coordination.core.waiting_deadlines import waiting_deadlines

NOTICE_WITHIN = timedelta(hours=24)
SIP_WITHIN_DAYS = 3


def deadlines(history: History, terms: ProcessTerms = STATUTE_ALONE) -> tuple[Deadline, ...]:
    """All deadlines that the events have begun, open and closed, by when they are due. Imported episodes have none."""
    if history.first(AdmissionRegistered) is None:
        return ()
    every = [
        *_admission_notices(history),
        *_receipts(history, terms),
        *planning_bases(history, terms),
        *treatment_plan(history, terms),
        *_care_contact(history),
        *_sip_calls(history, terms),
        *discharge_information(history),
        *sip_follow_ups(history),
        *waiting_deadlines(history, terms),
    ]
    return tuple(sorted(every, key=lambda one: (one.due_at, one.started_by, one.kind, one.unit or 0)))


def _admission_notices(history: History) -> Iterator[Deadline]:
    """LUS 2:3: within 24 hours of the admission, or of the assessment that found these to be told.

    One for all whom the same assessment found; whom a later one no longer finds need not be told.
    """
    found: dict[int, list[tuple[Capacity, Span]]] = {}
    for capacity in Capacity:
        for span in history.telling(capacity):
            found.setdefault(span.begun_by.sequence, []).append((capacity, span))
    for found_by, spans in sorted(found.items()):
        starts_at = spans[0][1].starts_at
        needless = [span.ends_at for capacity, span in spans if not _is_told(history, capacity, span)]
        told = [
            history.notified_at(capacity) for capacity, span in spans if _is_told(history, capacity, span)
        ]
        is_over = None not in needless
        yield Deadline(
            kind=DeadlineKind.ADMISSION_NOTICE,
            started_by=found_by,
            unit=None,
            acting=Capacity.WARD,
            ground=Ground.LUS_2_3,
            starts_at=starts_at,
            due_at=starts_at + NOTICE_WITHIN,
            is_binding=True,
            **ended(
                met_at=_latest(*told, *needless) if told and is_over else None,
                cancelled_at=earliest(
                    _latest(*needless) if is_over and not told else None,
                    at_of(history.withheld(WithheldNotice.ADMISSION_NOTICE)),
                    at_of(history.discharged),
                    at_of(history.cancelled),
                ),
            ),
        )


def _is_told(history: History, capacity: Capacity, span: Span) -> bool:
    """Whether the capacity was told before it was no longer to be told."""
    at = history.notified_at(capacity)
    return at is not None and (span.ends_at is None or at <= span.ends_at)


def _receipts(history: History, terms: ProcessTerms) -> Iterator[Deadline]:
    """The parties' routine: each receiver of a notice says that it has come. It never holds the sender up."""
    withdrawn = {sent.sequence: ready.ends_at for ready in history.readiness for sent in ready.sendings}
    for sent, notice in history.notices:
        for receiver in notice.receivers:
            receipt = history.received(sent, receiver.unit)
            yield Deadline(
                kind=DeadlineKind.RECEIPT,
                started_by=sent.sequence,
                unit=receiver.unit,
                acting=receiver.capacity,
                ground=Ground.ROUTINE,
                starts_at=sent.occurred_at,
                due_at=sent.occurred_at + terms.receipt_within,
                is_binding=True,
                **ended(
                    met_at=at_of(receipt),
                    cancelled_at=earliest(
                        withdrawn.get(sent.sequence),
                        at_of(history.left.get(receiver.unit)),
                        death_of(history),
                        at_of(history.cancelled),
                    ),
                ),
            )


def _care_contact(history: History) -> Iterator[Deadline]:
    """LUS 2:5: before discharge. Until then the estimated one is what to aim at, and nothing is missed."""
    started_by = next(
        (
            sent
            for sent, notice in history.payloads(AdmissionNoticeSent)
            if any(receiver.capacity is Capacity.OUTPATIENT for receiver in notice.receivers)
        ),
        None,
    )
    if started_by is None:
        return
    expected_at = history.estimated_discharge_at or started_by.occurred_at
    latest = history.findings[-1] if history.findings else None
    is_needless = latest is not None and Capacity.OUTPATIENT not in to_be_told(latest.assessment.needs)
    needless_at = latest.at if latest and is_needless else None
    yield Deadline(
        kind=DeadlineKind.CARE_CONTACT,
        started_by=started_by.sequence,
        unit=None,
        acting=Capacity.OUTPATIENT,
        ground=Ground.LUS_2_5,
        starts_at=started_by.occurred_at,
        due_at=at_of(history.discharged) or expected_at,
        is_binding=history.discharged is not None,
        **ended(
            met_at=at_of(history.first(CareContactAppointed)),
            cancelled_at=earliest(needless_at, death_of(history), at_of(history.cancelled)),
        ),
    )


def _sip_calls(history: History, terms: ProcessTerms) -> Iterator[Deadline]:
    """LUS 4:3: within three days of the discharge-ready notice, for as long as both stand: the notice and the need.

    A need of both parties that is found only after the notice begins its three days then (unsettled: the law counts
    from the notice, but nobody could have called before there was anything to call to). The notice is given when it is
    first sent; sending it on to others begins nothing.
    """
    called_at = at_of(history.first(SipCalled))
    for ready in history.readiness:
        for required in history.sip_requirement:
            begins = max(ready, required, key=lambda span: span.starts_at)
            ends_at = earliest(ready.ends_at, required.ends_at)
            if ends_at is not None and ends_at <= begins.starts_at:
                continue
            yield Deadline(
                kind=DeadlineKind.SIP_CALL,
                started_by=begins.begun_by.sequence,
                unit=None,
                acting=Capacity.OUTPATIENT,
                ground=Ground.LUS_4_3,
                starts_at=begins.starts_at,
                due_at=sip_call_due(begins.starts_at, terms),
                is_binding=True,
                **ended(
                    met_at=called_at,
                    cancelled_at=earliest(ends_at, death_of(history), at_of(history.cancelled)),
                ),
            )


def sip_call_due(sent_at: datetime, terms: ProcessTerms = STATUTE_ALONE) -> datetime:
    """The end of the third day after the day of the notice: 24:00 in Sweden."""
    last_day = civil_day(sent_at) + timedelta(days=SIP_WITHIN_DAYS)
    return end_of(next_working_day(last_day) if terms.sip_moves_to_working_day else last_day)


def _latest(*times: datetime | None) -> datetime | None:
    return max((at for at in times if at is not None), default=None)
