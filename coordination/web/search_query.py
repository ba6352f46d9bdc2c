"""Who is found among a unit's cases by a name or a number, for the page and for another system.

Each way of finding somebody reads an index of its own and nothing of the unit's archive besides; who is found in two
ways is one row.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.audit import record_looks, record_search_in_vain
from accounts.models import Assignment
from coordination.core.identities import IdentityType, MalformedIdentity, normalised
from coordination.models import Case, FormerNumber, Patient

AT_MOST = 50
Number = tuple[IdentityType, str]
SOUGHT_BY = (
    IdentityType.PERSONAL_NUMBER,
    IdentityType.COORDINATION_NUMBER,
    IdentityType.RESERVE_NUMBER_NATIONAL,
)
COLUMNS = (
    "id",
    "number",
    "status",
    "version",
    "admitted_at",
    "discharged_at",
    "snapshot__given_name",
    "snapshot__family_name",
    "patient__identity_type",
    "patient__identity_value",
    "patient__has_protected_identity",
    "parties__capacity",
    "had_that_number",
)


@dataclass(frozen=True)
class Found:
    """Cases as rows of `COLUMNS`, open ones first and then the latest; `closed` are those that the unit is out of."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    closed: list[Case] = field(default_factory=list)
    is_cut: bool = False


def find(by: Assignment, wanted: str) -> Found:
    """The cases found. Each is a look, and logged as one; so is a search that finds nobody."""
    require(by, Permission.READ_CASE)
    numbers = _numbers(wanted, timezone.localdate())
    rows = list(_found(by, wanted, numbers)[: AT_MOST + 1])
    shown = rows[:AT_MOST]
    record_looks(assignment=by, case_ids=[one["id"] for one in shown], what="search")
    # What the unit was told of by mistake it may ask about, by the number that it was given.
    closed = list(Case.objects.closed_to(by).filter(number__iexact=wanted))
    if not rows:
        record_search_in_vain(assignment=by, sought=as_sought(wanted))
    return Found(shown, closed, is_cut=len(rows) > AT_MOST)


def as_sought(wanted: str) -> str:
    """The same text for the same number or name, however it was written."""
    numbers = _numbers(wanted, timezone.localdate())
    return numbers[0][1] if numbers else " ".join(wanted.casefold().split())


def _found(by: Assignment, wanted: str, numbers: list[Number]) -> QuerySet[Case, dict[str, Any]]:
    people = Patient.objects.filter(_any(Q(identity_type=kind, identity_value=n) for kind, n in numbers))
    formerly = FormerNumber.objects.filter(case=OuterRef("pk"), patient__in=people)
    cases = Case.objects.known_to(by)
    ways = [cases.filter(number__iexact=wanted)]
    if numbers:
        ways += [cases.filter(patient__in=people), cases.filter(former_numbers__patient__in=people)]
    ways.append(cases.filter(_named(wanted)))
    first, *others = (way.values("pk") for way in ways)
    return (
        cases.filter(pk__in=first.union(*others))
        .annotate(had_that_number=Exists(formerly) & ~Q(patient__in=people))
        .order_by(F("discharged_at").desc(nulls_first=True), "-admitted_at", "pk")
        .values(*COLUMNS)
    )


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions, Q(pk__in=()))


def _named(wanted: str) -> Q:
    """Each word begins a name. A protected identity is found by number only."""
    named = Q(patient__has_protected_identity=False)
    for word in wanted.split():
        named &= Q(snapshot__given_name__istartswith=word) | Q(snapshot__family_name__istartswith=word)
    return named


def _numbers(wanted: str, today: date) -> list[Number]:
    """The identity numbers that the text can be, as they are stored."""
    numbers = []
    for kind in SOUGHT_BY:
        try:
            numbers.append((kind, normalised(kind, wanted, today=today)))
        except MalformedIdentity:
            continue
    return numbers
