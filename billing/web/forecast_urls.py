"""Addresses of the running month's forecasts."""

from django.urls import path

from billing.web.forecast import forecast
from billing.web.forecasts import forecast_list

urlpatterns = [
    path("", forecast_list, name="forecasts"),
    path("<str:region>/<str:municipality>/", forecast, name="forecast"),
]
