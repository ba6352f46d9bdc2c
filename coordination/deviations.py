"""The deviations that a unit has reported or received, as its list shows them: without any patient."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from accounts.models import Assignment
from coordination.core.civil import STOCKHOLM
from coordination.core.states import Capacity, Step
from coordination.models import Event


@dataclass(frozen=True)
class DeviationFilter:
    """What is asked for; nothing said means all. Days are civil, the last one included."""

    is_open: bool | None = None
    category: str = ""
    first: date | None = None
    last: date | None = None


def deviations(by: Assignment, wanted: DeviationFilter | None = None) -> QuerySet[Event]:
    """The events of the deviations, those that still wait for somebody first, then the latest.

    Each has `is_open` (a receiver has not answered) and `is_received` (the unit is one of the receivers). The ward
    where the patient lies now has those of the ward before it.
    """
    unit = by.unit_id
    is_ward = Q(case__ward=unit)
    sent = Q(payload__unit=unit) | (is_ward & Q(payload__capacity=Capacity.WARD))
    received = Q(payload__receivers__contains=[{"unit": unit}]) | (
        is_ward & Q(payload__receivers__contains=[{"capacity": Capacity.WARD}])
    )
    answers = _about(Step.DEVIATION_FOLLOWED_UP, "deviation")
    found = (
        Event.objects.visible_to(by)
        .filter(sent | received, step=Step.DEVIATION_REPORTED)
        .filter(~Exists(_about(Step.ENTRY_VOIDED, "entry")))
        .alias(
            answered=Coalesce(
                Subquery(answers.order_by().values("case").annotate(number=Count("pk")).values("number")),
                Value(0),
            ),
            asked=Func(F("payload__receivers"), function="jsonb_array_length", output_field=IntegerField()),
        )
        .annotate(is_open=Q(answered__lt=F("asked")), is_received=received)
        .select_related("case", "by__unit")
        .order_by("-is_open", "-occurred_at", "-pk")
    )
    return found.filter(_asked(wanted)) if wanted else found


def _about(step: Step, key: str) -> QuerySet[Event]:
    """The events of a step that are about the event at hand and stand."""
    events = Event.objects.filter(case=OuterRef("case"), step=step)
    return events.alias(about=Cast(KT(f"payload__{key}"), IntegerField())).filter(about=OuterRef("sequence"))


def _asked(wanted: DeviationFilter) -> Q:
    passes = Q()
    if wanted.is_open is not None:
        passes &= Q(is_open=wanted.is_open)
    if wanted.category:
        passes &= Q(payload__category=wanted.category)
    if wanted.first:
        passes &= Q(occurred_at__gte=_midnight(wanted.first))
    if wanted.last:
        passes &= Q(occurred_at__lt=_midnight(wanted.last + timedelta(days=1)))
    return passes


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=STOCKHOLM)
