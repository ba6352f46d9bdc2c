"""The units that the asker administers, and a new one, with the rules of the pages."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access.administration import administered_units
from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.actions.units import register_unit
from accounts.models import Unit
from accounts.web.middleware import assignment_of


class UnitContent(serializers.ModelSerializer[Unit]):
    """A unit in use of the own organisation."""

    class Meta:
        model = Unit
        fields = ("name", "kind", "hsa_id", "district", "phone", "is_default_intake")
        # What the model says of a unit is the action's to ask.
        extra_kwargs: ClassVar[dict[str, Any]] = {"hsa_id": {"validators": []}}
        validators = ()


class Units(ListAPIView[Unit]):
    """A unit administrator's own; a system administrator's whole organisation, who also registers new ones."""

    serializer_class = UnitContent

    def get_queryset(self) -> QuerySet[Unit]:
        return administered_units(assignment_of(self.request)).order_by("sort_name", "pk")

    @extend_schema(operation_id="list_units")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        require(assignment_of(request), Permission.ADMINISTER_UNIT)
        return super().get(request, *args, **kwargs)

    @extend_schema(operation_id="register_unit", request=UnitContent, responses={201: UnitContent})
    def post(self, request: Request) -> Response:
        by = assignment_of(request)
        require(by, Permission.ADMINISTER_ORGANISATION)
        content = UnitContent(data=request.data)
        content.is_valid(raise_exception=True)
        try:
            unit = register_unit(by=by, **content.validated_data)
        except ValidationError as error:
            raise serializers.ValidationError(serializers.as_serializer_error(error)) from error
        return Response(UnitContent(unit).data, status=201)
