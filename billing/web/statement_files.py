"""/statements/<number>/<file>: what a statement says, as a file. Each fetching is a look: files name care episodes."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access.policy import require
from accounts.web.middleware import assignment_of
from billing.access import record_look_at_statement
from billing.statements.stored import content_of
from billing.web.statement_file import StatementFile
from billing.web.statements import own_statement
from look.download import as_file


@never_cache
@require_safe
def statement_file(request: HttpRequest, number: str, wanted: StatementFile) -> HttpResponse:
    """One of the files of a document of the reader's organisation."""
    reader = assignment_of(request)
    found = own_statement(reader, number)
    require(reader, wanted.permission)
    content = wanted.make(found, content_of(found))
    record_look_at_statement(reader, number, what=f"statement as {wanted.name}")
    return as_file(content, wanted.kind, wanted.file_name(found))
