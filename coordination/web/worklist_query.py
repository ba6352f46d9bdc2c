"""A unit's open cases in the order in which somebody must act: first what the unit must do itself, by when."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case as When_
from django.db.models import Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, NullIf

from accounts.models import Assignment
from coordination.core.civil import civil_day, end_of
from coordination.core.states import Capacity, Step
from coordination.models import Case

COLUMNS = (
    "id",
    "number",
    "status",
    "version",
    "estimated_discharge_at",
    "answer",
    "on_leave_until",
    "snapshot__given_name",
    "snapshot__family_name",
    "patient__identity_type",
    "patient__identity_value",
    "patient__has_protected_identity",
    "acts_by",
    "without_limit",
)
OF_PARTY = {
    name: F(f"parties__{name}")
    for name in (
        "came_by_default",
        *("next_kind", "next_due_at", "next_is_binding"),
        *("awaited_kind", "awaited_due_at", "awaited_is_binding", "awaited_acting"),
    )
} | {"awaited_unit_name": F("parties__awaited_unit__name")}
LIABLE = Coalesce(NullIf("placing_municipality_code", Value("")), "municipality_code")


def worklist(assignment: Assignment, now: datetime) -> QuerySet[Case, dict[str, Any]]:
    """Every case in the unit's list, as dictionaries of `COLUMNS` and of what its `Party` says.

    `without_limit` is a step that the unit should take at once, before what is due later and after what is late, as
    `core.moves.next_moves` has it. `acts_by` is what the list is sorted by, empty where the unit has nothing to do.
    """
    is_waited_for = Q(parties__wanted_until=None) | Q(parties__wanted_until__gt=now)
    is_wanted = is_waited_for & ~Q(parties__wanted_step="")
    is_to_be_back = Q(parties__capacity=Capacity.WARD, on_leave_until__lte=now)
    return (
        Case.objects.listed_for(assignment)
        .annotate(
            **OF_PARTY,
            without_limit=When_(
                When(is_wanted, then=F("parties__wanted_step")),
                When(is_to_be_back, then=Value(Step.LEAVE_ENDED.value)),
                default=Value(""),
            ),
        )
        .annotate(
            acts_by=When_(
                When(next_is_binding=True, next_due_at__lt=now, then=F("next_due_at")),
                When(~Q(without_limit=""), then=Value(now)),
                default=F("next_due_at"),
            )
        )
        .order_by(
            F("acts_by").asc(nulls_last=True),
            F("awaited_due_at").asc(nulls_last=True),
            "ready_at",
            "admitted_at",
            "pk",
        )
        .values(*COLUMNS, *OF_PARTY)
    )


@dataclass(frozen=True)
class Totals:
    """`cases` are all of the list in its order; how many are `late`, due `today` and `later` of what is the unit's own.

    `events` have happened in them; `municipalities` are the liable ones, "" among them where there is none.
    """

    cases: tuple[UUID, ...]

    late: int
    today: int
    later: int
    events: int
    municipalities: frozenset[str]


def totals(rows: QuerySet[Case, dict[str, Any]], now: datetime) -> Totals:
    """What a list says of all its rows, in one query that reads no patient."""
    found = rows.values_list("pk", "acts_by", "next_is_binding", "version", LIABLE)
    tonight = end_of(civil_day(now))
    when = Counter(
        "late" if at < now and is_binding else "today" if at <= tonight else "later"
        for _case, at, is_binding, *_rest in found
        if at is not None
    )
    return Totals(
        cases=tuple(case for case, *_rest in found),
        late=when["late"],
        today=when["today"],
        later=when["later"],
        events=sum(version for *_rest, version, _code in found),
        municipalities=frozenset(code for *_rest, code in found),
    )


def numbers(rows: QuerySet[Case, dict[str, Any]], conditions: Mapping[str, Q]) -> dict[str, int]:
    """For how many rows each condition holds, in one query, or none where there is no condition."""
    return rows.aggregate(**{name: Count("pk", filter=condition) for name, condition in conditions.items()})
