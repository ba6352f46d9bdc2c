"""A unit's deviations, without any patient; what was written is read in the case."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.web.middleware import assignment_of
from coordination.core.messages import DeviationCategory
from coordination.deviations import DeviationFilter, deviations
from coordination.models import Event


class DeviationInList(serializers.Serializer[Event]):
    """`sequence` is its number among the case's events. Open while a receiver has not followed it up."""

    case = serializers.UUIDField(source="case_id")
    number = serializers.CharField(source="case.number")
    sequence = serializers.IntegerField()
    category = serializers.ChoiceField(
        source="payload.category", choices=[(one.value, one.name) for one in DeviationCategory]
    )
    occurred_at = serializers.DateTimeField()
    unit = serializers.CharField(source="by.unit.name")
    receivers = serializers.SerializerMethodField()
    is_received = serializers.BooleanField()
    is_open = serializers.BooleanField()

    def get_receivers(self, event: Event) -> list[str]:
        return [one["name"] for one in event.payload["receivers"]]


class DeviationsAsked(serializers.Serializer[Any]):
    """What is asked for; nothing said means all."""

    is_open = serializers.BooleanField(required=False, allow_null=True, default=None)
    category = serializers.ChoiceField(choices=[one.value for one in DeviationCategory], required=False)
    first = serializers.DateField(required=False)
    last = serializers.DateField(required=False, help_text="The last day included.")


class Deviations(ListAPIView[Event]):
    """Those that the asker's unit has reported or received, open ones first, then the latest."""

    serializer_class = DeviationInList

    def get_queryset(self) -> QuerySet[Event]:
        asked = DeviationsAsked(data=self.request.query_params)
        asked.is_valid(raise_exception=True)
        return deviations(assignment_of(self.request), DeviationFilter(**asked.validated_data))

    @extend_schema(operation_id="list_deviations", parameters=[DeviationsAsked])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        require(assignment_of(request), Permission.READ_CASE)
        return super().get(request, *args, **kwargs)
