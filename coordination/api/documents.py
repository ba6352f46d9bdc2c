"""Files of a case, by calls. Each fetching is a look."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.audit import record_look
from accounts.web.middleware import assignment_of
from coordination.documents.meeting_calendar import meeting_calendar
from coordination.opened_case import open_case
from coordination.web.plan_document import plan_file
from coordination.web.summary import summary_file

VERSION = OpenApiParameter(
    "version", int, description="The version's number, from 1; the latest unless said."
)


class SipCalendar(APIView):
    """The SIP's meeting as iCalendar: one UID a case, SEQUENCE rises with each change, CANCEL when it is cancelled."""

    @extend_schema(operation_id="read_sip_calendar", responses={(200, "text/calendar"): OpenApiTypes.BINARY})
    def get(self, request: Request, case_id: UUID) -> HttpResponse:
        opened = open_case(assignment_of(request), case_id)
        record_look(assignment=opened.by, case_id=case_id, what="SIP in calendar by API")
        address = request.build_absolute_uri(reverse("case", args=[case_id]))
        return HttpResponse(meeting_calendar(opened, address), content_type="text/calendar; charset=utf-8")


class PlanOnPaper(APIView):
    """A plan as PDF (PDF/UA-1, in Swedish): the version that holds, or that of ?version."""

    kind = ""

    @extend_schema(parameters=[VERSION], responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request, case_id: UUID) -> HttpResponse:
        opened = open_case(assignment_of(request), case_id)
        _name, content = plan_file(opened, self.kind, request.query_params.get("version", ""))
        record_look(assignment=opened.by, case_id=case_id, what=f"{self.kind} plan on paper by API")
        return HttpResponse(content, content_type="application/pdf")


class SipOnPaper(PlanOnPaper):
    kind = "sip"


class CarePlanOnPaper(PlanOnPaper):
    kind = "care"


class SummaryOnPaper(APIView):
    """The patient's written summary as PDF (PDF/UA-1, in Swedish)."""

    @extend_schema(
        operation_id="read_patient_summary", responses={(200, "application/pdf"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, case_id: UUID) -> HttpResponse:
        opened = open_case(assignment_of(request), case_id)
        _name, content = summary_file(opened)
        record_look(assignment=opened.by, case_id=case_id, what="patient's summary on paper by API")
        return HttpResponse(content, content_type="application/pdf")
