"""The reports that the agreements ask for by calls, the same as the page's. Each fetching is a look."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.web.middleware import assignment_of
from billing.web.follow_up import FILE_KINDS, FileKind, ended_report, record_look_at_follow_up


def view_of(wanted: FileKind) -> type[APIView]:
    """The view of one kind of file, with its content type in the schema."""

    class FileOfReport(APIView):
        """A report by its agreement, its number there and a month that has ended."""

        @extend_schema(
            operation_id=f"read_follow_up_report_{wanted.name}",
            responses={(200, wanted.kind): OpenApiTypes.BINARY},
        )
        def get(self, request: Request, **which: Any) -> HttpResponse:
            reader = assignment_of(request)
            content = wanted.make(ended_report(reader, **which))
            record_look_at_follow_up(reader, which["month"], what=f"follow-up report as {wanted.name} by API")
            return HttpResponse(content, content_type=wanted.kind)

    return FileOfReport


REPORT_VIEWS = [(wanted, view_of(wanted)) for wanted in FILE_KINDS]
