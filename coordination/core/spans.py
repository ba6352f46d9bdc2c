"""The times during which something held in a case, each from what began it to what ended it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from coordination.core.events import (
    AdmissionRegistered,
    Cancelled,
    DischargeReadySent,
    DischargeReadyWithdrawn,
    NeedAssessed,
    Recorded,
    RegionServicesAvailable,
    RegionServicesMissing,
)
from coordination.core.needs import Consent, NeedAssessment, both_are_needed, to_be_told
from coordination.core.patient_events import ConsentRegistered
from coordination.core.plans import CarePlanWritten
from coordination.core.sips import SipCalled, SipNotNeeded
from coordination.core.states import Capacity


@dataclass(frozen=True, slots=True)
class Span:
    """A time during which something held: from one event, until another one ended it or still."""

    begun_by: Recorded
    starts_at: datetime
    ends_at: datetime | None = None
    ended_by: Recorded | None = None


@dataclass(frozen=True, slots=True)
class Readiness(Span):
    """A time during which a discharge-ready notice stood, with every sending of it."""

    sendings: tuple[Recorded, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """An assessment of need, and the moment from which it holds: when it was made, but never before the admission."""

    event: Recorded
    assessment: NeedAssessment
    at: datetime

    @property
    def order(self) -> tuple[datetime, datetime, int]:
        """Of several before the admission the latest holds; of two of the same instant the one registered last."""
        return self.at, self.assessment.assessed_at, self.event.sequence


def findings(events: Iterable[Recorded], admitted_at: datetime) -> tuple[Finding, ...]:
    """Every assessment of need, that of the admission among them, in the order in which they hold."""
    found = []
    for one in events:
        if isinstance(one.payload, AdmissionRegistered | NeedAssessed) and one.payload.assessment:
            assessment = one.payload.assessment
            found.append(Finding(one, assessment, max(admitted_at, assessment.assessed_at)))
    return tuple(sorted(found, key=lambda one: one.order))


def telling(found: Iterable[Finding], capacity: Capacity) -> tuple[Span, ...]:
    """The times during which the law wanted that capacity told of the patient (LUS 2:1), by the findings."""
    return _spans((one.at, one.event, capacity in to_be_told(one.assessment.needs)) for one in found)


def readiness(events: Iterable[Recorded]) -> tuple[Readiness, ...]:
    """Each discharge-ready notice, from its first sending until it was withdrawn or the case cancelled."""
    spans: list[Readiness] = []
    sendings: list[Recorded] = []
    for one in events:
        if isinstance(one.payload, DischargeReadySent):
            sendings.append(one)
        elif isinstance(one.payload, DischargeReadyWithdrawn | Cancelled) and sendings:
            first = sendings[0]
            spans.append(Readiness(first, first.occurred_at, one.occurred_at, one, tuple(sendings)))
            sendings = []
    if sendings:
        spans.append(Readiness(sendings[0], sendings[0].occurred_at, sendings=tuple(sendings)))
    return tuple(spans)


def services_missing(events: Iterable[Recorded]) -> tuple[Span, ...]:
    """The times during which region outpatient services were missing or unclear (LUS 5:5)."""
    return _spans(
        (one.occurred_at, one, isinstance(one.payload, RegionServicesMissing))
        for one in events
        if isinstance(one.payload, RegionServicesMissing | RegionServicesAvailable)
    )


def sip_requirement(
    events: Iterable[Recorded], found: Iterable[Finding], *, is_declined: bool
) -> tuple[Span, ...]:
    """The times during which a SIP was required: both are needed, and nothing has taken it away.

    A patient who declines, a coordinated care plan or a finding that one party is enough takes it away; consent, where
    it was lacking, or a call sent all the same brings it back.
    """
    moments: list[tuple[tuple[datetime, datetime, int], Recorded, Finding | None]] = [
        *((one.order, one.event, one) for one in found),
        *(
            ((one.occurred_at, one.occurred_at, one.sequence), one, None)
            for one in events
            if isinstance(one.payload, SipCalled | SipNotNeeded | CarePlanWritten | ConsentRegistered)
        ),
    ]

    def held() -> Iterator[tuple[datetime, Recorded, bool]]:
        needed, declined, waived = False, is_declined, False
        for (at, *_), one, finding in sorted(moments, key=lambda moment: moment[0]):
            if finding:
                needed = both_are_needed(finding.assessment.needs)
            elif isinstance(one.payload, ConsentRegistered):
                declined = one.payload.consent is Consent.DECLINED
            else:
                waived = isinstance(one.payload, SipNotNeeded | CarePlanWritten)
                declined = declined and waived
            yield at, one, needed and not (declined or waived)

    return _spans(held())


def _spans(moments: Iterable[tuple[datetime, Recorded, bool]]) -> tuple[Span, ...]:
    """The spans of what each event says from its moment on: that it holds, or that it does not."""
    spans: list[Span] = []
    begun: tuple[datetime, Recorded] | None = None
    for at, one, holds in moments:
        if holds and begun is None:
            begun = (at, one)
        elif not holds and begun is not None:
            spans.append(Span(begun[1], begun[0], at, one))
            begun = None
    if begun is not None:
        spans.append(Span(begun[1], begun[0]))
    return tuple(spans)
