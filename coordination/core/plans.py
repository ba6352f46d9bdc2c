"""The two plans that region and municipality make together: the SIP's, and the coordinated care plan of ÖPT and ÖRV."""

from dataclasses import dataclass
from datetime import date

from coordination.core.states import Capacity, Step


@dataclass(frozen=True, slots=True)
class PlanParty:
    """A unit that a plan concerns, by its name of that day."""

    unit: int
    name: str
    capacity: Capacity


@dataclass(frozen=True, slots=True)
class PlanAction:
    """What is to be done, by whom (a unit, the patient, a relative) and by when."""

    what: str
    responsible: str
    by: date


@dataclass(frozen=True, slots=True)
class PlanGoal:
    """What the patient wants to reach, and the way there."""

    goal: str
    actions: tuple[PlanAction, ...]


@dataclass(frozen=True, slots=True)
class SipPlanWritten:
    """A version of the individual plan (LUS 4:2): it replaces an earlier one, which can still be read.

    `readers` are the units that the patient lets read it, the writing one among them. `has_consented` says that the
    patient consented when it was made; without that the consent of the admission must be there.
    """

    unit: int
    patients_words: str
    goals: tuple[PlanGoal, ...]
    readers: tuple[PlanParty, ...]
    has_consented: bool
    follow_up_on: date

    @property
    def parties(self) -> tuple[PlanParty, ...]:
        """Who reads it, and agrees to it."""
        return self.readers


@dataclass(frozen=True, slots=True)
class SipPlanAgreed:
    """A unit agrees to the version that was registered as event number `plan`."""

    plan: int
    unit: int


@dataclass(frozen=True, slots=True)
class SipFollowedUp:
    """How the plan has worked; `next_on` is None when no more follow-up is planned."""

    result: str
    next_on: date | None


@dataclass(frozen=True, slots=True)
class SipClosed:
    """The plan is done with."""

    reason: str


@dataclass(frozen=True, slots=True)
class CareService:
    """A service, and the unit that is responsible for it."""

    service: str
    responsible: str


@dataclass(frozen=True, slots=True)
class CarePlanWritten:
    """A version of the coordinated care plan (LPT 7 a §, LRV 12 a §), for the application to the administrative court.

    Needs as region and municipality have assessed them, their decisions and what the patient thinks of them, who is
    responsible for each service, and what others do. The law asks for no consent: every party of the case reads it.
    """

    unit: int
    needs_of_region: str
    needs_of_municipality: str
    decisions: str
    attitude: str
    services: tuple[CareService, ...]
    measures_by_others: str
    parties: tuple[PlanParty, ...]


@dataclass(frozen=True, slots=True)
class CarePlanAdjusted:
    """A unit has adjusted (justerat) the version that was registered as event number `plan`."""

    plan: int
    unit: int


PlanPayload = SipPlanWritten | SipPlanAgreed | SipFollowedUp | SipClosed | CarePlanWritten | CarePlanAdjusted

PLAN_PAYLOADS: dict[Step, type[PlanPayload]] = {
    Step.SIP_PLAN_WRITTEN: SipPlanWritten,
    Step.SIP_PLAN_AGREED: SipPlanAgreed,
    Step.SIP_FOLLOWED_UP: SipFollowedUp,
    Step.SIP_CLOSED: SipClosed,
    Step.CARE_PLAN_WRITTEN: CarePlanWritten,
    Step.CARE_PLAN_ADJUSTED: CarePlanAdjusted,
}
