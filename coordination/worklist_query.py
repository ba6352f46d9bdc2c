"""A unit's open cases in the order in which somebody must act: first what the unit must do itself, by when."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case as When_
from django.db.models import Count, DateTimeField, Expression, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf

from accounts.access.permissions import Permission
from accounts.access.policy import may
from accounts.access.roles import MUNICIPAL_KINDS
from accounts.models import Assignment, UnitKind
from accounts.models.statements import Given, PreparedValues, is_among
from coordination.core.civil import civil_day, end_of
from coordination.core.states import Capacity, Step
from coordination.models import Case
from coordination.models.case import CaseQuerySet

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


def capacity_of(assignment: Assignment) -> Capacity:
    """What the assignment's unit is in its cases."""
    kind = assignment.unit.kind
    if kind == UnitKind.WARD:
        return Capacity.WARD
    return Capacity.MUNICIPALITY if kind in MUNICIPAL_KINDS else Capacity.OUTPATIENT


def worklist(assignment: Assignment, now: datetime) -> QuerySet[Case, dict[str, Any]]:
    """Every case in the unit's list, as dictionaries of `COLUMNS` and of what its `Party` says.

    `without_limit` is a step that the unit should take at once, after what is late or due today and before what is due
    later, as `core.moves.next_moves` has it. `acts_by` is what the list is sorted by, empty where the unit has nothing
    to do.
    """
    return _in_order(Case.objects.listed_for(assignment), Value(now), Value(end_of(civil_day(now)))).values(
        *COLUMNS, *OF_PARTY
    )


def _in_order(listed: CaseQuerySet, now: Expression, tonight: Expression) -> QuerySet[Case]:
    is_waited_for = Q(parties__wanted_until=None) | Q(parties__wanted_until__gt=now)
    is_wanted = is_waited_for & ~Q(parties__wanted_step="")
    is_to_be_back = Q(parties__capacity=Capacity.WARD, on_leave_until__lte=now)
    return (
        listed.annotate(
            **OF_PARTY,
            without_limit=When_(
                When(is_wanted, then=F("parties__wanted_step")),
                When(is_to_be_back, then=Value(Step.LEAVE_ENDED.value)),
                default=Value(""),
            ),
        )
        .annotate(
            acts_by=When_(
                When(next_is_binding=True, next_due_at__lte=tonight, then=F("next_due_at")),
                When(~Q(without_limit=""), then=now),
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
    )


def _of_unit() -> QuerySet[Case]:
    """The same for a prepared query, which is told the unit, the time and when the day is over when it is asked."""
    now, tonight = (Given(name, DateTimeField()) for name in ("now", "tonight"))
    return _in_order(Case.objects.listed_of(Given("unit")), now, tonight)


def is_late(now: datetime | Expression) -> Q:
    """What should have been done before: a condition over `worklist`."""
    return Q(acts_by__lt=now, next_is_binding=True)


def _when() -> When_:
    return When_(
        When(acts_by=None, then=Value("")),
        When(is_late(Given("now")), then=Value("late")),
        When(acts_by__lte=Given("tonight"), then=Value("today")),
        default=Value("later"),
    )


# Of hundreds of rows: keys as text and one word of time, since a UUID and an instant take ten times as long to read.
EVERY_CASE = PreparedValues(
    lambda: _of_unit().values_list(Cast("pk", TextField()), _when(), "version", LIABLE)
)
ROWS = PreparedValues(
    lambda: _of_unit().filter(is_among("pk", "cases", "uuid")).values_list(*COLUMNS, *OF_PARTY)
)


def rows_of(by: Assignment, now: datetime, cases: Sequence[UUID | str]) -> list[dict[str, Any]]:
    """What `worklist` gives of some of its cases."""
    if not may(by, Permission.READ_CASE):
        return []
    names = (*COLUMNS, *OF_PARTY)
    tonight = end_of(civil_day(now))
    found = ROWS(unit=by.unit_id, now=now, tonight=tonight, cases=list(cases))
    return [dict(zip(names, one, strict=True)) for one in found]


@dataclass(frozen=True)
class Totals:
    """`cases` are the keys of all of the list in its order; how many are `late`, due `today` and `later` is of what is
    the unit's own.

    `versions` are theirs, in the same order; `municipalities` are the liable ones, "" among them where there is none.
    """

    cases: tuple[str, ...]
    versions: tuple[int, ...]
    late: int
    today: int
    later: int
    municipalities: frozenset[str]


def totals(by: Assignment, now: datetime) -> Totals:
    """What the list says of all its rows, in one query that reads no patient."""
    if not may(by, Permission.READ_CASE):
        return Totals((), (), 0, 0, 0, frozenset())
    found = EVERY_CASE(unit=by.unit_id, now=now, tonight=end_of(civil_day(now)))
    when = Counter(when for _case, when, _version, _code in found)
    return Totals(
        cases=tuple(case for case, *_rest in found),
        versions=tuple(version for *_rest, version, _code in found),
        late=when["late"],
        today=when["today"],
        later=when["later"],
        municipalities=frozenset(code for *_rest, code in found),
    )


def numbers(rows: QuerySet[Case, dict[str, Any]], conditions: Mapping[str, Q]) -> dict[str, int]:
    """For how many rows each condition holds, in one query, or none where there is no condition."""
    return rows.aggregate(**{name: Count("pk", filter=condition) for name, condition in conditions.items()})
