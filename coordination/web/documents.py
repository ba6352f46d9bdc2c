"""Files that the parties of a case fetch. Each fetching is a look."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.audit import record_look
from accounts.web.middleware import assignment_of
from coordination.documents.meeting_calendar import calendar_name, meeting_calendar
from coordination.opened_case import open_case
from look.download import as_file


@never_cache
@require_safe
def sip_calendar(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The SIP's meeting for the reader's own calendar."""
    opened = open_case(assignment_of(request), case_id)
    record_look(assignment=opened.by, case_id=case_id, what="SIP in calendar")
    address = request.build_absolute_uri(reverse("case", args=[case_id]))
    return as_file(meeting_calendar(opened, address), "text/calendar; charset=utf-8", calendar_name(opened))
