"""/api/v1/forecasts/: what the running month may come to, and by whom."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Assignment
from accounts.web.middleware import assignment_of
from billing.access import (
    RegionScope,
    forecast_scope,
    record_look_at_month,
    require_forecast,
    sees_amounts,
)
from billing.api.forecast_content import Forecasts, OneForecast, forecast_told, waiting_told
from billing.months.forecast import Forecast
from billing.months.forecasts import forecasts
from billing.months.in_address import this_month
from coordination.published import cases_of_episodes


class ForecastList(APIView):
    """A region's municipalities, or a municipality's regions; amounts for controllers."""

    @extend_schema(operation_id="list_forecasts", responses=Forecasts)
    def get(self, request: Request) -> Response:
        reader = assignment_of(request)
        scope, with_amounts = forecast_scope(reader), sees_amounts(reader)
        found = (
            forecasts(region=scope.region)
            if isinstance(scope, RegionScope)
            else forecasts(municipality=scope.municipality)
        )
        told = []
        for each in found:
            waiting = each.facts.height if with_amounts else len(own_episodes(reader, each))
            if waiting or with_amounts:
                told.append(forecast_told(each, waiting, with_amounts=with_amounts))
        return Response(Forecasts({"forecasts": told}).data)


class ForecastWhole(APIView):
    """One, with the patients who wait: for a case officer those of the own unit, without what they cost."""

    @extend_schema(operation_id="read_forecast", responses=OneForecast)
    def get(self, request: Request, region: str, municipality: str) -> Response:
        reader = assignment_of(request)
        require_forecast(reader, region, municipality)
        found = next(forecasts(region=region, municipality=municipality), None)
        if found is None:
            # The two are one body, between which there are no months.
            raise Http404
        record_look_at_month(reader, region, municipality, this_month(), what="forecast by API")
        with_amounts = sees_amounts(reader)
        waiting = waiting_told(found, with_amounts=with_amounts, own=own_episodes(reader, found))
        told = {
            "forecast": forecast_told(found, len(waiting), with_amounts=with_amounts),
            "waiting": waiting,
        }
        return Response(OneForecast(told).data)


def own_episodes(reader: Assignment, forecast: Forecast) -> dict[str, object]:
    """The episodes that wait whose case the reader's unit is a party of."""
    names = forecast.facts.get_column("episode_id").to_list()
    return {**cases_of_episodes(reader, forecast.region, names)}
