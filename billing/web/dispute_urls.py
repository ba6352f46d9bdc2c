"""Addresses of disputes."""

from django.urls import path

from billing.web.disputes import BUTTONS, dispute, note, press, propose

urlpatterns = [
    path("<int:number>/", dispute, name="dispute"),
    path("<int:number>/note/", note, name="note-in-dispute"),
    path("<int:number>/propose/", propose, name="propose-dispute-decision"),
    *(path(f"<int:number>/{step}/", press, {"step": step}, name=f"{step}-dispute") for step in BUTTONS),
]
