"""A statement's files by calls, the same as the page's. Each fetching is a look."""

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.access.policy import require
from accounts.web.middleware import assignment_of
from billing.access import record_look_at_statement
from billing.api.statements import own
from billing.statements.stored import content_of
from billing.web.statement_file import FILES, StatementFile


def view_of(wanted: StatementFile) -> type[APIView]:
    """The view of one kind of file, with its content type in the schema."""

    class FileOfStatement(APIView):
        """One of the files of a document of the asker's organisation."""

        @extend_schema(
            operation_id=f"read_{wanted.route.replace('-', '_')}",
            responses={(200, wanted.kind.partition(";")[0]): OpenApiTypes.BINARY},
        )
        def get(self, request: Request, number: str) -> HttpResponse:
            reader = assignment_of(request)
            found = own(reader, number)
            require(reader, wanted.permission)
            content = wanted.make(found, content_of(found))
            record_look_at_statement(reader, number, what=f"statement as {wanted.name} by API")
            return HttpResponse(content, content_type=wanted.kind)

    return FileOfStatement


FILE_VIEWS = [(wanted, view_of(wanted)) for wanted in FILES]
