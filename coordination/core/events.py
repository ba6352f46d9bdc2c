"""What each step tells: one frozen payload a step, and the recorded event that carries it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from coordination.core import addressing, homegoing, messages, patient_events
from coordination.core.civil import in_utc
from coordination.core.codec import from_json
from coordination.core.episodes import CareType, Episode
from coordination.core.needs import Consent, NeedAssessment
from coordination.core.planning import (
    BedChanged,
    CaseOfficerNamed,
    DischargeInformationSent,
    DischargePlanned,
    EstimatedDischargeChanged,
    InpatientContactAppointed,
    LeaveBegun,
    LeaveEnded,
    NoticeWithheld,
    PlanningBasisGiven,
    TreatmentPlanWritten,
)
from coordination.core.plans import PLAN_PAYLOADS, PlanPayload
from coordination.core.receiver import Named, Receiver
from coordination.core.sips import SIP_PAYLOADS, SipPayload
from coordination.core.states import Capacity, Step


class ReadinessGround(StrEnum):
    """What makes the patient ready in the law's eyes."""

    ASSESSMENT = "assessment"
    """LUS 3:1 first paragraph: the treating physician's assessment."""
    COMPULSORY_CARE_DECISION = "compulsory_care_decision"
    """LUS 3:1 second paragraph: a notice under LPT 7 a § counts as one."""


class Destination(StrEnum):
    """Where the patient went."""

    HOME = "home"
    SHORT_TERM_HOUSING = "short_term_housing"
    SPECIAL_HOUSING = "special_housing"
    OTHER = "other"
    DECEASED = "deceased"


@dataclass(frozen=True, slots=True)
class AdmissionRegistered:
    """Occurred at the admission. `municipality` is where the patient is registered, empty for nowhere in Sweden."""

    care_type: CareType
    municipality: str
    placing_municipality: str | None
    estimated_discharge_at: datetime | None
    assessment: NeedAssessment | None
    consent: Consent
    listed_at: Named | None = None
    """The primary care centre where the patient is listed, if the ward knew."""

    @property
    def liable_municipality(self) -> str:
        """LUS 5:2: the municipality that placed the patient elsewhere, else that of registration."""
        return self.placing_municipality or self.municipality


@dataclass(frozen=True, slots=True)
class NeedAssessed:
    """Occurred when the physician made the assessment."""

    assessment: NeedAssessment


@dataclass(frozen=True, slots=True)
class AdmissionNoticeSent:
    """Occurred when it was sent.

    `district` and `listed_at` are what the ward said then for the notice to find its way: no part of what is told (LUS
    2:2), and None where it said nothing new.
    """

    estimated_discharge_at: datetime
    receivers: tuple[Receiver, ...]
    district: Named | None = None
    listed_at: Named | None = None
    told_outside: str = ""
    """How the municipality was told where none of its units is here: by whom and which way. Empty where one is."""


@dataclass(frozen=True, slots=True)
class NoticeReceived:
    """A unit has received this notice, and with it every earlier one addressed to it."""

    notice: int
    unit: int


@dataclass(frozen=True, slots=True)
class CareContactAppointed:
    """The fixed care contact, as the others reach them."""

    name: str
    title: str
    unit_name: str
    phone: str
    unit: int | None = None
    """Whose contact it is; several units may have one each. Appointments of before that was kept have none."""


@dataclass(frozen=True, slots=True)
class DischargeReadySent:
    """Occurred when the notice was sent; the assessment came before."""

    physician: str
    assessed_at: datetime
    ground: ReadinessGround
    receivers: tuple[Receiver, ...]
    told_outside: str = ""


@dataclass(frozen=True, slots=True)
class DischargeReadyWithdrawn:
    """The patient needs inpatient care again; another notice is needed when that is over."""

    reason: str


@dataclass(frozen=True, slots=True)
class ReceptionAccepted:
    """The municipality can receive the patient from that time."""

    can_receive_from: datetime
    note: str


@dataclass(frozen=True, slots=True)
class ReceptionDelayed:
    """The municipality cannot receive the patient yet; the time is its best guess, if it has one."""

    reason: str
    can_receive_from: datetime | None


@dataclass(frozen=True, slots=True)
class RegionServicesMissing:
    """LUS 5:5: what the region's outpatient care cannot yet give, or has not said that it can."""

    what: str


@dataclass(frozen=True, slots=True)
class RegionServicesAvailable:
    """What was missing is there."""

    note: str


@dataclass(frozen=True, slots=True)
class Discharged:
    """Left inpatient care."""

    destination: Destination
    note: str


