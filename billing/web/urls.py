"""Addresses of this app."""

from django.urls import path, register_converter

from billing.web.month import month
from billing.web.month_in_address import MonthConverter
from billing.web.months import months

register_converter(MonthConverter, "month")

urlpatterns = [
    path("", months, name="billing-months"),
    path("<str:region>/<str:municipality>/<month:month>/", month, name="billing-month"),
]
