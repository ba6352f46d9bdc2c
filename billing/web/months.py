"""/months/: a region's municipalities in one month, or a municipality's latest months."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.web.middleware import assignment_of
from agreements.places import MUNICIPALITIES, REGIONS
from billing.access import MunicipalityScope, RegionScope, month_scope
from billing.core.months import month_name
from billing.months.in_address import EARLIEST, asked_month, this_month
from billing.months.spans import MonthSpan
from billing.web.asking import whom_to_ask
from billing.web.months_csv import months_as_csv
from billing.web.months_rows import MonthRow, in_order, rows_of_municipality, rows_of_region
from billing.web.numbers import kronor, month_as_title

MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class MonthList:
    """The rows that fit the asker's side of the bill; `step` months lie between one list and the next."""

    name: str
    code: str
    month: int
    step: int
    rows: list[MonthRow]

    @property
    def by_region(self) -> bool:
        return self.step == 1

    @property
    def month_shown(self) -> str:
        return month_as_title(self.month)

    @property
    def earlier(self) -> str:
        return month_name(self.month - self.step) if self.month - self.step >= EARLIEST else ""

    @property
    def later(self) -> str:
        return month_name(self.month + self.step) if self.month + self.step <= this_month() else ""


@require_safe
def months(request: HttpRequest) -> HttpResponse:
    """`?month=`, `?sort=`, `?show=owing`, and `?format=csv` for a spreadsheet."""
    reader = assignment_of(request)
    scope = month_scope(reader)
    listed = _listed(scope, request.GET.get("month", ""))
    rows, only = listed.rows, request.GET.get("show", "")
    if only == "owing":
        rows = [row for row in rows if row.amount is None or row.amount > 0]
    rows = in_order(rows, request.GET.get("sort", ""))
    if request.GET.get("format") == "csv":
        return months_as_csv(rows, f"{listed.code}-{month_name(listed.month)}")
    missing_years = sorted({year for row in rows for year in row.missing_years})
    context = {
        "list": listed,
        "rows": rows,
        "only": only,
        "total": kronor(sum((row.amount for row in rows if row.amount), Decimal(0))),
        "missing_years": missing_years,
        "all_url": reverse("billing-all-months", args=[listed.month]) if listed.by_region else "",
        "ask": whom_to_ask(reader, _region(scope)) if missing_years else "",
    }
    return render(request, "billing/months.html", context)


def _region(scope: RegionScope | MunicipalityScope) -> str:
    """The region that enters the amounts: the own one."""
    match scope:
        case RegionScope(region):
            return region
        case MunicipalityScope(municipality):
            return MUNICIPALITIES[municipality].region


def _listed(scope: RegionScope | MunicipalityScope, asked: str) -> MonthList:
    match scope:
        case RegionScope(region):
            # The month that is over: the running one is not known yet.
            month = asked_month(asked, otherwise=this_month() - 1)
            return MonthList(REGIONS[region].name, region, month, 1, rows_of_region(region, month))
        case MunicipalityScope(municipality):
            month = asked_month(asked, otherwise=this_month())
            span = MonthSpan(max(EARLIEST, month - MONTHS_SHOWN + 1), month)
            rows = rows_of_municipality(municipality, span)
            return MonthList(MUNICIPALITIES[municipality].name, municipality, month, MONTHS_SHOWN, rows)
