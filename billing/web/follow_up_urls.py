"""Addresses of the follow-up."""

from django.urls import path

from billing.web.follow_up import FILE_KINDS, follow_up, report_file

REPORT = "<slug:slug>/<int:number>/<month:month>/report"

urlpatterns = [
    path("", follow_up, name="follow-up"),
    *(
        path(f"{REPORT}.{kind.name}", report_file, {"wanted": kind}, name=f"follow-up-report-{kind.name}")
        for kind in FILE_KINDS
    ),
]
