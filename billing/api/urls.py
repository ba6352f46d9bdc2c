"""Addresses of months under /api/v1/."""

from django.urls import path

from billing.api.months import MonthList, MonthWhole

urlpatterns = [
    path("months/", MonthList.as_view(), name="api-months"),
    path("months/<str:region>/<str:municipality>/<month:month>/", MonthWhole.as_view(), name="api-month"),
]
