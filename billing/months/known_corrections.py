"""The corrections that are in force, as known at a time, with what was said for them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from billing.core.corrections import Correction as FactCorrection
from billing.core.corrections import CorrectionKind
from billing.models import Correction


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCorrection:
    """What it does to the facts; why, by which reference, and when it was decided."""

    fact: FactCorrection
    evidence: str
    reference: str
    decided_at: datetime

    @classmethod
    def of(cls, row: Correction, decided_at: datetime) -> "KnownCorrection":
        return cls(
            fact=fact_correction(row),
            evidence=row.evidence,
            reference=row.reference,
            decided_at=decided_at,
        )


def fact_correction(row: Correction) -> FactCorrection:
    """The stored correction as the core applies it."""
    return FactCorrection(
        number=row.pk or 0,
        region=row.region_code,
        episode_id=row.episode_id,
        kind=CorrectionKind(row.kind),
        at=None if row.civil_at is None else datetime.fromisoformat(row.civil_at),
        first_day=row.first_day,
        last_day=row.last_day,
        municipality=row.municipality or None,
    )


def known_corrections(
    *,
    region: str | None,
    municipality: str | None,
    episodes: Collection[str] = (),
    at: datetime | None = None,
) -> tuple[KnownCorrection, ...]:
    """Those that count then, or now, in the order in which they were decided.

    Of a municipality: all corrections of each episode that one of them takes from it, gives to it or leaves with it;
    and those of these `episodes`, which may have come to it since.
    """
    rows = Correction.objects.in_force(at)
    if region is not None:
        rows = rows.filter(region_code=region)
    if municipality is not None:
        same = {"region_code": OuterRef("region_code"), "episode_id": OuterRef("episode_id")}
        of_municipality = Q(municipality_code=municipality) | Q(to_municipality_code=municipality)
        theirs = Exists(Correction.objects.filter(of_municipality, **same))
        rows = rows.filter(theirs | Q(episode_id__in=episodes))
    return tuple(KnownCorrection.of(row, row.decided_at) for row in rows if row.decided_at is not None)


def moving(corrections: Iterable[KnownCorrection]) -> dict[str, Collection[str]]:
    """By region the episodes that may belong to another municipality or month by a correction."""
    found: dict[str, Collection[str]] = {}
    for each in corrections:
        if each.fact.may_move:
            found[each.fact.region] = {*found.get(each.fact.region, ()), each.fact.episode_id}
    return found
