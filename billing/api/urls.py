"""Addresses of months, and of what they are computed with, under /api/v1/."""

from django.urls import path

from billing.api.entries import DailyAmountApproval, DailyAmounts, TerminationApproval, Terminations
from billing.api.months import MonthList, MonthWhole

urlpatterns = [
    path("months/", MonthList.as_view(), name="api-months"),
    path("months/<str:region>/<str:municipality>/<month:month>/", MonthWhole.as_view(), name="api-month"),
    path("daily-amounts/", DailyAmounts.as_view(), name="api-daily-amounts"),
    path(
        "daily-amounts/<int:amount_id>/approve/",
        DailyAmountApproval.as_view(),
        name="api-approve-daily-amount",
    ),
    path("terminations/", Terminations.as_view(), name="api-terminations"),
    path(
        "terminations/<int:termination_id>/approve/",
        TerminationApproval.as_view(),
        name="api-approve-termination",
    ),
]
