"""Addresses of single corrections."""

from django.urls import path

from billing.web.corrections import correction, decide, undo, withdraw

urlpatterns = [
    path("<int:number>/", correction, name="correction"),
    path("<int:number>/decide/", decide, name="decide-correction"),
    path("<int:number>/withdraw/", withdraw, name="withdraw-correction"),
    path("<int:number>/undo/", undo, name="undo-correction"),
]