@dataclass(frozen=True, slots=True)
class DischargeCorrected(Discharged):
    """Left inpatient care at this time, and not as event number `entry` said: that one counts for nothing (PDL 3:14).

    In one event, so that the stay is never open in between: the patient may have come back.
    """

    entry: int
    reason: str


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The case was registered by mistake."""

    reason: str


@dataclass(frozen=True, slots=True)
class EntryVoided:
    """What was registered as event number `entry` was wrong: it counts for nothing, and stays to be read (PDL 3:14)."""

    entry: int
    reason: str


Payload = (
    AdmissionRegistered
    | NeedAssessed
    | AdmissionNoticeSent
    | NoticeReceived
    | CareContactAppointed
    | DischargeReadySent
    | DischargeReadyWithdrawn
    | SipPayload
    | PlanPayload
    | ReceptionAccepted
    | ReceptionDelayed
    | RegionServicesMissing
    | RegionServicesAvailable
    | patient_events.AboutPatient
    | Discharged
    | DischargeCorrected
    | Cancelled
    | BedChanged
    | EstimatedDischargeChanged
    | TreatmentPlanWritten
    | PlanningBasisGiven
    | CaseOfficerNamed
    | InpatientContactAppointed
    | DischargePlanned
    | LeaveBegun
    | LeaveEnded
    | NoticeWithheld
    | DischargeInformationSent
    | homegoing.Homegoing
    | EntryVoided
    | messages.AmongParties
    | addressing.AboutReceivers
    | Episode
)

PAYLOADS: dict[Step, type[Payload]] = {
    Step.ADMISSION_REGISTERED: AdmissionRegistered,
    Step.NEED_ASSESSED: NeedAssessed,
    Step.ADMISSION_NOTICE_SENT: AdmissionNoticeSent,
    Step.NOTICE_RECEIVED: NoticeReceived,
    Step.CARE_CONTACT_APPOINTED: CareContactAppointed,
    Step.DISCHARGE_READY_SENT: DischargeReadySent,
    Step.DISCHARGE_READY_WITHDRAWN: DischargeReadyWithdrawn,
    **SIP_PAYLOADS,
    **PLAN_PAYLOADS,
    Step.RECEPTION_ACCEPTED: ReceptionAccepted,
    Step.RECEPTION_DELAYED: ReceptionDelayed,
    Step.REGION_SERVICES_MISSING: RegionServicesMissing,
    Step.REGION_SERVICES_AVAILABLE: RegionServicesAvailable,
    Step.DISCHARGED: Discharged,
    Step.DISCHARGE_CORRECTED: DischargeCorrected,
    Step.BED_CHANGED: BedChanged,
    Step.ESTIMATED_DISCHARGE_CHANGED: EstimatedDischargeChanged,
    Step.TREATMENT_PLAN_WRITTEN: TreatmentPlanWritten,
    Step.PLANNING_BASIS_GIVEN: PlanningBasisGiven,
    Step.CASE_OFFICER_NAMED: CaseOfficerNamed,
    Step.INPATIENT_CONTACT_APPOINTED: InpatientContactAppointed,
    Step.DISCHARGE_PLANNED: DischargePlanned,
    Step.LEAVE_BEGUN: LeaveBegun,
    Step.LEAVE_ENDED: LeaveEnded,
    Step.NOTICE_WITHHELD: NoticeWithheld,
    Step.DISCHARGE_INFORMATION_SENT: DischargeInformationSent,
    Step.CANCELLED: Cancelled,
    Step.ENTRY_VOIDED: EntryVoided,
    Step.EPISODE_IMPORTED: Episode,
    Step.EPISODE_CORRECTED: Episode,
    **homegoing.PAYLOADS,
    **messages.PAYLOADS,
    **addressing.PAYLOADS,
    **patient_events.PAYLOADS,
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """One event of a case: `sequence` counts in the order of registration, `occurred_at` is the law's time."""

    sequence: int
    step: Step
    occurred_at: datetime
    registered_at: datetime
    payload: Payload

    @property
    def counts_as(self) -> Step:
        """The step by which the status follows: a discharge put right is that discharge."""
        return Step.DISCHARGED if self.step is Step.DISCHARGE_CORRECTED else self.step

    def __post_init__(self) -> None:
        object.__setattr__(self, "occurred_at", in_utc(self.occurred_at))
        object.__setattr__(self, "registered_at", in_utc(self.registered_at))


def payload_of(step: Step, data: Any) -> Payload:
    """The payload that a step's stored JSON says; raises `UnreadablePayload`."""
    return from_json(PAYLOADS[step], data)


def is_told_outside(sent: Recorded, capacity: Capacity) -> bool:
    """Whether a notice says that the municipality, which has no unit here, was told another way (LUS 2:1, 3:1)."""
    notice = sent.payload
    is_said = isinstance(notice, AdmissionNoticeSent | DischargeReadySent) and bool(notice.told_outside)
    return is_said and capacity is Capacity.MUNICIPALITY
