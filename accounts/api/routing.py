"""Changing who receives whom: a unit's lines of the routing table and a municipality's districts, as on the pages."""

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
from accounts.actions.districts import add_district, end_district
from accounts.actions.receptions import receive_for, stop_receiving
from accounts.api.named_units import administered_unit_called, unit_field
from accounts.models import CareType, District, Unit, UnitReception
from accounts.models.places import validate_municipality_code
from accounts.web.middleware import assignment_of


class LineContent(serializers.Serializer[UnitReception]):
    """Whom a unit receives: of one district only, or of those listed with one centre only, where that is said."""

    id = serializers.IntegerField(read_only=True)
    unit = unit_field(source="unit.hsa_id")
    municipality_code = serializers.CharField(validators=[validate_municipality_code])
    care_type = serializers.ChoiceField(choices=CareType.choices)
    district = serializers.PrimaryKeyRelatedField(
        queryset=District.objects.in_use(), required=False, allow_null=True, help_text="The district's id."
    )
    listed_at = serializers.SlugRelatedField(
        slug_field="hsa_id",
        queryset=Unit.objects.in_use(),
        required=False,
        allow_null=True,
        help_text="The primary care centre's HSA-id.",
    )
    added_at = serializers.DateTimeField(read_only=True)
    added_by = serializers.CharField(
        source="added_by.user.name", read_only=True, allow_null=True, default=None
    )


class Lines(ListAPIView[UnitReception]):
    """The lines that hold of the units that the asker administers, and a new one."""

    serializer_class = LineContent

    def get_queryset(self) -> QuerySet[UnitReception]:
        theirs = UnitReception.objects.standing().filter(
            unit__in=administered_units(assignment_of(self.request))
        )
        lines = theirs.select_related("unit", "district", "listed_at", "added_by__user")
        return lines.order_by("unit__sort_name", "municipality_code", "care_type", "pk")

    @extend_schema(operation_id="list_reception_lines")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        require(assignment_of(request), Permission.ADMINISTER_UNIT)
        return super().get(request, *args, **kwargs)

    @extend_schema(operation_id="add_reception_line", request=LineContent, responses={201: LineContent})
    def post(self, request: Request) -> Response:
        by = assignment_of(request)
        require(by, Permission.ADMINISTER_UNIT)
        content = LineContent(data=request.data)
        content.is_valid(raise_exception=True)
        told = {**content.validated_data, "care_type": CareType(content.validated_data["care_type"])}
        unit = administered_unit_called(by, told.pop("unit", {}).get("hsa_id"))
        return Response(LineContent(receive_for(by=by, unit=unit, **told)).data, status=201)


class EndLine(APIView):
    """The unit receives them no longer. Cases that are there stay."""

    @extend_schema(operation_id="end_reception_line", request=None, responses={204: None})
    def post(self, request: Request, line_id: int) -> Response:
        by = assignment_of(request)
        require(by, Permission.ADMINISTER_UNIT)
        theirs = UnitReception.objects.filter(unit__in=administered_units(by))
        stop_receiving(by=by, reception=get_object_or_404(theirs.select_related("unit"), pk=line_id))
        return Response(status=204)


class DistrictContent(serializers.ModelSerializer[District]):
    class Meta:
        model = District
        fields = ("id", "name")


class Districts(APIView):
    """The districts of the own municipality; another organisation has none."""

    @extend_schema(operation_id="list_districts", responses=DistrictContent(many=True))
    def get(self, request: Request) -> Response:
        by = assignment_of(request)
        require(by, Permission.ADMINISTER_UNIT)
        own = District.objects.in_use().filter(organisation=by.unit.organisation_id)
        return Response(DistrictContent(own, many=True).data)

    @extend_schema(operation_id="add_district", request=DistrictContent, responses={201: DistrictContent})
    def post(self, request: Request) -> Response:
        by = assignment_of(request)
        require(by, Permission.ADMINISTER_ORGANISATION)
        content = DistrictContent(data=request.data)
        content.is_valid(raise_exception=True)
        return Response(DistrictContent(add_district(by=by, **content.validated_data)).data, status=201)


class EndDistrict(APIView):
    """Nobody is said to live there any more, and the lines that name it end with it."""

    @extend_schema(operation_id="end_district", request=None, responses={204: None})
    def post(self, request: Request, district_id: int) -> Response:
        by = assignment_of(request)
        require(by, Permission.ADMINISTER_ORGANISATION)
        own = District.objects.filter(organisation=by.unit.organisation_id)
        end_district(by=by, district=get_object_or_404(own, pk=district_id))
        return Response(status=204)
