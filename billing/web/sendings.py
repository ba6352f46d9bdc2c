"""/statements/sendings/: what has left the region of its documents, what could not, and sending it again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.errors import DomainError
from accounts.web.middleware import assignment_of
from billing.access import sendings_of
from billing.actions.sendings import send_again
from billing.web.sending_words import SendingRow
from billing.web.statements import own_statement

ON_A_PAGE = 100


@require_safe
def sendings(request: HttpRequest) -> HttpResponse:
    """What failed first, then what waits, then the latest."""
    reader = assignment_of(request)
    page = Paginator(sendings_of(reader), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "organisation": reader.unit.organisation,
        "page": page,
        "rows": [SendingRow(sending) for sending in page],
    }
    return render(request, "billing/sendings.html", context)


@require_POST
def send(request: HttpRequest, number: str) -> HttpResponse:
    """Sends what failed of a document, or was never to be sent because details were missing when it was issued."""
    by = assignment_of(request)
    found = own_statement(by, number)
    require(by, Permission.ISSUE_STATEMENT)
    try:
        sent = send_again(found, by=by)
    except DomainError as refused:
        messages.error(request, refused.message)
    else:
        said = ngettext("It is sent within a minute.", "%(count)d files are sent within a minute.", sent)
        messages.success(request, said % {"count": sent})
    return redirect("statement", number)
