"""The API's schema for machines, and the same as a plain page for people."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularAPIView

METHODS = ("get", "post", "put", "patch", "delete")


class SchemaView(SpectacularAPIView):
    """The OpenAPI schema, open to all: it says what can be asked, and nothing of anybody."""

    permission_classes = []
    authentication_classes = []


@login_not_required
@require_safe
def schema_page(request: HttpRequest) -> HttpResponse:
    """Every operation of the API by name, without scripts."""
    generator = SchemaGenerator()  # type: ignore[no-untyped-call]
    schema = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return render(request, "shared/api.html", {"operations": operations(schema), "info": schema["info"]})


def operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The schema's operations in the order of their addresses, each with what a reader needs."""
    return [
        {
            "method": method.upper(),
            "path": path,
            "name": operation["operationId"],
            "text": operation.get("description", ""),
            "answers": sorted(operation["responses"]),
        }
        for path, methods in sorted(schema["paths"].items())
        for method, operation in methods.items()
        if method in METHODS
    ]
