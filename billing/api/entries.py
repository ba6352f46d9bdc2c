"""/api/v1/daily-amounts/ and /api/v1/terminations/: entered by one administrator, approved by another."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Assignment
from accounts.web.middleware import assignment_of
from billing.actions.daily_amounts import enter_daily_amount, require_regions_administrator
from billing.actions.terminations import enter_termination, require_partys_administrator
from billing.actions.two_people import approve
from billing.api.entry_content import (
    DailyAmountContent,
    DailyAmountList,
    TerminationContent,
    TerminationList,
)
from billing.models import EndingKind, EnteredDailyAmount, EnteredTermination
from billing.models.two_people import ByTwoPeopleQuerySet


def own(rows: ByTwoPeopleQuerySet[Any], by: Assignment) -> ByTwoPeopleQuerySet[Any]:
    """Those of the asker's organisation: another's are not there to be found."""
    return rows.filter(organisation_id=by.unit.organisation_id).with_people()


class DailyAmounts(APIView):
    """A region's daily amounts, to its administrators."""

    @extend_schema(operation_id="list_daily_amounts", responses=DailyAmountList)
    def get(self, request: Request) -> Response:
        by = assignment_of(request)
        require_regions_administrator(by)
        rows = own(EnteredDailyAmount.objects.all(), by).latest_first()
        return Response(DailyAmountList({"daily_amounts": rows}).data)

    @extend_schema(
        operation_id="enter_daily_amount", request=DailyAmountContent, responses={201: DailyAmountContent}
    )
    def post(self, request: Request) -> Response:
        by = assignment_of(request)
        require_regions_administrator(by)
        content = DailyAmountContent(data=request.data)
        content.is_valid(raise_exception=True)
        entered = enter_daily_amount(by=by, **content.validated_data)
        return Response(DailyAmountContent(entered).data, status=201)


class DailyAmountApproval(APIView):
    """The second person's approval."""

    @extend_schema(operation_id="approve_daily_amount", request=None, responses=DailyAmountContent)
    def post(self, request: Request, amount_id: int) -> Response:
        by = assignment_of(request)
        require_regions_administrator(by)
        entered = get_object_or_404(own(EnteredDailyAmount.objects.all(), by), pk=amount_id)
        return Response(DailyAmountContent(approve(entered, by=by)).data)


class Terminations(APIView):
    """What ends the agreements of a region or a municipality, to its administrators."""

    @extend_schema(operation_id="list_terminations", responses=TerminationList)
    def get(self, request: Request) -> Response:
        by = assignment_of(request)
        require_partys_administrator(by)
        rows = own(EnteredTermination.objects.all(), by).latest_first()
        return Response(TerminationList({"terminations": rows}).data)

    @extend_schema(
        operation_id="enter_termination", request=TerminationContent, responses={201: TerminationContent}
    )
    def post(self, request: Request) -> Response:
        by = assignment_of(request)
        require_partys_administrator(by)
        content = TerminationContent(data=request.data)
        content.is_valid(raise_exception=True)
        said = {**content.validated_data, "kind": EndingKind(content.validated_data["kind"])}
        return Response(TerminationContent(enter_termination(by=by, **said)).data, status=201)


class TerminationApproval(APIView):
    """The second person's approval."""

    @extend_schema(operation_id="approve_termination", request=None, responses=TerminationContent)
    def post(self, request: Request, termination_id: int) -> Response:
        by = assignment_of(request)
        require_partys_administrator(by)
        entered = get_object_or_404(own(EnteredTermination.objects.all(), by), pk=termination_id)
        return Response(TerminationContent(approve(entered, by=by)).data)
