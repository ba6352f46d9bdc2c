"""Which unit is on duty for another one, with the rules of the page."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access.administration import administered_units
from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.api.named_units import administered_unit_called
from accounts.models import Unit
from accounts.web.middleware import assignment_of
from coordination.actions.duty import end_duty, set_duty, units_for_duty
from coordination.exchange_errors import DutyUnitRefused
from coordination.models import DutyHours


class DutyContent(serializers.Serializer[DutyHours]):
    """In these hours what the unit is told goes to `duty_unit` as well. The same time twice is all day."""

    unit = serializers.CharField(
        source="unit.hsa_id", required=False, help_text="The unit's HSA-id; the asker's own unless said."
    )
    duty_unit = serializers.CharField(source="duty_unit.hsa_id", help_text="Its HSA-id.")
    begins = serializers.TimeField()
    ends = serializers.TimeField()
    free_days_too = serializers.BooleanField(
        default=False, help_text="The whole of weekends, holidays and their eves too."
    )


class EndedDuty(serializers.Serializer[Any]):
    """Whose duty ends."""

    unit = serializers.CharField(required=False, help_text="The unit's HSA-id; the asker's own unless said.")


class Duty(APIView):
    """The units that the asker administers and that another one is on duty for."""

    @extend_schema(operation_id="list_duty", responses=DutyContent(many=True))
    def get(self, request: Request) -> Response:
        by = assignment_of(request)
        require(by, Permission.ADMINISTER_UNIT)
        theirs = DutyHours.objects.in_use().filter(unit__in=administered_units(by))
        rows = theirs.select_related("unit", "duty_unit").order_by("unit__sort_name", "pk")
        return Response(DutyContent(rows, many=True).data)  # type: ignore[arg-type]  # many of them

    @extend_schema(operation_id="set_duty", request=DutyContent, responses=DutyContent)
    def post(self, request: Request) -> Response:
        by = assignment_of(request)
        require(by, Permission.ADMINISTER_UNIT)
        content = DutyContent(data=request.data)
        content.is_valid(raise_exception=True)
        told = dict(content.validated_data)
        unit = administered_unit_called(by, told.pop("unit", {"hsa_id": by.unit.hsa_id})["hsa_id"])
        duty_unit = _on_duty_called(unit, told.pop("duty_unit")["hsa_id"])
        return Response(DutyContent(set_duty(by=by, unit=unit, duty_unit=duty_unit, **told)).data)


class EndDuty(APIView):
    """Nobody is on duty for the unit any more."""

    @extend_schema(operation_id="end_duty", request=EndedDuty, responses={204: None})
    def post(self, request: Request) -> Response:
        by = assignment_of(request)
        require(by, Permission.ADMINISTER_UNIT)
        content = EndedDuty(data=request.data)
        content.is_valid(raise_exception=True)
        hsa_id = content.validated_data.get("unit", by.unit.hsa_id)
        end_duty(by=by, unit=administered_unit_called(by, hsa_id))
        return Response(status=204)


def _on_duty_called(unit: Unit, hsa_id: str) -> Unit:
    """Whichever there is; one of another organisation is refused as one that does not exist."""
    found = units_for_duty(unit).filter(hsa_id=hsa_id).first()
    if found is None:
        raise DutyUnitRefused
    return found
