"""The dates of a month told to those who run it: the finance offices of the region and of its municipalities."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation, Unit, UnitKind
from billing.core.month_life import OUT
from billing.core.months import month_name
from billing.models import BilledMonth
from billing.months.closing import STOCKHOLM
from billing.months.dates import dates_between
from billing.months.issuing import issues_statements
from billing.months.reminders import MonthDateKind, due_by, level_reached
from billing.months.spans import MonthSpan, month_of
from billing.texts.endings import known_endings
from coordination.published import Announced, AnnouncementKind, announce

MONTHS_BACK = 2
"""A month's dates lie in the next one, and are over for a while in the one after that."""


def remind_of_months(*, now: datetime | None = None) -> int:
    """How many offices were told of something: of each date's last level, once, however often it is run."""
    now = now or timezone.now()
    this_month = month_of(now.astimezone(STOCKHOLM).date())
    months = MonthSpan(this_month - MONTHS_BACK, this_month - 1)
    # A region has one date with many municipalities, and is told of it once.
    return announce(dict.fromkeys(_reached(months, now)), at=now)


def _reached(months: MonthSpan, now: datetime) -> Iterator[Announced]:
    regions, municipalities = _offices(Organisation.Kind.REGION), _offices(Organisation.Kind.MUNICIPALITY)
    endings = known_endings()
    path = reverse("billing-months")
    pairs = (
        (region, municipality)
        for region in regions
        for municipality in municipalities
        if municipality.startswith(region)
    )
    for region, municipality in pairs:
        for month in months:
            for kind, due_at in due_by(dates_between(region, municipality, month, endings)):
                minutes = level_reached(kind, due_at, now)
                if minutes is None:
                    continue
                if kind is MonthDateKind.INVOICE and not _awaits_statement(region, municipality, month):
                    continue
                told = list(regions[region])
                if kind is MonthDateKind.REGISTRATIONS_CLOSE:
                    told += municipalities[municipality]
                for unit in told:
                    yield Announced(unit, AnnouncementKind(kind), month_name(month), due_at, minutes, path)


def _awaits_statement(region: str, municipality: str, month: int) -> bool:
    """Whether there is an invoice left to send."""
    issued = BilledMonth.objects.between(region, municipality, month).filter(status__in=OUT)
    return issues_statements(region, month) and not issued.exists()


def _offices(kind: str) -> Mapping[str, list[int]]:
    """The finance offices in use, by the code of their organisation."""
    found: dict[str, list[int]] = {}
    units = Unit.objects.in_use().filter(kind=UnitKind.FINANCE, organisation__kind=kind)
    for code, unit in units.order_by("pk").values_list("organisation__code", "pk"):
        found.setdefault(code, []).append(unit)
    return found
