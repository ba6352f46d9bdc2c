"""What waits for the asker's unit, by when, and what follows otherwise; and the ward's beds. Patients have no names."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.web.middleware import assignment_of
from coordination.core.states import Capacity
from coordination.models import Case
from coordination.web.board import board_rows
from coordination.web.worklist_rows import row
from coordination.worklist_choices import HOME_WITHIN_DAYS, HOW_THINGS_STAND, condition
from coordination.worklist_query import capacity_of, worklist


class WorklistRow(serializers.Serializer[Any]):
    """A case and the next `step` in it: the unit's own where `is_mine`, else that of whom it `waits_for`.

    `due_at` is null where it is wanted at once. `version` is what the step's call wants; `otherwise` says in words
    what follows.
    """

    case = serializers.UUIDField(source="id")
    number = serializers.CharField()
    version = serializers.IntegerField()
    step = serializers.CharField(allow_null=True)
    due_at = serializers.DateTimeField(allow_null=True)
    is_binding = serializers.BooleanField()
    is_late = serializers.BooleanField()
    is_mine = serializers.BooleanField()
    waits_for = serializers.CharField()
    otherwise = serializers.CharField()
    estimated_discharge_at = serializers.DateTimeField(allow_null=True)
    came_by_default = serializers.BooleanField(help_text="As in the case.")
    on_leave_until = serializers.DateTimeField(allow_null=True)


class WorklistAsked(serializers.Serializer[Any]):
    """What is asked for; nothing said means all."""

    state = serializers.ChoiceField(choices=list(HOW_THINGS_STAND), required=False)
    municipality = serializers.CharField(required=False, help_text="The liable municipality's code.")
    home = serializers.ChoiceField(
        choices=list(HOME_WITHIN_DAYS), required=False, help_text="Estimated home within so many days."
    )


class Worklist(ListAPIView[Case]):
    """In the order of the first page: what the unit must do itself, by when, then what it waits for."""

    serializer_class = WorklistRow

    @extend_schema(operation_id="list_worklist", parameters=[WorklistAsked])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        by, now = assignment_of(request), timezone.now()
        require(by, Permission.READ_CASE)
        asked = WorklistAsked(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = worklist(by, now).filter(condition(asked.validated_data, now))
        rows = [row(one, now) for one in self.paginate_queryset(found) or ()]
        return self.get_paginated_response(WorklistRow(rows, many=True).data)


class Bed(serializers.Serializer[Any]):
    """A bed, empty where the patient has none yet, with what the board on the wall shows."""

    bed = serializers.CharField()
    initials = serializers.CharField(help_text="A dash for a protected identity.")
    next = WorklistRow(source="row")


class Board(APIView):
    """The ward's open cases in the order of their beds. Units that are no wards have none."""

    @extend_schema(operation_id="list_board", responses=Bed(many=True))
    def get(self, request: Request) -> Response:
        by = assignment_of(request)
        require(by, Permission.READ_CASE)
        if capacity_of(by) is not Capacity.WARD:
            raise Http404
        return Response(Bed(board_rows(by, timezone.now()), many=True).data)
