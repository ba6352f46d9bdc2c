"""/api/v1/invoicing/: whether a region issues statements, decided by one administrator, approved by another."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.web.middleware import assignment_of
from billing.actions.daily_amounts import require_regions_administrator
from billing.actions.issuing import decide_issuing
from billing.actions.two_people import approve
from billing.api.entries import own
from billing.api.entry_content import IssuingContent, IssuingList
from billing.models import IssuingDecision


class IssuingDecisions(APIView):
    """A region's decisions, to its administrators; without any it issues statements."""

    @extend_schema(operation_id="list_issuing_decisions", responses=IssuingList)
    def get(self, request: Request) -> Response:
        by = assignment_of(request)
        require_regions_administrator(by)
        rows = own(IssuingDecision.objects.all(), by).latest_first()
        return Response(IssuingList({"decisions": rows}).data)

    @extend_schema(operation_id="decide_issuing", request=IssuingContent, responses={201: IssuingContent})
    def post(self, request: Request) -> Response:
        by = assignment_of(request)
        require_regions_administrator(by)
        content = IssuingContent(data=request.data)
        content.is_valid(raise_exception=True)
        return Response(IssuingContent(decide_issuing(by=by, **content.validated_data)).data, status=201)


class IssuingApproval(APIView):
    """The second person's approval."""

    @extend_schema(operation_id="approve_issuing_decision", request=None, responses=IssuingContent)
    def post(self, request: Request, decision_id: int) -> Response:
        by = assignment_of(request)
        require_regions_administrator(by)
        entered = get_object_or_404(own(IssuingDecision.objects.all(), by), pk=decision_id)
        return Response(IssuingContent(approve(entered, by=by)).data)
