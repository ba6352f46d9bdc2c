"""/api/v1/sendings/: what has left the region of its documents, and sending again what could not."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.web.middleware import assignment_of
from billing.access import sendings_of
from billing.actions.sendings import send_again
from billing.api.statements import own
from billing.models import Sending, SendingKind, SendingState

MOST = 500


class SendingTold(serializers.Serializer[Sending]):
    """One file on its way; it has the same `key` each time it is tried."""

    key = serializers.UUIDField()
    number = serializers.CharField(source="statement.number")
    kind = serializers.ChoiceField([kind.value for kind in SendingKind])
    state = serializers.ChoiceField([state.value for state in SendingState])
    attempts = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    next_attempt_at = serializers.DateTimeField(allow_null=True)
    sent_at = serializers.DateTimeField(allow_null=True)
    failed_at = serializers.DateTimeField(allow_null=True)
    fault = serializers.CharField(allow_blank=True, help_text="A code of the last attempt.")
    digest = serializers.CharField(allow_blank=True, help_text="SHA-256 of the bytes that were sent.")


class SendingList(serializers.Serializer[Any]):
    """What failed first, then what waits, then the latest: 500 at most."""

    sendings = SendingTold(many=True)


class Sendings(APIView):
    """To the controllers of the region that sends them."""

    @extend_schema(operation_id="list_sendings", responses=SendingList)
    def get(self, request: Request) -> Response:
        return Response(SendingList({"sendings": sendings_of(assignment_of(request))[:MOST]}).data)


class SendAgain(APIView):
    """What failed of a document is tried again, and what was never to be sent for want of details is sent."""

    @extend_schema(operation_id="send_statement", request=None, responses=SendingList)
    def post(self, request: Request, number: str) -> Response:
        by = assignment_of(request)
        found = own(by, number)
        require(by, Permission.ISSUE_STATEMENT)
        send_again(found, by=by)
        return Response(SendingList({"sendings": sendings_of(by).filter(statement=found)}).data)
