"""The access log for whoever reviews it, with the rules of the page; looking at the log is logged too."""

from typing import Any
from uuid import UUID

from django.db import transaction
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
from accounts.audit import marks_of
from accounts.models import AccessLogEntry, User
from accounts.web.middleware import assignment_of
from coordination.api.fields import person_field
from coordination.api.key_pages import LatestFirst, PageAsked
from coordination.web.log_query import (
    PEOPLE_AT_MOST,
    LogFilter,
    cases_called,
    extract,
    log_the_look,
    looks,
    people_called,
)
from coordination.web.search_query import as_sought

MARK = r"^[0-9a-f]{24}$"


class LookInLog(serializers.Serializer[AccessLogEntry]):
    """Who looked at what, and when. `case` is null where the look was at many or in vain: then `subject` says what."""

    looked_at = serializers.DateTimeField()
    person = serializers.IntegerField(source="user_id")
    name = serializers.CharField(source="user.name")
    role = serializers.CharField(source="assignment.role")
    unit = serializers.CharField(source="assignment.unit.hsa_id")
    what = serializers.CharField()
    why = serializers.CharField()
    case = serializers.UUIDField(source="case_id", allow_null=True)
    number = serializers.CharField(allow_null=True)
    subject = serializers.CharField()


class LogAsked(PageAsked):
    """What is asked for; nothing said means the latest thirty days. Names and numbers are found by `find` first."""

    first = serializers.DateField(required=False)
    last = serializers.DateField(required=False, help_text="The last day included.")
    person = serializers.IntegerField(required=False, min_value=1)
    case = serializers.ListField(child=serializers.UUIDField(), required=False, help_text="Any of these.")
    sought = serializers.ListField(
        child=serializers.RegexField(MARK), required=False, help_text="Marks of what was sought in vain."
    )

    def filter(self) -> LogFilter:
        """As the page's own."""
        told = self.validated_data
        cases, sought = tuple(told.get("case", ())), tuple(told.get("sought", ()))
        asked = LogFilter(told.get("first"), told.get("last"), told.get("person"), cases, sought)
        return asked.or_latest(timezone.localdate())


class LatestLooks(LatestFirst):
    clock = "looked_at"


class AccessLog(ListAPIView[AccessLogEntry]):
    """Looks by people of the reviewer's own organisation, the latest first."""

    serializer_class = LookInLog
    pagination_class = LatestLooks

    @extend_schema(operation_id="list_looks", parameters=[LogAsked])
    @transaction.atomic
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        by = assignment_of(request)
        require(by, Permission.REVIEW_LOG)
        asked = LogAsked(data=request.query_params)
        asked.is_valid(raise_exception=True)
        wanted = asked.filter()
        found = list(self.paginate_queryset(looks(by, wanted)) or ())
        log_the_look(by, wanted, found)
        return self.get_paginated_response(LookInLog(found, many=True).data)  # type: ignore[arg-type]  # many of them


class CalledInLog(serializers.Serializer[Any]):
    """What people call whom or what they look for. In a body: addresses are written down."""

    person = person_field(required=False, help_text="A name or an e-mail address.")
    number = serializers.CharField(max_length=40, required=False, help_text="A case number.")
    sought = serializers.CharField(
        max_length=120, required=False, help_text="The number or name that was sought."
    )


class PersonInLog(serializers.ModelSerializer[User]):
    class Meta:
        model = User
        fields = ("id", "name", "title", "email")


class FoundInLog(serializers.Serializer[Any]):
    """What the list takes as `person`, `case` and `sought`."""

    people = PersonInLog(many=True)
    cases = serializers.ListField(child=serializers.UUIDField())
    sought = serializers.ListField(child=serializers.CharField())


class FindInLog(APIView):
    """At most twenty people who have worked in the organisation, and cases at which somebody there has looked."""

    @extend_schema(operation_id="find_in_log", request=CalledInLog, responses=FoundInLog)
    def post(self, request: Request) -> Response:
        by = assignment_of(request)
        require(by, Permission.REVIEW_LOG)
        content = CalledInLog(data=request.data)
        content.is_valid(raise_exception=True)
        said = content.validated_data
        found = {
            "people": people_called(by, said["person"])[:PEOPLE_AT_MOST] if "person" in said else (),
            "cases": cases_called(by, said["number"]) if "number" in said else (),
            "sought": marks_of(as_sought(said["sought"])) if "sought" in said else (),
        }
        return Response(FoundInLog(found).data)


class LookInExtract(serializers.Serializer[AccessLogEntry]):
    looked_at = serializers.DateTimeField()
    unit = serializers.CharField(source="assignment.unit.name")


class LogExtract(serializers.Serializer[Any]):
    """PDL 8:5. When the patient's details in the case were read, and from which unit."""

    organisation = serializers.CharField()
    number = serializers.CharField()
    looks = LookInExtract(many=True)


class ExtractOfLog(APIView):
    """For the patient, of the reviewer's own organisation's looks."""

    @extend_schema(operation_id="read_log_extract", responses=LogExtract)
    def get(self, request: Request, case_id: UUID) -> Response:
        by = assignment_of(request)
        entries = extract(by, case_id)
        if not entries:
            raise Http404
        number = entries[0].number  # type: ignore[attr-defined]  # an annotation
        told = {"organisation": by.unit.organisation.name, "number": number, "looks": entries}
        return Response(LogExtract(told).data)
