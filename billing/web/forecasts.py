"""/forecast/: what the running month may come to, a row for each region and municipality with somebody who waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Assignment
from accounts.web.middleware import assignment_of
from agreements.places import MUNICIPALITIES, REGIONS
from billing.access import MunicipalityScope, RegionScope, forecast_scope, sees_amounts
from billing.core.forecast import Outcome
from billing.months.forecast import Forecast
from billing.months.forecasts import forecasts
from billing.months.in_address import this_month
from billing.web.asking import whom_to_ask
from billing.web.numbers import NONE, kronor, month_as_title
from coordination.published import cases_of_episodes


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """A municipality's month for a region, a region's for a municipality; amounts for those whose money it is."""

    forecast: Forecast
    name: str
    waiting: int

    @property
    def url(self) -> str:
        return reverse("forecast", args=[self.forecast.region, self.forecast.municipality])

    @property
    def expected(self) -> str:
        return said(self.forecast.amounts[Outcome.EXPECTED])

    @property
    def low(self) -> str:
        return said(self.forecast.amounts[Outcome.LOW])

    @property
    def high(self) -> str:
        return said(self.forecast.amounts[Outcome.HIGH])

    @property
    def may_come(self) -> Decimal:
        """What the rows are sorted by: where the most can come, first."""
        low, high = self.forecast.amounts[Outcome.LOW], self.forecast.amounts[Outcome.HIGH]
        return Decimal(0) if low is None or high is None else high - low


@require_safe
def forecast_list(request: HttpRequest) -> HttpResponse:
    """A region's municipalities, or a municipality's regions."""
    reader = assignment_of(request)
    scope = forecast_scope(reader)
    match scope:
        case RegionScope(region):
            found, name = forecasts(region=region), REGIONS[region].name
        case MunicipalityScope(municipality):
            found, name = forecasts(municipality=municipality), MUNICIPALITIES[municipality].name
    by_region, with_amounts = isinstance(scope, RegionScope), sees_amounts(reader)
    rows = list(_rows(found, reader, by_region=by_region, with_amounts=with_amounts))
    if with_amounts:
        rows.sort(key=lambda row: (-row.may_come, row.name))
    is_missing = with_amounts and any(row.forecast.daily_amount is None for row in rows)
    region = scope.region if isinstance(scope, RegionScope) else MUNICIPALITIES[scope.municipality].region
    context = {
        "rows": rows,
        "name": name,
        "month": month_as_title(this_month()),
        "by_region": by_region,
        "with_amounts": with_amounts,
        "missing_years": [timezone.localdate().year] if is_missing else [],
        "ask": whom_to_ask(reader, region) if is_missing else "",
    }
    return render(request, "billing/forecasts.html", context)


def own_cases(reader: Assignment, forecast: Forecast) -> dict[str, str]:
    """The address of the case of each patient who waits, where the reader's unit is a party of it."""
    names = forecast.facts.get_column("episode_id").to_list()
    found = cases_of_episodes(reader, forecast.region, names)
    return {name: reverse("case", args=[pk]) for name, pk in found.items()}


def said(amount: Decimal | None) -> str:
    """An amount, or that it is not known."""
    return NONE if amount is None else kronor(amount)


def _rows(
    found: Iterator[Forecast], reader: Assignment, *, by_region: bool, with_amounts: bool
) -> Iterator[ForecastRow]:
    """Those with something to see: a case officer sees the patients of the own unit and no others."""
    for each in found:
        waiting = each.facts.height if with_amounts else len(own_cases(reader, each))
        if waiting or with_amounts:
            names = MUNICIPALITIES[each.municipality] if by_region else REGIONS[each.region]
            yield ForecastRow(each, names.name, waiting)
