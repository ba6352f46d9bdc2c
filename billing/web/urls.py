"""Addresses of this app."""

from django.urls import path

from billing.web.all_months import all_months, issue_months, review_months
from billing.web.corrections import corrections
from billing.web.draft import draft, issue, review
from billing.web.month import month
from billing.web.months import months

urlpatterns = [
    path("", months, name="billing-months"),
    path("all/<month:month>/", all_months, name="billing-all-months"),
    path("all/<month:month>/review/", review_months, name="billing-review-all"),
    path("all/<month:month>/issue/", issue_months, name="billing-issue-all"),
    path("<str:region>/<str:municipality>/<month:month>/", month, name="billing-month"),
    path("<str:region>/<str:municipality>/<month:month>/statement/", draft, name="billing-draft"),
    path("<str:region>/<str:municipality>/<month:month>/review/", review, name="billing-review"),
    path("<str:region>/<str:municipality>/<month:month>/issue/", issue, name="billing-issue"),
    path("<str:region>/<str:municipality>/<month:month>/corrections/", corrections, name="corrections"),
]
