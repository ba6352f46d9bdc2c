"""Cases: those that the asker's unit is a party to, one of them whole, and a new one."""

from typing import Any
from uuid import UUID

from django.db.models import Min, Q, QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.audit import record_look
from accounts.web.middleware import assignment_of
from coordination.actions import admissions, transfers
from coordination.api.admission_content import AdmissionContent
from coordination.api.case_content import CaseInList, CaseWhole
from coordination.core.deadline import WAITING
from coordination.core.states import Status
from coordination.errors import CaseClosed, CaseLeft
from coordination.models import Case
from coordination.opened_case import open_case

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    UUID,
    OpenApiParameter.HEADER,
    description="A UUID of your own making: the same key again gives the first answer and records nothing.",
)
STATUS = OpenApiParameter("status", str, enum=[one.value for one in Status if one is not Status.IMPORTED])
NUMBER = OpenApiParameter("number", str, description="The case's number, such as H26-00412.")


class Cases(ListAPIView[Case]):
    """Lists cases, latest admitted first, and registers admissions."""

    serializer_class = CaseInList

    def get_queryset(self) -> QuerySet[Case]:
        still_to_do = Q(deadlines__met_at=None, deadlines__cancelled_at=None)
        still_to_do &= ~Q(deadlines__kind__in=WAITING)
        cases = (
            Case.objects.followed_by(assignment_of(self.request))
            .filter(source=Case.Source.SYSTEM)
            .select_related("ward")
            .annotate(next_due_at=Min("deadlines__due_at", filter=still_to_do))
            .order_by("-admitted_at", "pk")
        )
        wanted = {
            name: told for name in ("status", "number") if (told := self.request.query_params.get(name))
        }
        return cases.filter(**wanted)

    @extend_schema(operation_id="list_cases", parameters=[STATUS, NUMBER])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="register_admission",
        parameters=[IDEMPOTENCY_KEY],
        request=AdmissionContent,
        responses={201: CaseInList},
    )
    def post(self, request: Request) -> Response:
        content = AdmissionContent(data=request.data)
        content.is_valid(raise_exception=True)
        by, key = assignment_of(request), idempotency_key(request)
        if content.validated_data["take_over"]:
            case = transfers.take_over(by=by, idempotency_key=key, **content.taken_over())
        else:
            case = admissions.register(by=by, idempotency_key=key, **content.said())
        return Response(CaseInList(self.get_queryset().get(pk=case.pk)).data, status=201)


class OneCase(APIView):
    """One case, whole. The look is logged. 410 says that the unit was told of the case by mistake."""

    @extend_schema(operation_id="read_case", responses=CaseWhole)
    def get(self, request: Request, case_id: UUID) -> Response:
        by = assignment_of(request)
        try:
            opened = open_case(by, case_id)
        except CaseClosed as closed:
            what = "left case" if isinstance(closed, CaseLeft) else "cancelled case"
            record_look(assignment=by, case_id=case_id, what=what)
            raise
        record_look(assignment=by, case_id=case_id, what="case by API")
        return Response(CaseWhole(opened, context={"opened": opened}).data)


def idempotency_key(request: Request) -> UUID | None:
    """The header's key; raises ValidationError for one that is no UUID."""
    told = request.headers.get("Idempotency-Key")
    if not told:
        return None
    try:
        key: UUID = serializers.UUIDField().run_validation(told)
    except ValidationError as wrong:
        raise ValidationError({"Idempotency-Key": wrong.detail}) from None
    return key
