"""A unit's open cases in the order in which somebody must act: first what the unit must do itself, by when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Case as When_
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject

from accounts.models import Assignment
from coordination.core.civil import civil_day, end_of
from coordination.core.states import OPEN, Capacity, Status, Step
from coordination.models import Case, Deadline, Event, Party

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
    still_to_do = Deadline.objects.still_to_do().filter(case=OuterRef("pk")).order_by("due_at")
    is_mine = Q(acting=capacity) & (Q(unit=None) | Q(unit=assignment.unit_id))
    mine, others = still_to_do.filter(is_mine), still_to_do.exclude(is_mine)
    return (
        Case.objects.followed_by(assignment)
        .filter(Q(status__in=OPEN) | Exists(mine) | Exists(others))
        .annotate(
            mine=_as_json(mine),
            others=_as_json(others),
            services=_last(Step.REGION_SERVICES_MISSING, Step.REGION_SERVICES_AVAILABLE),
            sip=_last(Step.SIP_REQUESTED, Step.SIP_CALLED, Step.SIP_NOT_NEEDED),
            others_act_by=Subquery(others.values("due_at")[:1]),
        )
        .annotate(without_limit=_without_limit(capacity))
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


def _without_limit(capacity: Capacity) -> When_:
    """The step that the unit must take at once though no time limit runs, as `timeline.next_moves` says; else empty."""
    wanted: dict[Step, Q] = {}
    match capacity:
        case Capacity.WARD:
            unassessed = _first(Step.ADMISSION_REGISTERED).filter(payload__assessment=None)
            wanted[Step.NEED_ASSESSED] = Exists(unassessed) & ~Exists(_first(Step.NEED_ASSESSED))
            wanted[Step.ADMISSION_NOTICE_SENT] = _is_to_be_addressed_anew()
        case Capacity.OUTPATIENT:
            wanted[Step.REGION_SERVICES_AVAILABLE] = Q(services=Step.REGION_SERVICES_MISSING)
            wanted[Step.SIP_CALLED] = Q(sip=Step.SIP_REQUESTED)
        case Capacity.MUNICIPALITY:
            is_accepted = Q(answer=Step.RECEPTION_ACCEPTED)
            wanted[Step.RECEPTION_ACCEPTED] = Q(status=Status.READY) & ~is_accepted
    whens = (When(Q(status__in=OPEN) & one, then=Value(step.value)) for step, one in wanted.items())
    return When_(*whens, default=Value(""))


def _is_to_be_addressed_anew() -> Q:
    """Whoever was told, as municipality or as outpatient care, has left, and nobody has come instead."""
    found = Q()
    for capacity in (Capacity.MUNICIPALITY, Capacity.OUTPATIENT):
        parties = Party.objects.filter(case=OuterRef("pk"), capacity=capacity)
        found |= Q(Exists(parties.filter(closed_at__isnull=False)) & ~Exists(parties.filter(closed_at=None)))
    return found


def _first(*steps: Step) -> QuerySet[Event]:
    return Event.objects.filter(case=OuterRef("pk"), step__in=steps)


def _last(*steps: Step) -> Coalesce:
    """Which of the steps was taken last, by when it occurred; empty where none was."""
    last = _first(*steps).order_by("-occurred_at", "-sequence").values("step")[:1]
    return Coalesce(Subquery(last), Value(""))
