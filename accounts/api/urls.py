"""Addresses of accounts under /api/v1/."""

from django.urls import path

from accounts.api.me import MeView
from accounts.api.receptions import Receptions

urlpatterns = [
    path("me/", MeView.as_view(), name="api-me"),
    path("receptions/", Receptions.as_view(), name="api-receptions"),
]
