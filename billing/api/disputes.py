"""/api/v1/disputes/: statements that a municipality contests, and what the parties do about it."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.models import Assignment
from accounts.web.middleware import assignment_of
from billing.access import month_scope, record_look_at_statement
from billing.actions import disputes as actions
from billing.api.dispute_content import (
    ContestContent,
    DisputeDecisionContent,
    DisputeList,
    DisputeTold,
    LogContent,
    StepContent,
    WholeDispute,
)
from billing.api.statements import own, valid
from billing.core.dispute_life import DisputeStep, Outcome
from billing.models import Dispute

MOST = 500


class Disputes(APIView):
    """The latest, 500 at most."""

    @extend_schema(operation_id="list_disputes", responses=DisputeList)
    def get(self, request: Request) -> Response:
        reader = assignment_of(request)
        month_scope(reader)
        found = Dispute.objects.visible_to(reader).select_related("statement").order_by("-pk")[:MOST]
        return Response(DisputeList({"disputes": found}).data)


class Contest(APIView):
    """The municipality contests lines of a statement, or all of it."""

    @extend_schema(operation_id="contest_statement", request=ContestContent, responses={201: DisputeTold})
    def post(self, request: Request, number: str) -> Response:
        by = assignment_of(request)
        found = own(by, number)
        require(by, Permission.CONTEST_STATEMENT)
        made = actions.open_dispute(found, by=by, **valid(ContestContent, request))
        return Response(DisputeTold(made).data, status=201)


class DisputeWhole(APIView):
    """One dispute with its log."""

    @extend_schema(operation_id="read_dispute", responses=WholeDispute)
    def get(self, request: Request, number: int) -> Response:
        reader = assignment_of(request)
        found = _own(reader, number)
        record_look_at_statement(reader, found.statement.number, what="dispute by API")
        log = found.events.select_related("by__unit__organisation")
        if reader.unit.organisation.code != found.region_code:
            log = log.exclude(step=DisputeStep.DECISION_PROPOSED)
        return Response(WholeDispute({"dispute": found, "log": log}).data)


class StepOfDispute(APIView):
    """A step that needs no more than words, if those."""

    permission: Permission
    content: Any = StepContent
    takes: Any

    def step(self, request: Request, number: int) -> Response:
        by = assignment_of(request)
        found = _own(by, number)
        require(by, self.permission)
        type(self).takes(found, by=by, **valid(self.content, request))
        return Response(DisputeTold(_own(by, number)).data)


class DisputeNote(StepOfDispute):
    permission, takes = Permission.TAKE_PART_IN_DISPUTE, staticmethod(actions.note)
    content = LogContent

    @extend_schema(operation_id="note_in_dispute", request=LogContent, responses=DisputeTold)
    def post(self, request: Request, number: int) -> Response:
        return self.step(request, number)


class DisputeAnalysis(StepOfDispute):
    permission, takes = Permission.CONTEST_STATEMENT, staticmethod(actions.start_analysis)

    @extend_schema(operation_id="start_joint_analysis", request=StepContent, responses=DisputeTold)
    def post(self, request: Request, number: int) -> Response:
        return self.step(request, number)


class DisputeEscalation(StepOfDispute):
    permission, takes = Permission.TAKE_PART_IN_DISPUTE, staticmethod(actions.escalate)

    @extend_schema(operation_id="escalate_dispute", request=StepContent, responses=DisputeTold)
    def post(self, request: Request, number: int) -> Response:
        return self.step(request, number)


class DisputeWithdrawal(StepOfDispute):
    permission, takes = Permission.CONTEST_STATEMENT, staticmethod(actions.withdraw_dispute)

    @extend_schema(operation_id="withdraw_dispute", request=StepContent, responses=DisputeTold)
    def post(self, request: Request, number: int) -> Response:
        return self.step(request, number)


class DisputeDecisionProposal(APIView):
    """One of the region's controllers proposes a decision."""

    @extend_schema(
        operation_id="propose_dispute_decision", request=DisputeDecisionContent, responses=DisputeTold
    )
    def post(self, request: Request, number: int) -> Response:
        by = assignment_of(request)
        found = _own(by, number)
        require(by, Permission.DECIDE_DISPUTE)
        said = valid(DisputeDecisionContent, request)
        actions.propose_decision(found, by=by, outcome=Outcome(said["outcome"]), reason=said["reason"])
        return Response(DisputeTold(_own(by, number)).data)


class DisputeDecision(APIView):
    """Another one decides so."""

    @extend_schema(operation_id="decide_dispute", request=None, responses=DisputeTold)
    def post(self, request: Request, number: int) -> Response:
        by = assignment_of(request)
        found = _own(by, number)
        require(by, Permission.DECIDE_DISPUTE)
        actions.decide_dispute(found, by=by)
        return Response(DisputeTold(_own(by, number)).data)


def _own(reader: Assignment, number: int) -> Dispute:
    """One of the reader's organisation; another's is not there to be found (404)."""
    month_scope(reader)
    return get_object_or_404(Dispute.objects.visible_to(reader).select_related("statement"), pk=number)
