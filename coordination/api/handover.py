"""The hand-over between shifts, and the list for an outage, as the pages have them."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.web.middleware import assignment_of
from coordination.actions.list_looks import mark_all_seen
from coordination.api.worklist import WorklistRow
from coordination.web.handover_lines import SHIFT, Handover, handover_of, lines_for_outage


class NewsInCase(serializers.Serializer[Any]):
    """What somebody else has registered, a colleague too; its content is read in the case."""

    step = serializers.CharField()
    at = serializers.DateTimeField()
    unit = serializers.CharField()


class HandoverLine(serializers.Serializer[Any]):
    """A case of the worklist, and what others have done in it since."""

    row = WorklistRow()
    news = NewsInCase(many=True)


class GoneFromList(serializers.Serializer[Any]):
    """A case that has left the list since then, and by what."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    news = NewsInCase()


class HandoverContent(serializers.Serializer[Handover]):
    """`since` is from when something is new: when the assignment's person last looked, or twelve hours ago."""

    since = serializers.DateTimeField()
    lines = HandoverLine(many=True)
    gone = GoneFromList(many=True)


class HandoverAsked(serializers.Serializer[Any]):
    """What is asked for; nothing said means since the assignment's person last looked."""

    since = serializers.ChoiceField(choices=[SHIFT], required=False, help_text="Of the last twelve hours.")


class ShiftHandover(APIView):
    """Every open case of the unit, without its patient."""

    @extend_schema(operation_id="read_handover", parameters=[HandoverAsked], responses=HandoverContent)
    def get(self, request: Request) -> Response:
        by = assignment_of(request)
        require(by, Permission.READ_CASE)
        asked = HandoverAsked(data=request.query_params)
        asked.is_valid(raise_exception=True)
        told = handover_of(by, timezone.now(), asked.validated_data.get("since", ""))
        return Response(HandoverContent(told).data)


class HandoverSeen(APIView):
    """The assignment's person has gone through it: what is new is counted from now."""

    @extend_schema(operation_id="mark_handover_seen", request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        by = assignment_of(request)
        require(by, Permission.READ_CASE)
        mark_all_seen(by=by)
        return Response(status=204)


class OutageLine(serializers.Serializer[Any]):
    """What has to be known of a patient while nothing can be looked up. `name` is null for a protected identity."""

    row = WorklistRow()
    name = serializers.SerializerMethodField()
    identity_number = serializers.CharField(source="number")

    def get_name(self, line: Any) -> str | None:
        return None if line.row.is_protected else line.full_name


class OutageList(APIView):
    """The unit's open cases with names and identity numbers. Each look is logged."""

    @extend_schema(operation_id="list_for_outage", responses=OutageLine(many=True))
    def get(self, request: Request) -> Response:
        lines = lines_for_outage(assignment_of(request), timezone.now())
        return Response(OutageLine(lines, many=True).data)
