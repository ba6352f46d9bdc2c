"""When a region's parties are reminded of each kind of deadline, with the rules of the page."""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.web.middleware import assignment_of
from coordination.actions.reminder_levels import set_levels
from coordination.core.deadline import DeadlineKind
from coordination.core.reminders import Level, LevelSettings, levels
from coordination.reminder_settings import level_settings


class LevelContent(serializers.Serializer[Level]):
    """So many minutes after the time, before it where negative; one to the head reaches the unit as well."""

    minutes = serializers.IntegerField()
    to_head = serializers.BooleanField(default=False)


class LevelsOfKind(serializers.Serializer[Any]):
    """`is_set` says that the region has set them; the others are Hemgång's own."""

    kind = serializers.CharField()
    is_set = serializers.BooleanField()
    levels = LevelContent(many=True)


class LevelsToSet(serializers.Serializer[Any]):
    """The levels from now on; null goes back to Hemgång's own."""

    levels = LevelContent(many=True, allow_null=True)


class ReminderLevels(APIView):
    """Every kind of deadline with its levels in the asker's region."""

    @extend_schema(operation_id="list_reminder_levels", responses=LevelsOfKind(many=True))
    def get(self, request: Request) -> Response:
        by = assignment_of(request)
        require(by, Permission.ADMINISTER_ORGANISATION)
        settings = level_settings(by.unit.organisation.region_code)
        return Response(list(_told(DeadlineKind, settings)))


class ReminderLevelsOf(APIView):
    """One kind's levels, for the region's administrators to set."""

    @extend_schema(operation_id="set_reminder_levels", request=LevelsToSet, responses=LevelsOfKind)
    def post(self, request: Request, kind: str) -> Response:
        by = assignment_of(request)
        require(by, Permission.ADMINISTER_ORGANISATION)
        if kind not in set(DeadlineKind):
            raise NotFound
        content = LevelsToSet(data=request.data)
        content.is_valid(raise_exception=True)
        told = content.validated_data["levels"]
        chosen = DeadlineKind(kind)
        set_levels(by=by, kind=chosen, levels=None if told is None else [Level(**one) for one in told])
        return Response(next(iter(_told([chosen], level_settings(by.unit.organisation.code)))))


def _told(kinds: Iterable[DeadlineKind], settings: LevelSettings) -> Iterable[dict[str, Any]]:
    for kind in kinds:
        shown = LevelContent(list(levels(kind, settings)), many=True).data  # type: ignore[arg-type]  # many of them
        yield {"kind": kind.value, "is_set": kind in settings, "levels": shown}
