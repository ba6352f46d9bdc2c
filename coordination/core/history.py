"""A case's events, asked in the law's order: by when things happened, whenever they were registered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from coordination.core.events import (
    AdmissionNoticeSent,
    AdmissionRegistered,
    Cancelled,
    CareContactAppointed,
    Discharged,
    DischargeReadySent,
    DischargeReadyWithdrawn,
    NeedAssessed,
    NoticeReceived,
    Payload,
    Recorded,
    RegionServicesAvailable,
    RegionServicesMissing,
    SipCalled,
    SipNotNeeded,
)
from coordination.core.needs import Consent, Need, NeedAssessment, both_are_needed
from coordination.core.planning import (
    CaseOfficerNamed,
    EstimatedDischargeChanged,
    LeaveBegun,
    LeaveEnded,
    NoticeWithheld,
    TreatmentPlanWritten,
    WithheldNotice,
)
from coordination.core.states import Capacity, Status, replay

Kind = TypeVar("Kind", bound=Payload)


@dataclass(frozen=True, slots=True)
class Span:
    """A time during which something held: from one event, until another one ended it or still."""

    begun_by: Recorded
    starts_at: datetime
    ends_at: datetime | None


class History:
    """All events of one case. Iterates in the order of occurrence; two of the same instant as registered."""

    def __init__(self, events: Iterable[Recorded]) -> None:
        self.recorded = tuple(sorted(events, key=lambda one: one.sequence))
        self._occurred = tuple(sorted(self.recorded, key=lambda one: (one.occurred_at, one.sequence)))

    def __iter__(self) -> Iterator[Recorded]:
        return iter(self._occurred)

    def of(self, *kinds: type[Payload]) -> tuple[Recorded, ...]:
        """The events with such a payload."""
        return tuple(one for one in self._occurred if isinstance(one.payload, kinds))

    def payloads(self, kind: type[Kind]) -> tuple[tuple[Recorded, Kind], ...]:
        """The events with such a payload, each beside it."""
        return tuple((one, one.payload) for one in self._occurred if isinstance(one.payload, kind))

    def first(self, *kinds: type[Payload]) -> Recorded | None:
        """The first to happen of such events."""
        return next(iter(self.of(*kinds)), None)

    @cached_property
    def status(self) -> Status | None:
        """Where the case is: events count in the order in which they were registered."""
        return replay(one.step for one in self.recorded)

    @cached_property
    def admission(self) -> AdmissionRegistered:
        """What the ward registered at admission. Imported episodes have none: ask only for cases."""
        return self.payloads(AdmissionRegistered)[0][1]

    @cached_property
    def admitted_at(self) -> datetime:
        """When the patient was admitted."""
        return self.of(AdmissionRegistered)[0].occurred_at

    @cached_property
    def discharged(self) -> Recorded | None:
        return self.first(Discharged)

    @cached_property
    def cancelled(self) -> Recorded | None:
        return self.first(Cancelled)

    @cached_property
    def assessments(self) -> tuple[tuple[Recorded, NeedAssessment], ...]:
        """Every assessment of need, that of the admission among them, in the order in which they were made."""
        at_admission = [
            (one, told.assessment) for one, told in self.payloads(AdmissionRegistered) if told.assessment
        ]
        later = [(one, told.assessment) for one, told in self.payloads(NeedAssessed)]
        return tuple(
            sorted([*at_admission, *later], key=lambda pair: (pair[1].assessed_at, pair[0].sequence))
        )

    @cached_property
    def needs(self) -> frozenset[Need] | None:
        """What the latest assessment found; None when nobody has assessed yet."""
        return self.assessments[-1][1].needs if self.assessments else None

    @cached_property
    def notices(self) -> tuple[tuple[Recorded, AdmissionNoticeSent | DischargeReadySent], ...]:
        """Everything that was sent and asks for a receipt."""
        return tuple(
            (one, one.payload)
            for one in self
            if isinstance(one.payload, AdmissionNoticeSent | DischargeReadySent)
        )

    def notified_at(self, capacity: Capacity) -> datetime | None:
        """When the first admission notice went to a unit of that capacity."""
        return next(
            (
                one.occurred_at
                for one, notice in self.payloads(AdmissionNoticeSent)
                if any(receiver.capacity is capacity for receiver in notice.receivers)
            ),
            None,
        )

    def received(self, notice: Recorded, unit: int) -> Recorded | None:
        """The receipt that covers this notice: a receipt stands for every earlier notice to the same unit as well."""
        return next(
            (
                one
                for one, told in self.payloads(NoticeReceived)
                if told.unit == unit and told.notice >= notice.sequence
            ),
            None,
        )

    @cached_property
    def readiness(self) -> tuple[Span, ...]:
        """Each discharge-ready notice, from its sending until it was withdrawn or the case cancelled."""
        spans: list[Span] = []
        standing: Recorded | None = None
        for one in self:
            if isinstance(one.payload, DischargeReadySent) and standing is None:
                standing = one
            elif isinstance(one.payload, DischargeReadyWithdrawn | Cancelled) and standing is not None:
                spans.append(Span(standing, standing.occurred_at, one.occurred_at))
                standing = None
        if standing is not None:
            spans.append(Span(standing, standing.occurred_at, None))
        return tuple(spans)

    @property
    def standing_notice(self) -> Recorded | None:
        """The discharge-ready notice that has not been withdrawn."""
        last = self.readiness[-1] if self.readiness else None
        return last.begun_by if last and last.ends_at is None else None

    @cached_property
    def care_contact(self) -> CareContactAppointed | None:
        """The latest one appointed."""
        appointed = self.payloads(CareContactAppointed)
        return appointed[-1][1] if appointed else None

    @cached_property
    def estimated_discharge_at(self) -> datetime | None:
        """The latest estimate: of those that happened last, whoever told them."""
        told = [
            one.payload.estimated_discharge_at
            for one in self
            if isinstance(one.payload, AdmissionRegistered | AdmissionNoticeSent | EstimatedDischargeChanged)
        ]
        return next((at for at in reversed(told) if at is not None), None)

    @cached_property
    def treatment_plan(self) -> TreatmentPlanWritten | None:
        """The plan that holds."""
        written = self.payloads(TreatmentPlanWritten)
        return written[-1][1] if written else None

    @cached_property
    def case_officer(self) -> CaseOfficerNamed | None:
        """The one named last."""
        named = self.payloads(CaseOfficerNamed)
        return named[-1][1] if named else None

    @property
    def on_leave_since(self) -> Recorded | None:
        """What told of the leave that the patient is on."""
        return self.leave_at(None)

    def leave_at(self, at: datetime | None) -> Recorded | None:
        """What told of the leave that the patient was on at that instant, or is on now."""
        told = [
            one for one in self.of(LeaveBegun, LeaveEnded, Discharged) if at is None or one.occurred_at <= at
        ]
        return told[-1] if told and isinstance(told[-1].payload, LeaveBegun) else None

    def withheld(self, notice: WithheldNotice) -> Recorded | None:
        """What says that secrecy forbids that notice."""
        return next((one for one, told in self.payloads(NoticeWithheld) if told.notice is notice), None)

    @cached_property
    def services_missing(self) -> tuple[Span, ...]:
        """The times during which region outpatient services were missing or unclear (LUS 5:5)."""
        spans: list[Span] = []
        missing: Recorded | None = None
        for one in self:
            if isinstance(one.payload, RegionServicesMissing) and missing is None:
                missing = one
            elif isinstance(one.payload, RegionServicesAvailable) and missing is not None:
                spans.append(Span(missing, missing.occurred_at, one.occurred_at))
                missing = None
        if missing is not None:
            spans.append(Span(missing, missing.occurred_at, None))
        return tuple(spans)

    @property
    def services_missing_since(self) -> Recorded | None:
        """What said that services are missing, while they still are."""
        last = self.services_missing[-1] if self.services_missing else None
        return last.begun_by if last and last.ends_at is None else None

    @cached_property
    def sip_requirement(self) -> tuple[Span, ...]:
        """The times during which a SIP was required: both are needed, and nothing has taken it away.

        A patient who declines, a coordinated care plan or a finding that one party is enough takes it away; a call
        sent all the same brings it back.
        """
        found = {one.sequence: assessment for one, assessment in self.assessments}
        moments = sorted(
            (
                (
                    max(one.occurred_at, found[one.sequence].assessed_at)
                    if one.sequence in found
                    else one.occurred_at,
                    one,
                )
                for one in self
            ),
            key=lambda moment: (moment[0], moment[1].sequence),
        )
        spans: list[Span] = []
        begun: Span | None = None
        needed, waived = False, self.admission.consent is Consent.DECLINED
        for at, one in moments:
            if one.sequence in found:
                needed = both_are_needed(found[one.sequence].needs)
            if isinstance(one.payload, SipNotNeeded):
                waived = True
            elif isinstance(one.payload, SipCalled):
                waived = False
            required = needed and not waived
            if required and begun is None:
                begun = Span(one, at, None)
            elif not required and begun is not None:
                spans.append(Span(begun.begun_by, begun.starts_at, at))
                begun = None
        if begun is not None:
            spans.append(begun)
        return tuple(spans)

    @property
    def sip_is_required(self) -> bool:
        """Whether a SIP is required as things stand (LUS 4:1, 4:2)."""
        return bool(self.sip_requirement) and self.sip_requirement[-1].ends_at is None
