"""/forecast/<region>/<municipality>/: what the running month may come to, and by whom."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.web.middleware import assignment_of
from billing.access import record_look_at_month, require_forecast, sees_amounts
from billing.months.forecasts import forecasts
from billing.months.in_address import this_month
from billing.web.asking import whom_to_ask
from billing.web.forecast_page import ForecastPage
from billing.web.forecasts import own_cases


@require_safe
def forecast(request: HttpRequest, region: str, municipality: str) -> HttpResponse:
    """Controllers see every patient by number, with the cost; case officers those of the own unit, in days."""
    reader = assignment_of(request)
    require_forecast(reader, region, municipality)
    record_look_at_month(reader, region, municipality, this_month(), what="forecast page")
    found = next(forecasts(region=region, municipality=municipality), None)
    page = None
    if found is not None:
        page = ForecastPage(found, with_amounts=sees_amounts(reader), cases=own_cases(reader, found))
    missing = [found.month // 12] if found and found.daily_amount is None and sees_amounts(reader) else []
    context = {
        "page": page,
        "region": region,
        "municipality": municipality,
        "missing_years": missing,
        "ask": whom_to_ask(reader, region) if missing else "",
    }
    return render(request, "billing/forecast.html", context)
