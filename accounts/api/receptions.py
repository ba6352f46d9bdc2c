"""GET /api/v1/receptions/: who of the own organisation receives whom, gaps included."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.reception_table import reception_table
from accounts.web.middleware import assignment_of


class ReceivingUnit(serializers.Serializer[Any]):
    name = serializers.CharField()
    hsa_id = serializers.CharField()


class ReceptionLine(serializers.Serializer[Any]):
    """The whole municipality, or the part of it that `district` and `listed_at` say.

    Where `units` is empty, those of the `whole` municipality receive, and where nobody does, `default`; where all are
    empty, a municipality is unreachable.
    """

    municipality_code = serializers.CharField(source="municipality")
    care_type = serializers.CharField()
    district = serializers.CharField(source="district.name", allow_null=True, default=None)
    listed_at = serializers.CharField(source="listed_at.hsa_id", allow_null=True, default=None)
    units = ReceivingUnit(many=True)
    whole = ReceivingUnit(many=True)
    default = ReceivingUnit(allow_null=True)
    is_unreachable = serializers.BooleanField()


class Receptions(APIView):
    """For those who administer a unit of the organisation."""

    @extend_schema(operation_id="list_receptions", responses=ReceptionLine(many=True))
    def get(self, request: Request) -> Response:
        by = assignment_of(request)
        require(by, Permission.ADMINISTER_UNIT)
        return Response(ReceptionLine(list(reception_table(by.unit.organisation)), many=True).data)
