"""Every deadline of a case, as a pure function of its events: nothing is remembered that cannot be computed again.

A deadline is counted from when things happened, never from when they were registered. Whether it was missed is a
comparison of times, so a late sweep, or none, changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from coordination.core.civil import civil_day, end_of, next_working_day
from coordination.core.events import (
    AdmissionNoticeSent,
    AdmissionRegistered,
    CareContactAppointed,
    Destination,
    Discharged,
    Recorded,
    SipCalled,
)
from coordination.core.history import History
from coordination.core.law import Ground
from coordination.core.needs import to_be_told
from coordination.core.states import Capacity


class DeadlineKind(StrEnum):
    """What is to be done in time."""

    ADMISSION_NOTICE = "admission_notice"
    RECEIPT = "receipt"
    CARE_CONTACT = "care_contact"
    SIP_CALL = "sip_call"


@dataclass(frozen=True, slots=True)
class DeadlineTerms:
    """What the parties, and not the statute, decide about time.

    `receipt_within`: how soon a receiver says that a notice has come; a routine, no law.
    `sip_moves_to_working_day`: unsettled. Whether lag (1930:173) moves a SIP call due on a Saturday, Sunday, holiday
    or eve to the next working day. It never moves the counting of days.
    """

    receipt_within: timedelta = timedelta(hours=4)
    sip_moves_to_working_day: bool = False


STANDARD_TERMS = DeadlineTerms()
NOTICE_WITHIN = timedelta(hours=24)
SIP_WITHIN_DAYS = 3


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing that one party must do in time.

    `started_by` is the sequence of the event that began it, `unit` the one unit that must act where it is not any of
    the capacity's. While `is_binding` is False the time is only expected (a discharge to come), and nothing is missed.
    """

    kind: DeadlineKind
    started_by: int
    unit: int | None
    acting: Capacity
    ground: Ground
    starts_at: datetime
    due_at: datetime
    is_binding: bool
    met_at: datetime | None
    cancelled_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether somebody must still act."""
        return self.met_at is None and self.cancelled_at is None

    def missed_at(self, now: datetime) -> datetime | None:
        """When it was missed, as seen at `now`: at `due_at` sharp, or never. Done at that instant is in time."""
        ended_at = min((at for at in (self.met_at, self.cancelled_at) if at is not None), default=None)
        if not self.is_binding or now <= self.due_at or (ended_at is not None and ended_at <= self.due_at):
            return None
        return self.due_at


def deadlines(history: History, terms: DeadlineTerms = STANDARD_TERMS) -> tuple[Deadline, ...]:
    """All deadlines that the events have begun, open and closed, by when they are due. Imported episodes have none."""
    if history.first(AdmissionRegistered) is None:
        return ()
    every = [
        *_admission_notices(history),
        *_receipts(history, terms),
        *_care_contact(history),
        *_sip_calls(history, terms),
    ]
    return tuple(sorted(every, key=lambda one: (one.due_at, one.started_by, one.kind, one.unit or 0)))


def _admission_notices(history: History) -> Iterator[Deadline]:
    """LUS 2:3: within 24 hours of the admission, or of the assessment that first found somebody more to tell."""
    told_before: frozenset[Capacity] = frozenset()
    for index, (found_by, assessment) in enumerate(history.assessments):
        told = to_be_told(assessment.needs)
        more = told - told_before
        told_before = told
        if not more:
            continue
        starts_at = max(history.admitted_at, assessment.assessed_at)
        # Nobody is left to tell when a later assessment finds none of these needed, or the patient has gone.
        none_left = (
            later.assessed_at
            for _, later in history.assessments[index + 1 :]
            if not more & to_be_told(later.needs)
        )
        yield Deadline(
            kind=DeadlineKind.ADMISSION_NOTICE,
            started_by=found_by.sequence,
            unit=None,
            acting=Capacity.WARD,
            ground=Ground.LUS_2_3,
            starts_at=starts_at,
            due_at=starts_at + NOTICE_WITHIN,
            is_binding=True,
            **_ended(
                met_at=_all_told(history, more),
                cancelled_at=_earliest(
                    next(none_left, None), _at(history.discharged), _at(history.cancelled)
                ),
            ),
        )


def _all_told(history: History, capacities: frozenset[Capacity]) -> datetime | None:
    """When the admission notices had reached a unit of every one of these capacities."""
    times = [history.notified_at(one) for one in capacities]
    told = [at for at in times if at is not None]
    return max(told) if len(told) == len(times) else None


def _receipts(history: History, terms: DeadlineTerms) -> Iterator[Deadline]:
    """The parties' routine: each receiver of a notice says that it has come. It never holds the sender up."""
    withdrawn = {span.begun_by.sequence: span.ends_at for span in history.readiness}
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
                **_ended(
                    met_at=_at(receipt),
                    cancelled_at=_earliest(withdrawn.get(sent.sequence), _at(history.cancelled)),
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
    expected_at = history.payloads(AdmissionNoticeSent)[-1][1].estimated_discharge_at
    _, latest = history.assessments[-1]
    needless_at = None if Capacity.OUTPATIENT in to_be_told(latest.needs) else latest.assessed_at
    yield Deadline(
        kind=DeadlineKind.CARE_CONTACT,
        started_by=started_by.sequence,
        unit=None,
        acting=Capacity.OUTPATIENT,
        ground=Ground.LUS_2_5,
        starts_at=started_by.occurred_at,
        due_at=_at(history.discharged) or expected_at,
        is_binding=history.discharged is not None,
        **_ended(
            met_at=_at(history.first(CareContactAppointed)),
            cancelled_at=_earliest(needless_at, _death(history), _at(history.cancelled)),
        ),
    )


def _sip_calls(history: History, terms: DeadlineTerms) -> Iterator[Deadline]:
    """LUS 4:3: within three days of the discharge-ready notice, for as long as both stand: the notice and the need.

    A need of both parties that is found only after the notice begins its three days then (unsettled: the law counts
    from the notice, but nobody could have called before there was anything to call to).
    """
    called_at = _at(history.first(SipCalled))
    for ready in history.readiness:
        for required in history.sip_requirement:
            begins = max(ready, required, key=lambda span: span.starts_at)
            ends_at = _earliest(ready.ends_at, required.ends_at)
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
                **_ended(
                    met_at=called_at,
                    cancelled_at=_earliest(ends_at, _death(history), _at(history.cancelled)),
                ),
            )


def sip_call_due(sent_at: datetime, terms: DeadlineTerms = STANDARD_TERMS) -> datetime:
    """The end of the third day after the day of the notice: 24:00 in Sweden."""
    last_day = civil_day(sent_at) + timedelta(days=SIP_WITHIN_DAYS)
    return end_of(next_working_day(last_day) if terms.sip_moves_to_working_day else last_day)


def _ended(*, met_at: datetime | None, cancelled_at: datetime | None) -> dict[str, datetime | None]:
    """Met or cancelled, never both: what came first ended it, and what was done at that very instant was done."""
    if met_at is not None and (cancelled_at is None or met_at <= cancelled_at):
        return {"met_at": met_at, "cancelled_at": None}
    return {"met_at": None, "cancelled_at": cancelled_at}


def _death(history: History) -> datetime | None:
    """When the patient died in inpatient care: nobody needs to plan for more."""
    return next(
        (
            one.occurred_at
            for one, told in history.payloads(Discharged)
            if told.destination is Destination.DECEASED
        ),
        None,
    )


def _at(event: Recorded | None) -> datetime | None:
    return event.occurred_at if event else None


def _earliest(*times: datetime | None) -> datetime | None:
    return min((at for at in times if at is not None), default=None)
