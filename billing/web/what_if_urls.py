"""Addresses of the what-if."""

from django.urls import path

from billing.web.what_if import what_if

urlpatterns = [path("", what_if, name="what-if")]
