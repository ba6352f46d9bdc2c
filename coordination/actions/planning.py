"""What the parties tell each other while they plan the way home."""

from datetime import datetime
from typing import Unpack

from coordination.actions.entry import Entry
from coordination.actions.homegoing import track_of
from coordination.actions.write import LockedCase, record
from coordination.core.planning import (
    CareLevel,
    CaseOfficerNamed,
    DischargePlanned,
    EstimatedDischargeChanged,
    PlanningBasisGiven,
)
from coordination.core.states import Step
from coordination.models import Event


def change_estimate(*, estimated_discharge_at: datetime, reason: str = "", **entry: Unpack[Entry]) -> Event:
    """When the patient can probably go home; everybody plans for it."""
    payload = EstimatedDischargeChanged(estimated_discharge_at=estimated_discharge_at, reason=reason)
    return record(Step.ESTIMATED_DISCHARGE_CHANGED, payload, **entry)


def give_basis(
    *,
    is_known: bool,
    ongoing_services: str = "",
    needs_as_seen: str = "",
    track: str = "",
    track_reason: str = "",
    **entry: Unpack[Entry],
) -> Event:
    """What the unit knows of the patient: known or not, ongoing services, needs as it sees them.

    The code of a track goes with it where the region has tracks, on the terms of `homegoing.choose_track`.
    """

    def payload(locked: LockedCase) -> PlanningBasisGiven:
        return PlanningBasisGiven(
            unit=locked.by.unit_id,
            is_known=is_known,
            ongoing_services=ongoing_services,
            needs_as_seen=needs_as_seen,
            track=track_of(locked, track, track_reason) if track else None,
        )

    return record(Step.PLANNING_BASIS_GIVEN, payload, **entry)


def name_officer(*, name: str, unit_name: str, phone: str, **entry: Unpack[Entry]) -> Event:
    """The municipality's responsible case officer."""
    payload = CaseOfficerNamed(name=name, unit_name=unit_name, phone=phone)
    return record(Step.CASE_OFFICER_NAMED, payload, **entry)


def plan_discharge(
    *, remaining: str, responsible: str, care_level: CareLevel, **entry: Unpack[Entry]
) -> Event:
    """What remains before the patient can go home, who does it and at which level of care."""
    payload = DischargePlanned(remaining=remaining, responsible=responsible, care_level=care_level)
    return record(Step.DISCHARGE_PLANNED, payload, **entry)
