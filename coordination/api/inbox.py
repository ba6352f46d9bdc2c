"""What the asker's unit has been told, without any patient; what happened is read in the case."""

from datetime import datetime

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.web.middleware import assignment_of
from coordination.actions.deliveries import mark_one_read
from coordination.api.key_pages import LatestFirst, PageAsked
from coordination.models import Delivery
from coordination.web.inbox_rows import messages_of


class MessageInInbox(serializers.Serializer[Delivery]):
    """It tells of a step of another unit's, or reminds of a deadline or of a month's date: the others are null.

    `is_open` says whether the case can still be read: one that was registered by mistake is closed to the unit.
    """

    id = serializers.IntegerField()
    case = serializers.UUIDField(source="case_id", allow_null=True)
    number = serializers.CharField(source="case.number", allow_null=True, default=None)
    is_open = serializers.BooleanField()
    step = serializers.CharField(source="event.step", allow_null=True, default=None)
    sequence = serializers.IntegerField(source="event.sequence", allow_null=True, default=None)
    sender = serializers.CharField(source="event.by.unit.name", allow_null=True, default=None)
    deadline = serializers.CharField(source="reminder.kind", allow_null=True, default=None)
    date = serializers.CharField(source="announcement.kind", allow_null=True, default=None)
    month = serializers.CharField(source="announcement.month", allow_null=True, default=None)
    due_at = serializers.SerializerMethodField()
    to_head = serializers.BooleanField(source="reminder.to_head", allow_null=True, default=None)
    on_behalf_of = serializers.CharField(
        source="on_behalf_of.name",
        allow_null=True,
        default=None,
        help_text="Whose message it is, where the asker's unit is told because it is on duty.",
    )
    created_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)
    read_by = serializers.CharField(source="read_by.user.name", allow_null=True, default=None)

    def get_due_at(self, message: Delivery) -> datetime | None:
        about = message.reminder or message.announcement
        return about.due_at if about else None


class InboxAsked(PageAsked):
    """What is asked for; nothing said means all."""

    is_unread = serializers.BooleanField(required=False, allow_null=True, default=None)


class Inbox(ListAPIView[Delivery]):
    """The unit's messages, the latest first. Nobody counts them: go on by `next`, and back by `previous`."""

    serializer_class = MessageInInbox
    pagination_class = LatestFirst

    def get_queryset(self) -> QuerySet[Delivery]:
        asked = InboxAsked(data=self.request.query_params)
        asked.is_valid(raise_exception=True)
        messages = messages_of(assignment_of(self.request))
        if asked.validated_data["is_unread"] is None:
            return messages
        return messages.filter(read_at__isnull=asked.validated_data["is_unread"])

    @extend_schema(operation_id="list_inbox", parameters=[InboxAsked])
    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        require(assignment_of(request), Permission.READ_INBOX)
        return super().get(request, *args, **kwargs)


class ReadMessage(APIView):
    """Marks a message as read: whoever asks takes care that a person sees it. Asking again changes nothing."""

    @extend_schema(operation_id="mark_message_read", request=None, responses=MessageInInbox)
    def post(self, request: Request, message_id: int) -> Response:
        by = assignment_of(request)
        require(by, Permission.READ_INBOX)
        message = get_object_or_404(messages_of(by), pk=message_id)
        mark_one_read(by=by, message=message)
        return Response(MessageInInbox(messages_of(by).get(pk=message.pk)).data)
