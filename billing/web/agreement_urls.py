"""Addresses of the texts that a month is computed by."""

from django.urls import path

from billing.web.agreement import agreement, agreements, statute

urlpatterns = [
    path("", agreements, name="agreements"),
    path("law/", statute, name="statute"),
    path("<slug:slug>/", agreement, name="agreement"),
]
