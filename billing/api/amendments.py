"""/api/v1/amendments/: what parties have signed besides a text, entered by one administrator, approved by another."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.web.middleware import assignment_of
from billing.actions.amendments import enter_amendment
from billing.actions.terminations import require_partys_administrator
from billing.actions.two_people import approve
from billing.api.entries import own
from billing.api.entry_content import AmendmentContent, AmendmentList
from billing.models import SignedAmendment


class Amendments(APIView):
    """The organisation's own; the approved ones of every party stand with the text."""

    @extend_schema(operation_id="list_amendments", responses=AmendmentList)
    def get(self, request: Request) -> Response:
        by = assignment_of(request)
        require_partys_administrator(by)
        rows = own(SignedAmendment.objects.all(), by).latest_first()
        return Response(AmendmentList({"amendments": rows}).data)

    @extend_schema(
        operation_id="enter_amendment", request=AmendmentContent, responses={201: AmendmentContent}
    )
    def post(self, request: Request) -> Response:
        by = assignment_of(request)
        require_partys_administrator(by)
        content = AmendmentContent(data=request.data)
        content.is_valid(raise_exception=True)
        return Response(AmendmentContent(enter_amendment(by=by, **content.validated_data)).data, status=201)


class AmendmentApproval(APIView):
    """The second person's approval."""

    @extend_schema(operation_id="approve_amendment", request=None, responses=AmendmentContent)
    def post(self, request: Request, amendment_id: int) -> Response:
        by = assignment_of(request)
        require_partys_administrator(by)
        entered = get_object_or_404(own(SignedAmendment.objects.all(), by), pk=amendment_id)
        return Response(AmendmentContent(approve(entered, by=by)).data)
