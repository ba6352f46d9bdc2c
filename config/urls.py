"""Every address, by app."""

from django.urls import include, path

urlpatterns = [
    path("", include("accounts.web.urls")),
    path("", include("coordination.web.urls")),
    path("months/", include("billing.web.urls")),
    path("api/v1/", include("config.api_urls")),
]
