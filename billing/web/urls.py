"""Addresses of this app."""

from django.urls import path

from billing.web.month import month
from billing.web.months import months

urlpatterns = [
    path("", months, name="billing-months"),
    path("<str:region>/<str:municipality>/<month:month>/", month, name="billing-month"),
]
