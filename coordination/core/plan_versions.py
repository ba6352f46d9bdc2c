"""The versions of a case's plans, and who stands behind each."""

from collections.abc import Mapping
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

Plan = TypeVar("Plan", SipPlanWritten, CarePlanWritten)


@dataclass(frozen=True, slots=True)
class Version(Generic[Plan]):
    """One version, signed by the unit that wrote it by writing it.

    `number` counts from 1 in the order of registration, so that it never becomes another version's. `signed` says when
    each unit agreed to it, or adjusted it, by unit.
    """

    number: int
    event: Recorded
    plan: Plan
    signed: Mapping[int, datetime]

    @property
    def unsigned(self) -> tuple[PlanParty, ...]:
        """The parties that have not signed; nobody is left when the plan is agreed, or established."""
        return tuple(party for party in self.plan.parties if party.unit not in self.signed)

    def concerns(self, unit: int) -> bool:
        """Whether the unit may read it."""
        return any(party.unit == unit for party in self.plan.parties)


def sip_plans(history: History) -> tuple[Version[SipPlanWritten], ...]:
    """Every version of the SIP's plan, the first first."""
    signings = [(one, told.plan, told.unit) for one, told in history.payloads(SipPlanAgreed)]
    return _versions(history.payloads(SipPlanWritten), signings)


def care_plans(history: History) -> tuple[Version[CarePlanWritten], ...]:
    """Every version of the coordinated care plan, the first first."""
    signings = [(one, told.plan, told.unit) for one, told in history.payloads(CarePlanAdjusted)]
    return _versions(history.payloads(CarePlanWritten), signings)


def is_closed(history: History) -> bool:
    """Whether the SIP is done with; a plan written after that opens it again."""
    told = sorted(history.of(SipPlanWritten, SipClosed), key=lambda one: one.sequence)
    return bool(told) and isinstance(told[-1].payload, SipClosed)


def concerns(history: History, payload: PlanPayload, unit: int) -> bool:
    """Whether a unit may read what an event of a plan says: the version's parties may, and nobody else."""
    match payload:
        case SipPlanWritten() | CarePlanWritten():
            return _is_party_to(payload, unit)
        case SipPlanAgreed() | CarePlanAdjusted():
            signed = history.event(payload.plan)
            return signed is not None and _is_party_to(signed.payload, unit)
    return any(one.concerns(unit) for one in sip_plans(history)[-1:])


def _is_party_to(payload: Payload, unit: int) -> bool:
    parties = payload.parties if isinstance(payload, SipPlanWritten | CarePlanWritten) else ()
    return any(party.unit == unit for party in parties)


def _versions(
    written: tuple[tuple[Recorded, Plan], ...], signings: list[tuple[Recorded, int, int]]
) -> tuple[Version[Plan], ...]:
    return tuple(
        Version(
            number=number,
            event=event,
            plan=plan,
            signed={plan.unit: event.occurred_at}
            | {unit: one.occurred_at for one, version, unit in signings if version == event.sequence},
        )
        for number, (event, plan) in enumerate(sorted(written, key=lambda one: one[0].sequence), start=1)
    )
