"""GET /api/v1/me/: who is asking, under which assignment, and what it allows."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access.permissions import Permission
from accounts.access.policy import permissions_of
from accounts.models import Assignment


class UnitSerializer(serializers.Serializer[object]):
    name = serializers.CharField()
    kind = serializers.CharField()
    hsa_id = serializers.CharField()
    organisation = serializers.CharField(source="organisation.name")
    organisation_code = serializers.CharField(source="organisation.code")


class MeSerializer(serializers.Serializer[Assignment]):
    """The present assignment."""

    assignment = serializers.IntegerField(source="pk")
    name = serializers.CharField(source="user.name")
    title = serializers.CharField(source="user.title")
    role = serializers.CharField()
    unit = UnitSerializer()
    valid_from = serializers.DateTimeField()
    valid_to = serializers.DateTimeField(allow_null=True)
    permissions = serializers.SerializerMethodField()

    def get_permissions(self, assignment: Assignment) -> list[Permission]:
        return sorted(permissions_of(assignment))


class MeView(APIView):
    """Shows what a key or a session may do, so that its owner can check it before the first real call."""

    @extend_schema(operation_id="me", responses=MeSerializer)
    def get(self, request: Request) -> Response:
        return Response(MeSerializer(request.assignment).data)  # type: ignore[attr-defined]
