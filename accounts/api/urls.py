"""Addresses of accounts under /api/v1/."""

from django.urls import path

from accounts.api.assignments import Assignments, EndAssignment, NewPassword
from accounts.api.me import MeView
from accounts.api.receptions import Receptions
from accounts.api.routing import Districts, EndDistrict, EndLine, Lines
from accounts.api.units import Units

urlpatterns = [
    path("me/", MeView.as_view(), name="api-me"),
    path("receptions/", Receptions.as_view(), name="api-receptions"),
    path("receptions/lines/", Lines.as_view(), name="api-reception-lines"),
    path("receptions/lines/<int:line_id>/end/", EndLine.as_view(), name="api-end-reception-line"),
    path("receptions/districts/", Districts.as_view(), name="api-districts"),
    path("receptions/districts/<int:district_id>/end/", EndDistrict.as_view(), name="api-end-district"),
    path("units/", Units.as_view(), name="api-units"),
    path("assignments/", Assignments.as_view(), name="api-assignments"),
    path("assignments/<int:assignment_id>/end/", EndAssignment.as_view(), name="api-end-assignment"),
    path("assignments/<int:assignment_id>/password/", NewPassword.as_view(), name="api-new-password"),
]
