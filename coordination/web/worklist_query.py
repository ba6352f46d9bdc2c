"""A unit's open cases in the order in which somebody must act: first what the unit must do itself, by when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case as When_
from django.db.models import Count, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce, NullIf

from accounts.models import Assignment
from coordination.core.civil import civil_day, end_of
from coordination.models import Case

COLUMNS = (
    "id",
    "number",
    "status",
    "version",
    "estimated_discharge_at",
    "answer",
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
        *("next_kind", "next_due_at", "next_is_binding"),
        *("awaited_kind", "awaited_due_at", "awaited_is_binding", "awaited_acting"),
    )
} | {"awaited_unit_name": F("parties__awaited_unit__name")}
LIABLE = Coalesce(NullIf("placing_municipality_code", Value("")), "municipality_code")


def worklist(assignment: Assignment, now: datetime) -> QuerySet[Case, dict[str, Any]]:
    """Every case in the unit's list, as dictionaries of `COLUMNS` and of what its `Party` says.

    `without_limit` is a step that the unit should take at once. `acts_by` is what the list is sorted by, empty where
    the unit has nothing to do; what is wanted at once comes after what is late.
    """
    is_waited_for = Q(parties__wanted_until=None) | Q(parties__wanted_until__gt=now)
    return (
        Case.objects.listed_for(assignment)
        .annotate(
            **OF_PARTY,
            without_limit=When_(When(is_waited_for, then=F("parties__wanted_step")), default=Value("")),
        )
        .annotate(acts_by=Coalesce("next_due_at", When_(When(~Q(without_limit=""), then=Value(now)))))
        .order_by(
            F("acts_by").asc(nulls_last=True),
            F("awaited_due_at").asc(nulls_last=True),
            "ready_at",
            "admitted_at",
            "pk",
        )
        .values(*COLUMNS, *OF_PARTY)
    )


def totals(
    rows: QuerySet[Case, dict[str, Any]], now: datetime, more: Mapping[str, Q] | None = None
) -> dict[str, Any]:
    """What a list says of all its rows, in one query.

    How many: `late`, `today` and `later` of the unit's own, `all` with those that wait for others, and as many as each
    of `more`'s conditions holds for, under its name. `events`: how many have happened in them. `municipalities`: the
    liable ones, "" among them where there is none.
    """
    tonight = end_of(civil_day(now))
    is_late = Q(acts_by__lt=now, next_is_binding=True)
    return rows.aggregate(
        late=Count("pk", filter=is_late),
        today=Count("pk", filter=Q(acts_by__lte=tonight) & ~is_late),
        later=Count("pk", filter=Q(acts_by__gt=tonight)),
        all=Count("pk"),
        events=Coalesce(Sum("version"), 0),
        municipalities=ArrayAgg(LIABLE, distinct=True, default=[]),
        **{name: Count("pk", filter=condition) for name, condition in (more or {}).items()},
    )
