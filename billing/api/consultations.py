"""/api/v1/consultations/: the consultation log of the agreements that the asker's organisation is a party to."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.web.middleware import assignment_of
from billing.access import planned_change
from billing.actions.consultations import answer_change, register_change, withdraw_change
from billing.models import PlannedChange, Position
from billing.texts.consultations import consulted


class PartyTold(serializers.Serializer[Any]):
    """One of the other parties and its last answer; without one `position` is null."""

    code = serializers.CharField()
    name = serializers.CharField()
    position = serializers.CharField(source="answer.position", allow_null=True, default=None)
    words = serializers.CharField(source="answer.words", allow_null=True, default=None)
    answered_at = serializers.DateTimeField(source="answer.answered_at", allow_null=True, default=None)


class ChangeContent(serializers.Serializer[Any]):
    """A change that a party plans, and what the others say of it."""

    id = serializers.IntegerField(read_only=True)
    agreement = serializers.CharField(max_length=60)
    organisation = serializers.CharField(source="organisation.code", read_only=True)
    title = serializers.CharField(max_length=120)
    what = serializers.CharField(max_length=2000)
    takes_effect_on = serializers.DateField()
    registered_at = serializers.DateTimeField(read_only=True)
    withdrawn_at = serializers.DateTimeField(read_only=True, allow_null=True)
    parties = serializers.SerializerMethodField()

    @extend_schema_field(PartyTold(many=True))
    def get_parties(self, change: PlannedChange) -> Any:
        return PartyTold(consulted(change), many=True).data


class ChangeList(serializers.Serializer[Any]):
    """Those that take effect last first."""

    changes = ChangeContent(many=True)


class AnswerContent(serializers.Serializer[Any]):
    """What the asker's organisation says; words are needed unless there is no objection."""

    position = serializers.ChoiceField([one.value for one in Position])
    words = serializers.CharField(max_length=2000, allow_blank=True, default="")


class Consultations(APIView):
    """The log, and another change."""

    @extend_schema(operation_id="list_planned_changes", responses=ChangeList)
    def get(self, request: Request) -> Response:
        by = assignment_of(request)
        require(by, Permission.CONSULT)
        found = PlannedChange.objects.visible_to(by).with_answers().order_by("-takes_effect_on", "-pk")
        return Response(ChangeList({"changes": found}).data)

    @extend_schema(
        operation_id="register_planned_change", request=ChangeContent, responses={201: ChangeContent}
    )
    def post(self, request: Request) -> Response:
        by = assignment_of(request)
        require(by, Permission.CONSULT)
        content = ChangeContent(data=request.data)
        content.is_valid(raise_exception=True)
        return Response(ChangeContent(register_change(by=by, **content.validated_data)).data, status=201)


class Consultation(APIView):
    """One change."""

    @extend_schema(operation_id="read_planned_change", responses=ChangeContent)
    def get(self, request: Request, change_id: int) -> Response:
        return Response(ChangeContent(planned_change(assignment_of(request), change_id)).data)


class ConsultationAnswers(APIView):
    """The own organisation's answer, until the change takes effect."""

    @extend_schema(
        operation_id="answer_planned_change", request=AnswerContent, responses={201: ChangeContent}
    )
    def post(self, request: Request, change_id: int) -> Response:
        by = assignment_of(request)
        change = planned_change(by, change_id)
        content = AnswerContent(data=request.data)
        content.is_valid(raise_exception=True)
        said = {**content.validated_data, "position": Position(content.validated_data["position"])}
        answer_change(change, by=by, **said)
        return Response(ChangeContent(planned_change(by, change_id)).data, status=201)


class ConsultationWithdrawal(APIView):
    """The change will not be made."""

    @extend_schema(operation_id="withdraw_planned_change", request=None, responses=ChangeContent)
    def post(self, request: Request, change_id: int) -> Response:
        by = assignment_of(request)
        withdraw_change(planned_change(by, change_id), by=by)
        return Response(ChangeContent(planned_change(by, change_id)).data)
