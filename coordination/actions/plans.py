"""The SIP's plan, and the coordinated care plan that takes its place for ÖPT and ÖRV."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Unpack

from coordination.actions.entry import Entry
from coordination.actions.write import LockedCase, record
from coordination.core.needs import Consent
from coordination.core.plan_versions import care_plans, sip_plans
from coordination.core.plans import (
    CarePlanAdjusted,
    CarePlanWritten,
    CareService,
    PlanGoal,
    PlanParty,
    SipClosed,
    SipFollowedUp,
    SipPlanAgreed,
    SipPlanWritten,
)
from coordination.core.states import Capacity, Step
from coordination.errors import NotAParty
from coordination.models import Event, Party


def write_sip(
    *,
    patients_words: str,
    goals: Sequence[PlanGoal],
    follow_up_on: date,
    readers: Collection[int] | None = None,
    has_consented: bool = False,
    **entry: Unpack[Entry],
) -> Event:
    """The individual plan (LUS 4:2), or a new version of it. `readers` are keys of units: every party unless said,
    where the patient consented at the admission."""

    def payload(locked: LockedCase) -> SipPlanWritten:
        return SipPlanWritten(
            unit=locked.by.unit_id,
            patients_words=patients_words,
            goals=tuple(goals),
            readers=_readers(locked, readers),
            has_consented=has_consented,
            follow_up_on=follow_up_on,
        )

    return record(Step.SIP_PLAN_WRITTEN, payload, **entry)


def agree_to_sip(*, plan: int | None = None, **entry: Unpack[Entry]) -> Event:
    """The own unit agrees to a version: the latest unless said."""

    def payload(locked: LockedCase) -> SipPlanAgreed:
        versions = sip_plans(locked.history)
        version = plan or (versions[-1].event.sequence if versions else 0)
        return SipPlanAgreed(plan=version, unit=locked.by.unit_id)

    return record(Step.SIP_PLAN_AGREED, payload, **entry)


def follow_up_sip(*, result: str, next_on: date | None = None, **entry: Unpack[Entry]) -> Event:
    """How the plan has worked, and when it is followed up again."""
    return record(Step.SIP_FOLLOWED_UP, SipFollowedUp(result=result, next_on=next_on), **entry)


def close_sip(*, reason: str, **entry: Unpack[Entry]) -> Event:
    """The plan is done with."""
    return record(Step.SIP_CLOSED, SipClosed(reason=reason), **entry)


def write_care_plan(
    *,
    needs_of_region: str,
    needs_of_municipality: str,
    decisions: str,
    attitude: str,
    services: Sequence[CareService],
    measures_by_others: str = "",
    **entry: Unpack[Entry],
) -> Event:
    """The coordinated care plan (LPT 7 a §, LRV 12 a §), or a new version of it; no SIP is asked for beside it."""

    def payload(locked: LockedCase) -> CarePlanWritten:
        return CarePlanWritten(
            unit=locked.by.unit_id,
            needs_of_region=needs_of_region,
            needs_of_municipality=needs_of_municipality,
            decisions=decisions,
            attitude=attitude,
            services=tuple(services),
            measures_by_others=measures_by_others,
            parties=_parties(locked),
        )

    return record(Step.CARE_PLAN_WRITTEN, payload, **entry)


def adjust_care_plan(*, plan: int | None = None, **entry: Unpack[Entry]) -> Event:
    """The own unit adjusts (justerar) a version: the latest unless said. When all have, the plan is established."""

    def payload(locked: LockedCase) -> CarePlanAdjusted:
        versions = care_plans(locked.history)
        version = plan or (versions[-1].event.sequence if versions else 0)
        return CarePlanAdjusted(plan=version, unit=locked.by.unit_id)

    return record(Step.CARE_PLAN_ADJUSTED, payload, **entry)


def _parties(locked: LockedCase) -> tuple[PlanParty, ...]:
    """Everybody in the case but wards that the patient has left."""
    parties = Party.objects.filter(case=locked.case).exclude(capacity=Capacity.FORMER_WARD)
    return tuple(
        PlanParty(party.unit_id, party.unit.name, Capacity(party.capacity))
        for party in parties.select_related("unit").order_by("since", "pk")
    )


def _readers(locked: LockedCase, wanted: Collection[int] | None) -> tuple[PlanParty, ...]:
    """The parties that the patient lets read the plan, and always who writes it."""
    parties = _parties(locked)
    if wanted is None:
        # Who has consented to be planned for together has done so with all of them; else each is to be asked for.
        has_consented = locked.history.consent is Consent.GIVEN
        wanted = {party.unit for party in parties} if has_consented else ()
    if set(wanted) - {party.unit for party in parties}:
        raise NotAParty
    return tuple(party for party in parties if party.unit in {*wanted, locked.by.unit_id})
