"""The REST API, version 1, app by app."""

from django.urls import include, path

urlpatterns = [
    path("", include("accounts.api.urls")),
    path("", include("coordination.api.urls")),
    path("", include("billing.api.urls")),
]
