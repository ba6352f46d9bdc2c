"""Finding a patient among the own unit's cases, by what the page's search takes."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.web.middleware import assignment_of
from coordination.models import Case
from coordination.web.patient_words import short_name, year_of_birth
from coordination.web.search_query import Found, find


class Wanted(serializers.Serializer[Any]):
    """A whole identity number, a case number, or the beginnings of names. In a body: addresses are written down."""

    wanted = serializers.CharField(max_length=120)


class FoundCase(serializers.Serializer[Any]):
    """As lists name a patient; of a protected identity nothing but that it is one."""

    case = serializers.UUIDField(source="id")
    number = serializers.CharField()
    status = serializers.CharField()
    version = serializers.IntegerField()
    capacity = serializers.CharField(source="parties__capacity", help_text="The asker's unit's, in the case.")
    admitted_at = serializers.DateTimeField()
    discharged_at = serializers.DateTimeField(allow_null=True)
    name = serializers.SerializerMethodField()
    born = serializers.SerializerMethodField()
    has_protected_identity = serializers.BooleanField(source="patient__has_protected_identity")
    had_that_number = serializers.BooleanField(help_text="Found by a number that was put right since.")

    def get_name(self, found: dict[str, Any]) -> str | None:
        if found["patient__has_protected_identity"]:
            return None
        names = found["snapshot__given_name"], found["snapshot__family_name"]
        return short_name(*names, is_protected=False)

    def get_born(self, found: dict[str, Any]) -> str | None:
        if found["patient__has_protected_identity"]:
            return None
        return year_of_birth(found["patient__identity_type"], found["patient__identity_value"])


class ClosedCase(serializers.Serializer[Case]):
    """One that the unit was told of by mistake, or has left."""

    case = serializers.UUIDField(source="id")
    number = serializers.CharField()
    status = serializers.CharField()


class FoundCases(serializers.Serializer[Found]):
    """Open cases first, then the latest; `is_cut` where there are more than are told."""

    results = FoundCase(many=True, source="rows")
    closed = ClosedCase(many=True)
    is_cut = serializers.BooleanField()


class Search(APIView):
    """At most fifty of the unit's cases. Each that is found is a look and logged, and so is a search in vain."""

    @extend_schema(operation_id="search_cases", request=Wanted, responses=FoundCases)
    def post(self, request: Request) -> Response:
        by = assignment_of(request)
        require(by, Permission.READ_CASE)
        content = Wanted(data=request.data)
        content.is_valid(raise_exception=True)
        return Response(FoundCases(find(by, content.validated_data["wanted"])).data)
