"""Who works in the units that the asker administers: given, read and ended, with the rules of the unit's page."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.access.roles import Role
from accounts.actions.assignments import end_assignment
from accounts.actions.passwords import give_password
from accounts.actions.people import Account, welcome
from accounts.api.named_units import administered_unit_called, unit_field
from accounts.web.middleware import assignment_of
from accounts.web.people_rows import PersonRow, administered_assignments, ended, people


class AssignmentInUnit(serializers.Serializer[PersonRow]):
    """Who works as what from when to when, and who gave it; `may_be_ended` by the asker."""

    id = serializers.IntegerField(source="assignment.pk")
    name = serializers.CharField(source="assignment.user.name")
    title = serializers.CharField(source="assignment.user.title")
    role = serializers.CharField(source="assignment.role")
    valid_from = serializers.DateTimeField(source="assignment.valid_from")
    valid_to = serializers.DateTimeField(source="assignment.valid_to", allow_null=True)
    granted_by = serializers.CharField()
    ended_by = serializers.CharField()
    may_be_ended = serializers.BooleanField()


class AssignmentsAsked(serializers.Serializer[Any]):
    """What is asked for."""

    unit = unit_field()
    is_ended = serializers.BooleanField(default=False, help_text="Those that ended last instead.")


class NewAssignment(serializers.Serializer[Any]):
    """Name and title are for somebody who has no account yet; of others they change nothing."""

    unit = unit_field()
    email = serializers.EmailField()
    name = serializers.CharField(max_length=120, required=False, allow_blank=True)
    title = serializers.CharField(max_length=80, required=False, allow_blank=True)
    role = serializers.ChoiceField(choices=[role.value for role in Role])


class GivenAssignment(serializers.Serializer[Account]):
    """`first_password` is told here and never again; it is empty where the person had an account."""

    id = serializers.IntegerField(source="assignment.pk")
    name = serializers.CharField(source="user.name")
    first_password = serializers.CharField()


class Assignments(APIView):
    """The people of one unit, by name, and a new assignment there."""

    @extend_schema(
        operation_id="list_assignments",
        parameters=[AssignmentsAsked],
        responses=AssignmentInUnit(many=True),
    )
    def get(self, request: Request) -> Response:
        by = assignment_of(request)
        require(by, Permission.ADMINISTER_UNIT)
        asked = AssignmentsAsked(data=request.query_params)
        asked.is_valid(raise_exception=True)
        unit = administered_unit_called(by, asked.validated_data.get("unit"))
        rows = ended(unit) if asked.validated_data["is_ended"] else people(unit, by)
        return Response(AssignmentInUnit(rows, many=True).data)  # type: ignore[arg-type]  # many of them

    @extend_schema(operation_id="give_assignment", request=NewAssignment, responses={201: GivenAssignment})
    def post(self, request: Request) -> Response:
        by = assignment_of(request)
        require(by, Permission.ADMINISTER_UNIT)
        content = NewAssignment(data=request.data)
        content.is_valid(raise_exception=True)
        told = dict(content.validated_data)
        unit = administered_unit_called(by, told.pop("unit", None))
        account = welcome(by=by, unit=unit, role=Role(told.pop("role")), **told)
        return Response(GivenAssignment(account).data, status=201)


class PasswordForOnce(serializers.Serializer[Account]):
    """It is told here and never again; the person chooses one of their own before they do anything else."""

    password = serializers.CharField(source="first_password")


class NewPassword(APIView):
    """For somebody who has lost theirs: they are signed out everywhere. Only for whom the asker may appoint wholly."""

    @extend_schema(operation_id="give_password", request=None, responses={201: PasswordForOnce})
    def post(self, request: Request, assignment_id: int) -> Response:
        by = assignment_of(request)
        require(by, Permission.ADMINISTER_UNIT)
        theirs = administered_assignments(by).not_ended().select_related("unit")
        account = give_password(by=by, assignment=get_object_or_404(theirs, pk=assignment_id))
        return Response(PasswordForOnce(account).data, status=201)


class EndAssignment(APIView):
    """It ends now, for good. Asking again changes nothing."""

    @extend_schema(operation_id="end_assignment", request=None, responses={204: None})
    def post(self, request: Request, assignment_id: int) -> Response:
        by = assignment_of(request)
        require(by, Permission.ADMINISTER_UNIT)
        end_assignment(by=by, assignment=get_object_or_404(administered_assignments(by), pk=assignment_id))
        return Response(status=204)
