"""A unit's open cases in the order in which somebody must act: first what the unit must do itself, by when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Case as When_
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject

from accounts.models import Assignment
from coordination.core.civil import civil_day, end_of
from coordination.core.states import OPEN, Capacity
from coordination.models import Case, Deadline

COLUMNS = (
    "id",
    "number",
    "status",
    "version",
    "estimated_discharge_at",
    "ready_at",
    "mine",
    "others",
    "without_limit",
    "answer",
    "snapshot__given_name",
    "snapshot__family_name",
    "patient__identity_type",
    "patient__identity_value",
    "patient__has_protected_identity",
)


def worklist(assignment: Assignment, capacity: Capacity, now: datetime) -> QuerySet[Case, dict[str, Any]]:
    """Every open case that the assignment sees, as dictionaries of `COLUMNS`.

    `mine` and `others` are the next deadline of the own unit and of anybody else, as JSON. `without_limit` is a
    step that the unit should take at once, `answer` the municipality's last. `acts_by` is what the list is sorted by,
    empty where the unit has nothing to do; what is wanted at once comes after what is late.
    """
    still_to_do = Deadline.objects.tasks().filter(case=OuterRef("pk")).order_by("due_at")
    is_mine = Q(acting=capacity) & (Q(unit=None) | Q(unit=assignment.unit_id))
    mine, others = still_to_do.filter(is_mine), still_to_do.exclude(is_mine)
    return (
        Case.objects.followed_by(assignment)
        .filter(Q(status__in=OPEN) | Exists(mine) | Exists(others))
        .annotate(
            mine=_as_json(mine),
            others=_as_json(others),
            others_act_by=Subquery(others.values("due_at")[:1]),
        )
        .annotate(without_limit=_without_limit(now))
        .annotate(
            acts_by=Coalesce(
                Subquery(mine.values("due_at")[:1]),
                When_(When(~Q(without_limit=""), then=Value(now))),
            )
        )
        .order_by(
            F("acts_by").asc(nulls_last=True),
            F("others_act_by").asc(nulls_last=True),
            "ready_at",
            "admitted_at",
            "pk",
        )
        .values(*COLUMNS, "acts_by", "others_act_by")
    )


def counts(
    rows: QuerySet[Case, dict[str, Any]], now: datetime, more: Mapping[str, Q] | None = None
) -> dict[str, int]:
    """How many rows there are: `late`, `today` and `later` of the unit's own, `all` with those that wait for others.

    And as many as each of `more`'s conditions holds for, under its name: all in one query.
    """
    tonight = end_of(civil_day(now))
    is_late = Q(acts_by__lt=now, mine__is_binding=True)
    return rows.aggregate(
        late=Count("pk", filter=is_late),
        today=Count("pk", filter=Q(acts_by__lte=tonight) & ~is_late),
        later=Count("pk", filter=Q(acts_by__gt=tonight)),
        all=Count("pk"),
        **{name: Count("pk", filter=condition) for name, condition in (more or {}).items()},
    )


def _as_json(deadlines: QuerySet[Deadline]) -> Subquery:
    shown = JSONObject(
        kind="kind", due_at="due_at", acting="acting", unit="unit__name", is_binding="is_binding"
    )
    return Subquery(deadlines.values(shown=shown)[:1])


def _without_limit(now: datetime) -> When_:
    """The step that the unit must take at once though no time limit runs, as `core.moves` says; else empty."""
    is_waited_for = Q(parties__wanted_until=None) | Q(parties__wanted_until__gt=now)
    return When_(When(is_waited_for, then=F("parties__wanted_step")), default=Value(""))
