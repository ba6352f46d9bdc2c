"""A case's events, asked in the law's order: by when things happened, whenever they were registered."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from coordination.core import spans
from coordination.core.addressing import NoticeForwarded, RecipientRemoved, SentBack
from coordination.core.events import (
    AdmissionNoticeSent,
    AdmissionRegistered,
    Cancelled,
    CareContactAppointed,
    DischargeCorrected,
    Discharged,
    DischargeReadySent,
    EntryVoided,
    NoticeReceived,
    Payload,
    Recorded,
    is_told_outside,
)
from coordination.core.homegoing import (
    HomeReadyChecked,
    HomeReadyItem,
    HomeReadyLine,
    PatientSummaryGiven,
    TrackChosen,
)
from coordination.core.needs import Consent, Need
from coordination.core.patient_events import ConsentRegistered, PatientDetailsCorrected
from coordination.core.planning import (
    EstimatedDischargeChanged,
    LeaveBegun,
    LeaveEnded,
    NoticeWithheld,
    PlanningBasisGiven,
    TreatmentPlanWritten,
    WithheldNotice,
    track_told,
)
from coordination.core.receiver import Receiver
from coordination.core.spans import Finding, Readiness, Span
from coordination.core.states import Capacity, Status, replay

Kind = TypeVar("Kind", bound=Payload)
Notice = AdmissionNoticeSent | DischargeReadySent | NoticeForwarded


class History:
    """All events of one case. Iterates in the order of occurrence; two of the same instant as registered.

    `recorded` is every event there is. What has been voided stands there and nowhere else: nothing else that a history
    tells knows of it.
    """

    def __init__(self, events: Iterable[Recorded], *, until: datetime | None = None) -> None:
        self.recorded = tuple(sorted(events, key=lambda one: one.sequence))
        self._until = until
        self.voided = {
            one.payload.entry: one
            for one in self.recorded
            if isinstance(one.payload, EntryVoided | DischargeCorrected)
        }
        self.standing = tuple(
            one
            for one in self.recorded
            if one.sequence not in self.voided and not isinstance(one.payload, EntryVoided)
        )
        self._occurred = tuple(sorted(self.standing, key=lambda one: (one.occurred_at, one.sequence)))

    def __iter__(self) -> Iterator[Recorded]:
        return iter(self._occurred)

    def as_of(self, at: datetime) -> "History":
        """The history as far as it had come then, whenever it was registered; at that very moment is in time."""
        return History((one for one in self._occurred if one.occurred_at <= at), until=at)

    def event(self, sequence: int) -> Recorded | None:
        """The event of that number, voided or not."""
        return next((one for one in self.recorded if one.sequence == sequence), None)

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
        """Where the case is: what stands counts in the order in which it was registered."""
        return replay(one.counts_as for one in self.standing)

    @cached_property
    def admission(self) -> AdmissionRegistered:
        """What the ward registered at admission. Imported episodes have none: ask only for cases."""
        return self.payloads(AdmissionRegistered)[0][1]

    @cached_property
    def consent(self) -> Consent:
        """What the patient has said last of being planned for together."""
        told = self.payloads(ConsentRegistered)
        return told[-1][1].consent if told else self.admission.consent

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
    def findings(self) -> tuple[Finding, ...]:
        """Every assessment of need, that of the admission among them, in the order in which they hold."""
        found = spans.findings(self, self.admitted_at)
        return tuple(one for one in found if self._until is None or one.at <= self._until)

    @cached_property
    def needs(self) -> frozenset[Need] | None:
        """What the latest assessment found; None when nobody has assessed yet."""
        return self.findings[-1].assessment.needs if self.findings else None

    def telling(self, capacity: Capacity) -> tuple[Span, ...]:
        """The times during which the law wanted that capacity told of the patient (LUS 2:1), by the findings."""
        return spans.telling(self.findings, capacity)

    @cached_property
    def notices(self) -> tuple[tuple[Recorded, Notice], ...]:
        """Everything that was sent, or handed over, and asks for a receipt."""
        return tuple((one, one.payload) for one in self if isinstance(one.payload, Notice))

    def notified(self, capacity: Capacity) -> Recorded | None:
        """The first admission notice to a unit of that capacity, or to a municipality that has none here."""
        return next(
            (
                one
                for one, notice in self.payloads(AdmissionNoticeSent)
                if any(receiver.capacity is capacity for receiver in notice.receivers)
                or is_told_outside(one, capacity)
            ),
            None,
        )

    def notified_at(self, capacity: Capacity) -> datetime | None:
        """When the first admission notice went to a unit of that capacity."""
        notice = self.notified(capacity)
        return notice.occurred_at if notice else None

    def received(self, notice: Recorded, unit: int) -> Recorded | None:
        """The receipt that covers this notice: a receipt stands for every earlier notice to the same unit as well.

        Who hands a notice over, or sends it back, has received it.
        """
        return next(
            (
                one
                for one in self
                if isinstance(told := one.payload, NoticeReceived | NoticeForwarded | SentBack)
                and told.unit == unit
                and told.notice >= notice.sequence
            ),
            None,
        )

    @cached_property
    def left(self) -> Mapping[int, Recorded]:
        """The units that are out of the case, each by what: one that has been sent something since is in it again."""
        found: dict[int, Recorded] = {}
        for one in self.standing:
            for receiver in receivers_of(one):
                found.pop(receiver.unit, None)
            match one.payload:
                case SentBack(unit=unit) | NoticeForwarded(unit=unit, stays=False):
                    found[unit] = one
                case RecipientRemoved(removed=removed):
                    found[removed.unit] = one
                case PatientDetailsCorrected(out=out, back=back):
                    found |= {receiver.unit: one for receiver in out}
                    for receiver in back:
                        found.pop(receiver.unit, None)
        return found

    @property
    def standing_sendings(self) -> tuple[Recorded, ...]:
        """Every sending of the discharge-ready notice that has not been withdrawn."""
        last = self.readiness[-1] if self.readiness else None
        return last.sendings if last and last.ends_at is None else ()

    @cached_property
    def readiness(self) -> tuple[Readiness, ...]:
        """Each discharge-ready notice, from its first sending until it was withdrawn or the case cancelled."""
        return spans.readiness(self)

    @property
    def standing_notice(self) -> Recorded | None:
        """The discharge-ready notice that has not been withdrawn, as it was first sent."""
        return self.standing_sendings[0] if self.standing_sendings else None

    @cached_property
    def units_told_ready(self) -> frozenset[int]:
        """Every unit that has had the standing discharge-ready notice."""
        return frozenset(receiver.unit for one in self.standing_sendings for receiver in receivers_of(one))

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

    @cached_property
    def track(self) -> TrackChosen | None:
        """The track that was chosen last, by itself or with a planning basis."""
        told = [track_told(one.payload) for one in self.of(TrackChosen, PlanningBasisGiven)]
        return next((one for one in reversed(told) if one), None)

    @cached_property
    def checklist(self) -> dict[HomeReadyItem, tuple[Recorded, HomeReadyLine]]:
        """Each line that has been answered, as it was answered last, with the event that says so."""
        return {
            line.item: (one, line) for one, told in self.payloads(HomeReadyChecked) for line in told.lines
        }

    @cached_property
    def summary(self) -> PatientSummaryGiven | None:
        """What the patient has been given in writing."""
        given = self.payloads(PatientSummaryGiven)
        return given[-1][1] if given else None

    def withheld(self, notice: WithheldNotice) -> Recorded | None:
        """What says that secrecy forbids that notice."""
        return next((one for one, told in self.payloads(NoticeWithheld) if told.notice is notice), None)

    @cached_property
    def services_missing(self) -> tuple[Span, ...]:
        """The times during which region outpatient services were missing or unclear (LUS 5:5)."""
        return spans.services_missing(self)

    @property
    def services_missing_since(self) -> Recorded | None:
        """What said that services are missing, while they still are."""
        last = self.services_missing[-1] if self.services_missing else None
        return last.begun_by if last and last.ends_at is None else None

    @cached_property
    def sip_requirement(self) -> tuple[Span, ...]:
        """The times during which a SIP was required (LUS 4:1, 4:2)."""
        is_declined = self.admission.consent is Consent.DECLINED
        return spans.sip_requirement(self, self.findings, is_declined=is_declined)

    @property
    def sip_is_required(self) -> bool:
        """Whether a SIP is required as things stand (LUS 4:1, 4:2)."""
        return bool(self.sip_requirement) and self.sip_requirement[-1].ends_at is None


def receivers_of(sent: Recorded) -> tuple[Receiver, ...]:
    """To whom a notice went; nobody where the event is no notice."""
    return sent.payload.receivers if isinstance(sent.payload, Notice) else ()
