"""Proposing a correction of the basis, deciding on it by another person, withdrawing and undoing it.

Nothing here writes to a case: what is corrected is what a month is computed from (`core.corrections`).
"""

from datetime import date, datetime

import polars as pl
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.access.permissions import Permission
from accounts.access.policy import NotAllowed, require
from accounts.models import Assignment, Organisation
from billing.access import require_month
from billing.actions.correction_months import lock_months_to_correct
from billing.actions.office_messages import tell_offices
from billing.core.correction_faults import correction_fault
from billing.core.corrections import CorrectionKind
from billing.core.month_life import Side
from billing.errors import CorrectionDecided, NoSuchEpisode, NotACorrection, NotToBeUndone, OwnProposal
from billing.models import Correction, CorrectionDecision
from billing.models.correction import DECISION
from billing.months.between import MonthBetween
from billing.months.corrected_lines import belongs_to, facts_of_episode
from billing.months.known_corrections import fact_correction
from coordination.published import AnnouncementKind

SIDES = {Organisation.Kind.REGION: Side.REGION, Organisation.Kind.MUNICIPALITY: Side.MUNICIPALITY}


@transaction.atomic
def propose_correction(
    *,
    by: Assignment,
    region: str,
    municipality: str,
    month: int,
    episode_id: str,
    kind: CorrectionKind,
    evidence: str,
    reference: str = "",
    civil_at: datetime | None = None,
    first_day: date | None = None,
    last_day: date | None = None,
    to_municipality: str = "",
    at: datetime | None = None,
) -> Correction:
    """Waits for another person of the region, and changes nothing until then.

    Raises `NotACorrection` with the field that is at fault, and `CorrectionTooLate` after the last date.
    """
    require_month(by, region, municipality)
    require(by, Permission.PROPOSE_CORRECTION)
    now = at or timezone.now()
    proposed = Correction(
        region_code=region,
        municipality_code=municipality,
        month=month,
        episode_id=episode_id,
        kind=kind.value,
        civil_at=None if civil_at is None else civil_at.isoformat(),
        first_day=first_day,
        last_day=last_day,
        municipality=to_municipality,
        evidence=evidence.strip(),
        reference=reference.strip(),
        proposed_by=by,
        proposed_by_user=by.user,
        proposed_at=now,
    )
    _require_side(by, proposed)
    facts = _facts(region, municipality, month, episode_id)
    fact = fact_correction(proposed)
    if fault := correction_fault(fact, facts.row(0, named=True)):
        raise NotACorrection(*fault)
    proposed.to_municipality_code, proposed.to_month = belongs_to(facts, fact)
    lock_months_to_correct(proposed.months, now)
    proposed.full_clean(exclude=[*DECISION, "civil_at", "first_day", "last_day", "undoes"])
    proposed.save()
    _tell_others(proposed, by, at=now)
    return proposed


@transaction.atomic
def propose_undoing(
    correction: Correction, *, by: Assignment, evidence: str, reference: str = "", at: datetime | None = None
) -> Correction:
    """That a correction which counts is not to count any more: a proposal like any other, decided in the same way."""
    _require(by, correction, Permission.PROPOSE_CORRECTION)
    now = at or timezone.now()
    lock_months_to_correct(correction.months, now)
    if not Correction.objects.in_force().filter(pk=correction.pk).exists():
        raise NotToBeUndone
    same = (
        "region_code",
        "municipality_code",
        "month",
        "to_municipality_code",
        "to_month",
        "episode_id",
        "kind",
    )
    said = ("civil_at", "first_day", "last_day", "municipality")
    undoing = Correction(
        **{name: getattr(correction, name) for name in (*same, *said)},
        evidence=evidence.strip(),
        reference=reference.strip(),
        undoes=correction,
        proposed_by=by,
        proposed_by_user=by.user,
        proposed_at=now,
    )
    undoing.full_clean(exclude=[*DECISION, "civil_at", "first_day", "last_day"])
    undoing.save()
    _tell_others(undoing, by, at=now)
    return undoing


@transaction.atomic
def decide_correction(
    correction: Correction, *, by: Assignment, accept: bool, reason: str = "", at: datetime | None = None
) -> Correction:
    """The region's decision, by somebody else than who proposed it. What is accepted counts from now on."""
    _require(by, correction, Permission.DECIDE_CORRECTION)
    now = at or timezone.now()
    locked = _locked(correction, now)
    if locked.proposed_by_user_id == by.user_id:
        raise OwnProposal(permission=Permission.DECIDE_CORRECTION.value)
    if not accept and not reason.strip():
        raise NotACorrection("reason", "no_reason")
    if accept and locked.undoes_id and not Correction.objects.in_force().filter(pk=locked.undoes_id).exists():
        raise NotToBeUndone
    decision = CorrectionDecision.ACCEPTED if accept else CorrectionDecision.REJECTED
    return _decided(locked, decision, by=by, reason=reason, at=now)


@transaction.atomic
def withdraw_correction(correction: Correction, *, by: Assignment, at: datetime | None = None) -> Correction:
    """The proposer's organisation thinks better of it, while nobody has decided."""
    _require(by, correction, Permission.PROPOSE_CORRECTION)
    if correction.proposed_by.unit.organisation_id != by.unit.organisation_id:
        raise NotAllowed(permission=Permission.PROPOSE_CORRECTION.value)
    now = at or timezone.now()
    return _decided(_locked(correction, now), CorrectionDecision.WITHDRAWN, by=by, reason="", at=now)


def _locked(correction: Correction, now: datetime) -> Correction:
    lock_months_to_correct(correction.months, now)
    locked = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if locked.decided_at is not None:
        raise CorrectionDecided
    return locked


def _decided(
    locked: Correction, decision: CorrectionDecision, *, by: Assignment, reason: str, at: datetime
) -> Correction:
    locked.decision, locked.decision_reason = decision, reason.strip()
    locked.decided_by, locked.decided_by_user, locked.decided_at = by, by.user, at
    locked.save(update_fields=DECISION)
    _tell_others(locked, by, at=at)
    return locked


def _require(by: Assignment, correction: Correction, permission: Permission) -> None:
    """404 for a correction between others; a municipality that an episode would come to is a party too."""
    if not Correction.objects.visible_to(by).filter(pk=correction.pk).exists():
        require_month(by, correction.region_code, correction.municipality_code)
    require(by, permission)


def _require_side(by: Assignment, proposed: Correction) -> None:
    side = SIDES[Organisation.Kind(by.unit.organisation.kind)]
    if side not in fact_correction(proposed).row.proposed_by:
        raise NotAllowed(permission=Permission.PROPOSE_CORRECTION.value)


def _facts(region: str, municipality: str, month: int, episode_id: str) -> pl.DataFrame:
    """The one episode as the month counts it, corrections that are in force included."""
    facts = facts_of_episode(MonthBetween(region, municipality, month, months_seen=1), episode_id)
    if facts.is_empty():
        raise NoSuchEpisode
    return facts


def _tell_others(correction: Correction, by: Assignment, *, at: datetime) -> None:
    parties = {correction.region_code, correction.municipality_code, correction.to_municipality_code}
    tell_offices(
        parties - {by.unit.organisation.code},
        AnnouncementKind.CORRECTION,
        month=correction.month,
        path=reverse("correction", args=[correction.pk]),
        at=at,
    )
