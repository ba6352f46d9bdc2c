"""Addresses of sign-in, assignments and the unit's own page."""

from django.urls import path

from accounts.web.change_password import change_password
from accounts.web.choose_assignment import choose_assignment, work_under
from accounts.web.reception_page import new_district, reception_page, remove_district
from accounts.web.sign_in import sign_in, sign_in_as_demo_person, sign_out
from accounts.web.unit import add_assignment, add_reception, end, new_password, remove_reception, unit_page
from accounts.web.units import add_unit, units

urlpatterns = [
    path("sign-in/", sign_in, name="sign-in"),
    path("sign-in/demo/<int:assignment_id>/", sign_in_as_demo_person, name="sign-in-as-demo-person"),
    path("sign-out/", sign_out, name="sign-out"),
    path("assignment/", choose_assignment, name="choose-assignment"),
    path("assignment/<int:assignment_id>/", work_under, name="work-under"),
    path("units/", units, name="units"),
    path("units/new/", add_unit, name="add-unit"),
    path("units/<int:unit_id>/", unit_page, name="unit"),
    path("units/<int:unit_id>/assignments/", add_assignment, name="add-assignment"),
    path("units/<int:unit_id>/receptions/", add_reception, name="add-reception"),
    path("receptions/", reception_page, name="receptions"),
    path("receptions/districts/", new_district, name="add-district"),
    path("receptions/districts/<int:district_id>/end/", remove_district, name="end-district"),
    path("assignments/<int:assignment_id>/end/", end, name="end-assignment"),
    path("assignments/<int:assignment_id>/password/", new_password, name="new-password"),
    path("receptions/<int:reception_id>/remove/", remove_reception, name="remove-reception"),
    path("password/", change_password, name="change-password"),
]
