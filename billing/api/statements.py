"""/api/v1/statements/: what has been issued, and what the two sides do about it."""

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
from billing.access import record_look_at_statement, statements_of
from billing.actions.credits import credit_statement, propose_credit
from billing.actions.payments import register_payment
from billing.actions.statements import acknowledge_statement
from billing.api.statement_content import (
    CreditContent,
    PaymentContent,
    StatementList,
    StatementTold,
    WholeStatement,
)
from billing.models import Statement
from billing.statements.stored import content_of

MOST = 500


class Statements(APIView):
    """What a region has issued, or a municipality been issued: the latest, 500 at most."""

    @extend_schema(operation_id="list_statements", responses=StatementList)
    def get(self, request: Request) -> Response:
        found = statements_of(assignment_of(request)).with_standing().with_people()
        return Response(StatementList({"statements": found.order_by("-issued_at", "-place")[:MOST]}).data)


class StatementWhole(APIView):
    """One document with all that it says."""

    @extend_schema(operation_id="read_statement", responses=WholeStatement)
    def get(self, request: Request, number: str) -> Response:
        reader = assignment_of(request)
        found = own(reader, number)
        record_look_at_statement(reader, number, what="statement by API")
        return Response(WholeStatement({"statement": found, "content": content_of(found)}).data)


class Acknowledgement(APIView):
    """The municipality has seen it."""

    @extend_schema(operation_id="acknowledge_statement", request=None, responses=StatementTold)
    def post(self, request: Request, number: str) -> Response:
        by = assignment_of(request)
        acknowledge_statement(own(by, number), by=by)
        return told(by, number)


class Payment(APIView):
    """The whole amount has come."""

    @extend_schema(operation_id="register_payment", request=PaymentContent, responses=StatementTold)
    def post(self, request: Request, number: str) -> Response:
        by = assignment_of(request)
        found = own(by, number)
        require(by, Permission.REGISTER_PAYMENT)
        register_payment(found, by=by, **valid(PaymentContent, request))
        return told(by, number)


class CreditProposal(APIView):
    """One controller of the region proposes a credit note."""

    @extend_schema(operation_id="propose_credit", request=CreditContent, responses=StatementTold)
    def post(self, request: Request, number: str) -> Response:
        by = assignment_of(request)
        found = own(by, number)
        require(by, Permission.CREDIT_STATEMENT)
        propose_credit(found, by=by, **valid(CreditContent, request))
        return told(by, number)


class Credit(APIView):
    """Another one issues it."""

    @extend_schema(operation_id="credit_statement", request=None, responses={201: StatementTold})
    def post(self, request: Request, number: str) -> Response:
        by = assignment_of(request)
        note = credit_statement(own(by, number), by=by)
        return told(by, note.number, status=201)


def own(reader: Assignment, number: str) -> Statement:
    """One of the reader's organisation; another's is not there to be found (404)."""
    return get_object_or_404(statements_of(reader).with_standing().with_people(), number=number)


def told(reader: Assignment, number: str, *, status: int = 200) -> Response:
    """Where a document stands now."""
    return Response(StatementTold(own(reader, number)).data, status=status)


def valid(kind: Any, request: Request) -> dict[str, Any]:
    """What was sent, as the serializer reads it; a refusal where it cannot."""
    content = kind(data=request.data)
    content.is_valid(raise_exception=True)
    return dict(content.validated_data)
