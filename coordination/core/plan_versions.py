"""The versions of a case's plans, and who stands behind each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from coordination.core.events import Payload, Recorded
from coordination.core.history import History
from coordination.core.plans import (
    CarePlanAdjusted,
    CarePlanWritten,
    PlanParty,
    PlanPayload,
    SipClosed,
    SipPlanAgreed,
    SipPlanWritten,
)
from coordination.core.standing import wards
from coordination.core.states import Capacity

Plan = TypeVar("Plan", SipPlanWritten, CarePlanWritten)


@dataclass(frozen=True, slots=True)
class Version(Generic[Plan]):
    """One version, signed by the unit that wrote it by writing it.

    `number` counts from 1 in the order of registration, so that it never becomes another version's. `signed` says when
    each unit agreed to it, or adjusted it, by unit.

    A case goes with its patient: where a ward was party, the ward of now is (`wards`, the present one last), and what a
    former one has signed is signed by the ward. A unit that has `left` the case is not waited for.
    """

    number: int
    event: Recorded
    plan: Plan
    signed: Mapping[int, datetime]
    wards: Mapping[int, str]
    left: frozenset[int]

    @property
    def signatures(self) -> tuple[tuple[PlanParty, datetime | None], ...]:
        """Each party, and when it signed; a unit that left without signing is none any more."""
        found = ((party, self.signed.get(party.unit)) for party in map(self._signatory, self.plan.parties))
        return tuple((party, at) for party, at in found if at or party.unit not in self.left)

    @property
    def unsigned(self) -> tuple[PlanParty, ...]:
        """The parties that have not signed; nobody is left when the plan is agreed, or established."""
        return tuple(party for party, at in self.signatures if at is None)

    def concerns(self, unit: int) -> bool:
        """Whether the unit may read it."""
        return _is_party_to(self.plan, unit, self.wards)

    def _signatory(self, party: PlanParty) -> PlanParty:
        """The ward that has signed for the patient's wards, else the present one; of others the unit itself."""
        if party.capacity is not Capacity.WARD or not self.wards:
            return party
        signed = [unit for unit in self.wards if unit in self.signed]
        unit = signed[-1] if signed else list(self.wards)[-1]
        return PlanParty(unit, self.wards[unit], Capacity.WARD)


def sip_plans(history: History) -> tuple[Version[SipPlanWritten], ...]:
    """Every version of the SIP's plan, the first first."""
    signings = [(one, told.plan, told.unit) for one, told in history.payloads(SipPlanAgreed)]
    return _versions(history, history.payloads(SipPlanWritten), signings)


def care_plans(history: History) -> tuple[Version[CarePlanWritten], ...]:
    """Every version of the coordinated care plan, the first first."""
    signings = [(one, told.plan, told.unit) for one, told in history.payloads(CarePlanAdjusted)]
    return _versions(history, history.payloads(CarePlanWritten), signings)


def is_closed(history: History) -> bool:
    """Whether the SIP is done with; a plan written after that opens it again."""
    told = sorted(history.of(SipPlanWritten, SipClosed), key=lambda one: one.sequence)
    return bool(told) and isinstance(told[-1].payload, SipClosed)


def concerns(history: History, payload: PlanPayload, unit: int) -> bool:
    """Whether a unit may read what an event of a plan says: the version's parties may, and nobody else."""
    match payload:
        case SipPlanWritten() | CarePlanWritten():
            return _is_party_to(payload, unit, wards(history))
        case SipPlanAgreed() | CarePlanAdjusted():
            signed = history.event(payload.plan)
            return signed is not None and _is_party_to(signed.payload, unit, wards(history))
    return any(one.concerns(unit) for one in sip_plans(history)[-1:])


def _is_party_to(payload: Payload, unit: int, wards: Collection[int]) -> bool:
    """Whether the unit was named, or is a ward of the patient where a ward was."""
    parties = payload.parties if isinstance(payload, SipPlanWritten | CarePlanWritten) else ()
    return any(party.unit == unit or (party.capacity is Capacity.WARD and unit in wards) for party in parties)


def _versions(
    history: History, written: tuple[tuple[Recorded, Plan], ...], signings: list[tuple[Recorded, int, int]]
) -> tuple[Version[Plan], ...]:
    return tuple(
        Version(
            number=number,
            event=event,
            plan=plan,
            signed={plan.unit: event.occurred_at}
            | {unit: one.occurred_at for one, version, unit in signings if version == event.sequence},
            wards=wards(history),
            left=frozenset(history.left),
        )
        for number, (event, plan) in enumerate(sorted(written, key=lambda one: one[0].sequence), start=1)
    )
