"""What is followed up of care episodes besides their facts: the ward, the SIP, readmission, deviations.

For sums alone: no patient is named, and `patient` only tells whether two episodes were the same one's.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from agreements.dated import DatePeriod
from coordination.core.civil import STOCKHOLM
from coordination.core.states import Status, Step
from coordination.models import Case, Event

SOON = timedelta(days=30)
"""Readmission within thirty days, as it is followed up nationally."""


@dataclass(frozen=True, slots=True)
class EpisodeProcess:
    """One episode of a case of ours; imported ones have nothing to tell."""

    region: str
    episode_id: str
    patient: str
    hospital: str
    ward: str
    sip_was_held: bool
    is_readmitted: bool
    deviations: int


def episode_processes(
    discharged: DatePeriod, *, region: str | None = None, municipality: str | None = None
) -> Iterator[EpisodeProcess]:
    """Those of the episodes that ended on the dates, in two queries however many they are.

    A SIP was held when its plan was written down. What was voided counts for nothing.
    """
    cases = Case.objects.filter(Q(source=Case.Source.SYSTEM), *_asked(discharged, region, municipality))
    told = _told(cases.order_by().values("pk"))
    back = Case.objects.filter(
        patient=OuterRef("patient"),
        region_code=OuterRef("region_code"),
        admitted_at__gt=OuterRef("discharged_at"),
        admitted_at__lte=OuterRef("discharged_at") + SOON,
    ).exclude(status=Status.CANCELLED)
    rows = cases.annotate(is_readmitted=Exists(back)).values_list(
        "pk", "region_code", "number", "patient", "ward__name", "is_readmitted"
    )
    for pk, code, number, patient, ward, is_readmitted in rows:
        yield EpisodeProcess(
            code,
            number,
            str(patient),
            hospital_of(ward),
            ward,
            bool(told[pk, Step.SIP_PLAN_WRITTEN]),
            is_readmitted,
            told[pk, Step.DEVIATION_REPORTED],
        )


def hospital_of(ward: str) -> str:
    """What stands last in a ward's name, after a comma: "Avd 4B medicin, Halmstad" lies in Halmstad."""
    return ward.rpartition(",")[2].strip()


def _asked(discharged: DatePeriod, region: str | None, municipality: str | None) -> Iterable[Q]:
    yield Q(discharged_at__gte=_midnight(discharged.first))
    if discharged.last is not None:
        yield Q(discharged_at__lt=_midnight(discharged.last + timedelta(days=1)))
    if region is not None:
        yield Q(region_code=region)
    if municipality is not None:
        yield Q(placing_municipality_code=municipality) | Q(
            placing_municipality_code="", municipality_code=municipality
        )


def _told(cases: QuerySet[Case, Any]) -> Counter[tuple[object, str]]:
    """How many plans and deviations stand, by case and step."""
    voided = (
        Event.objects.filter(case=OuterRef("case"), step=Step.ENTRY_VOIDED)
        .alias(about=Cast(KT("payload__entry"), IntegerField()))
        .filter(about=OuterRef("sequence"))
    )
    standing = Event.objects.filter(
        ~Exists(voided), case__in=cases, step__in=[Step.SIP_PLAN_WRITTEN, Step.DEVIATION_REPORTED]
    )
    counted = standing.order_by().values("case", "step").annotate(number=Count("pk"))
    return Counter(
        {(row["case"], row["step"]): row["number"] for row in counted.values("case", "step", "number")}
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=STOCKHOLM)
