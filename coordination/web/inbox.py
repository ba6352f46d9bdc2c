"""What the unit has been told, the latest first, and what of it nobody there has opened yet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.web.middleware import assignment_of
from coordination.actions.deliveries import mark_one_read
from coordination.key_pages import key_page
from coordination.models import Delivery, Medium
from coordination.web.inbox_rows import messages_of, row
from coordination.web.live import MESSAGES_A_PAGE, state_of

ROWS_A_PAGE = MESSAGES_A_PAGE


@never_cache
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """A message is read by opening what it is about, which each leads to."""
    by = assignment_of(request)
    require(by, Permission.READ_INBOX)
    page = key_page(messages_of(by), request.GET, "created_at", ROWS_A_PAGE)
    # Nothing comes to an older page.
    state = "" if page.newer else state_of((one.pk, one.read_at is not None) for one in page.rows)
    context = {
        "page": page,
        "rows": [row(one) for one in page.rows],
        "live_url": reverse("live-inbox", query={"seen": state}) if state else "",
    }
    return render(request, "coordination/inbox.html", context)


@never_cache
@require_safe
def announcement(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """To the page that a message about no case leads to; it is read by that."""
    by = assignment_of(request)
    require(by, Permission.READ_INBOX)
    theirs = Delivery.objects.visible_to(by).filter(medium=Medium.INBOX, announcement__isnull=False)
    message = get_object_or_404(theirs.select_related("announcement"), pk=delivery_id)
    if message.announcement is None:
        raise Http404
    mark_one_read(by=by, message=message)
    return redirect(message.announcement.path)
