"""What the parties tell each other while they plan: one frozen payload a step."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from coordination.core.homegoing import TrackChosen


class WithheldNotice(StrEnum):
    """What the ward may not send, since secrecy forbids it."""

    ADMISSION_NOTICE = "admission_notice"
    """LUS 2:1 gives way to secrecy as LUS 3:1 does."""
    DISCHARGE_READY_NOTICE = "discharge_ready_notice"
    """LUS 3:1. No liability follows: nobody was told."""
    DISCHARGE_INFORMATION = "discharge_information"
    """LUS 3:2."""


class CareLevel(StrEnum):
    """Who is medically responsible after the discharge, as the ward has decided with them."""

    SELF_CARE = "self_care"
    PRIMARY_CARE = "primary_care"
    MUNICIPAL_HEALTH_CARE = "municipal_health_care"
    SPECIALIST_CARE = "specialist_care"


@dataclass(frozen=True, slots=True)
class BedChanged:
    """Where in the ward the patient lies, as its wall board says. The ward's own matter."""

    bed: str


@dataclass(frozen=True, slots=True)
class EstimatedDischargeChanged:
    """A new estimate of when the patient can go home; the earlier ones stay in the history."""

    estimated_discharge_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class TreatmentPlanWritten:
    """The treatment plan before discharge (behandlingsplan inför utskrivning); a later one replaces it.

    Halland 2027, "Behandlingsplan inför utskrivning": continued medical, nursing and rehabilitation needs, level of
    care, brytpunktssamtal, return visits, planned examinations and follow-up.
    """

    medical: str
    nursing: str
    rehabilitation: str
    care_level: CareLevel
    serious_illness_talk: str
    return_visits: str
    examinations: str
    follow_up: str


@dataclass(frozen=True, slots=True)
class PlanningBasisGiven:
    """The planning basis (planeringsunderlag): what a unit that got the notice knows of the patient."""

    unit: int
    is_known: bool
    ongoing_services: str
    needs_as_seen: str
    track: TrackChosen | None = None
    """The track that the unit chose with it, where the region has tracks: the last one told holds, as any."""


def track_told(payload: Any) -> TrackChosen | None:
    """The track that a step tells, by itself or with a planning basis."""
    match payload:
        case TrackChosen() | PlanningBasisGiven(track=TrackChosen()):
            return payload if isinstance(payload, TrackChosen) else payload.track
    return None


@dataclass(frozen=True, slots=True)
class InpatientContactAppointed:
    """A fixed care contact in inpatient care too, for RPK, ÖPT and ÖRV (Dalarna): the ward's, beside outpatient care's.

    No time limit asks for one, and nobody is liable by it.
    """

    name: str
    title: str
    unit_name: str
    phone: str


@dataclass(frozen=True, slots=True)
class CaseOfficerNamed:
    """The responsible case officer (ansvarig handläggare), as the others reach them."""

    name: str
    unit_name: str
    phone: str


@dataclass(frozen=True, slots=True)
class DischargePlanned:
    """Discharge planning (utskrivningsplanering), before a SIP or instead of one: what remains, and who does it."""

    remaining: str
    responsible: str
    care_level: CareLevel


@dataclass(frozen=True, slots=True)
class LeaveBegun:
    """Leave on trial (permission): the patient is still admitted, and municipal services may be tried."""

    until: datetime
    note: str


@dataclass(frozen=True, slots=True)
class LeaveEnded:
    """Back in the ward."""

    note: str


@dataclass(frozen=True, slots=True)
class NoticeWithheld:
    """A notice that secrecy forbids (OSL 25:1): what was not sent, and on which ground."""

    notice: WithheldNotice
    ground: str


@dataclass(frozen=True, slots=True)
class DischargeInformationSent:
    """What those who go on caring need to know on the day of the discharge (LUS 3:2)."""

    summary: str
    medicines: str
    contact: str
