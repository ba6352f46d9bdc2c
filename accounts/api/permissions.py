"""What every call of the API needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

if TYPE_CHECKING:
    # rest_framework.views itself imports the default permission, which is this one.
    from rest_framework.views import APIView


class HasAssignment(BasePermission):
    """A person or system that works under an assignment."""

    message = _("Choose an assignment first: you are signed in, but work under none.")

    def has_permission(self, request: Request, view: APIView) -> bool:
        return bool(request.user.is_authenticated and getattr(request, "assignment", None))
