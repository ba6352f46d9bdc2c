"""Addresses of sign-in, assignments and the unit's own page."""

from django.urls import path

from accounts.web.choose_assignment import choose_assignment, work_under
from accounts.web.sign_in import sign_in, sign_in_as_demo_person, sign_out

urlpatterns = [
    path("sign-in/", sign_in, name="sign-in"),
    path("sign-in/demo/<int:assignment_id>/", sign_in_as_demo_person, name="sign-in-as-demo-person"),
    path("sign-out/", sign_out, name="sign-out"),
    path("assignment/", choose_assignment, name="choose-assignment"),
    path("assignment/<int:assignment_id>/", work_under, name="work-under"),
]
