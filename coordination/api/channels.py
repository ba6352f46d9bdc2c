"""How units are told besides their inboxes, and what could not be sent: for administrators, without any patient."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access.administration import administered_units
from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.api.named_units import administered_unit_called
from accounts.models import Assignment
from accounts.web.middleware import assignment_of
from coordination.actions import channels
from coordination.actions.deliveries import resend
from coordination.channel_faults import channel_faults
from coordination.models import Channel, Delivery, DeliveryState, Medium


class ChannelContent(serializers.ModelSerializer[Channel]):
    """A mail address or a webhook of a unit. What is for people (quiet hours, the head) a webhook is without."""

    unit = serializers.CharField(
        source="unit.hsa_id", required=False, help_text="The unit's HSA-id; the asker's own unless said."
    )

    class Meta:
        model = Channel
        fields = (
            "id",
            "unit",
            "medium",
            "address",
            "language",
            "for_head",
            "digest_minutes",
            "quiet_from",
            "quiet_to",
        )
        # The database's rule of one channel an address is the action's to tell of.
        validators = ()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if faults := dict(channel_faults(attrs)):
            raise serializers.ValidationError(faults)
        return attrs


class NewChannel(ChannelContent):
    """The answer to whoever adds a channel: the key that signs what a webhook gets is shown here and never again."""

    class Meta(ChannelContent.Meta):
        fields = (*ChannelContent.Meta.fields, "secret")  # type: ignore[assignment]


class Channels(ListAPIView[Channel]):
    """The channels in use of the units that the asker administers, and a new one."""

    serializer_class = ChannelContent

    def get_queryset(self) -> QuerySet[Channel]:
        return channels_of(assignment_of(self.request)).order_by("unit__sort_name", "medium", "address", "pk")

    @extend_schema(operation_id="list_channels")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        require(assignment_of(request), Permission.ADMINISTER_UNIT)
        return super().get(request, *args, **kwargs)

    @extend_schema(operation_id="add_channel", request=ChannelContent, responses={201: NewChannel})
    def post(self, request: Request) -> Response:
        by = assignment_of(request)
        require(by, Permission.ADMINISTER_UNIT)
        content = ChannelContent(data=request.data)
        content.is_valid(raise_exception=True)
        told = {**content.validated_data, "medium": Medium(content.validated_data["medium"])}
        unit = administered_unit_called(by, told.pop("unit", {"hsa_id": by.unit.hsa_id})["hsa_id"])
        return Response(NewChannel(channels.add(by=by, unit=unit, **told)).data, status=201)


class ArchiveChannel(APIView):
    """Nothing more goes there, not even what waits to."""

    @extend_schema(operation_id="archive_channel", request=None, responses={204: None})
    def post(self, request: Request, channel_id: int) -> Response:
        by = assignment_of(request)
        require(by, Permission.ADMINISTER_UNIT)
        channels.archive(by=by, channel=get_object_or_404(channels_of(by), pk=channel_id))
        return Response(status=204)


class FailedDelivery(serializers.ModelSerializer[Delivery]):
    """A message that could not be sent: what kind it was, where it was to go, and why the last attempt failed."""

    unit = serializers.CharField(source="unit.hsa_id")
    medium = serializers.ChoiceField(Medium.choices[1:])
    address = serializers.CharField(source="channel.address")
    step = serializers.CharField(source="event.step", allow_null=True, default=None)
    deadline = serializers.CharField(source="reminder.kind", allow_null=True, default=None)

    class Meta:
        model = Delivery
        fields = (
            "id",
            "key",
            "unit",
            "medium",
            "address",
            "step",
            "deadline",
            "created_at",
            "failed_at",
            "attempts",
            "fault",
        )


class FailedDeliveries(ListAPIView[Delivery]):
    """Those of the units that the asker administers, the latest first."""

    serializer_class = FailedDelivery

    def get_queryset(self) -> QuerySet[Delivery]:
        failed = failed_of(assignment_of(self.request))
        return failed.select_related("channel", "event", "reminder").order_by("-failed_at", "-pk")

    @extend_schema(operation_id="list_failed_deliveries")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        require(assignment_of(request), Permission.ADMINISTER_UNIT)
        return super().get(request, *args, **kwargs)


class ResendDelivery(APIView):
    """Tries it again, from the beginning and under the same key."""

    @extend_schema(operation_id="resend_delivery", request=None, responses={204: None})
    def post(self, request: Request, delivery_id: int) -> Response:
        by = assignment_of(request)
        require(by, Permission.ADMINISTER_UNIT)
        failed = get_object_or_404(failed_of(by), pk=delivery_id)
        resend(by=by, unit=failed.unit, delivery_id=failed.pk)
        return Response(status=204)


def channels_of(by: Assignment) -> QuerySet[Channel]:
    return Channel.objects.in_use().filter(unit__in=administered_units(by)).select_related("unit")


def failed_of(by: Assignment) -> QuerySet[Delivery]:
    return Delivery.objects.filter(
        unit__in=administered_units(by), state=DeliveryState.FAILED
    ).select_related("unit")
