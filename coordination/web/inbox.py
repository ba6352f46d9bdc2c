"""What the unit has been told, the latest first, and what of it nobody there has opened yet."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.web.middleware import assignment_of
from coordination.web.inbox_rows import messages_of, row

ROWS_A_PAGE = 50


@never_cache
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """A message is read by opening its case, which any message leads to."""
    by = assignment_of(request)
    require(by, Permission.READ_CASE)
    page = Paginator(messages_of(by), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [row(one) for one in page.object_list]}
    return render(request, "coordination/inbox.html", context)
