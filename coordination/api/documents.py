"""Files of a case, by calls. Each fetching is a look."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.audit import record_look
from accounts.web.middleware import assignment_of
from coordination.documents.meeting_calendar import meeting_calendar
from coordination.opened_case import open_case


class SipCalendar(APIView):
    """The SIP's meeting as iCalendar: one UID a case, SEQUENCE rises with each change, CANCEL when it is cancelled."""

    @extend_schema(operation_id="read_sip_calendar", responses={(200, "text/calendar"): OpenApiTypes.BINARY})
    def get(self, request: Request, case_id: UUID) -> HttpResponse:
        opened = open_case(assignment_of(request), case_id)
        record_look(assignment=opened.by, case_id=case_id, what="SIP in calendar by API")
        address = request.build_absolute_uri(reverse("case", args=[case_id]))
        return HttpResponse(meeting_calendar(opened, address), content_type="text/calendar; charset=utf-8")
