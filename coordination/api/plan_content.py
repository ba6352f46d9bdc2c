"""What a call tells of the two plans: the SIP's, and the coordinated care plan of ÖPT and ÖRV."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from accounts.models import Unit
from coordination.api.content import StepContent
from coordination.api.fields import UnitsField, person_field, text_field
from coordination.core.plans import CareService, PlanAction, PlanGoal
from coordination.core.states import Step


class PlannedAction(serializers.Serializer[Any]):
    """What is to be done, by whom (a unit, the patient, a relative) and by when."""

    what = text_field()
    responsible = person_field()
    by = serializers.DateField()


class PlannedGoal(serializers.Serializer[Any]):
    goal = text_field()
    actions = PlannedAction(many=True, allow_empty=False)


class SipPlanWritten(StepContent):
    """LUS 4:2. It replaces an earlier version. `readers`: the units that the patient lets read it.

    Unless said: all, if the patient consented at the admission, else your own unit alone.
    """

    patients_words = text_field()
    goals = PlannedGoal(many=True, allow_empty=False)
    readers = UnitsField(many=True, required=False)
    has_consented = serializers.BooleanField(
        default=False,
        help_text="The patient consents now; needed unless that was registered at the admission.",
    )
    follow_up_on = serializers.DateField()

    def validate_goals(self, goals: list[dict[str, Any]]) -> tuple[PlanGoal, ...]:
        return tuple(
            PlanGoal(told["goal"], tuple(PlanAction(**action) for action in told["actions"]))
            for told in goals
        )

    def validate_readers(self, readers: list[Unit]) -> tuple[int, ...]:
        return tuple(unit.pk for unit in readers)


class PlanSigned(StepContent):
    plan = serializers.IntegerField(
        required=False, min_value=1, help_text="Sequence of the version; the latest unless said."
    )


class SipFollowedUp(StepContent):
    result = text_field()
    next_on = serializers.DateField(required=False, allow_null=True, default=None)


class SipClosed(StepContent):
    reason = text_field()


class ResponsibleForService(serializers.Serializer[Any]):
    service = text_field()
    responsible = person_field()


class CarePlanWritten(StepContent):
    """LPT 7 a §, LRV 12 a §. It replaces an earlier version, and every party of the case reads it."""

    needs_of_region = text_field()
    needs_of_municipality = text_field()
    decisions = text_field()
    attitude = text_field(help_text="What the patient thinks of the plan.")
    services = ResponsibleForService(many=True, allow_empty=False)
    measures_by_others = text_field(required=False, allow_blank=True)

    def validate_services(self, services: list[dict[str, Any]]) -> tuple[CareService, ...]:
        return tuple(CareService(**told) for told in services)


PLAN_CONTENTS: Mapping[Step, type[StepContent]] = {
    Step.SIP_PLAN_WRITTEN: SipPlanWritten,
    Step.SIP_PLAN_AGREED: PlanSigned,
    Step.SIP_FOLLOWED_UP: SipFollowedUp,
    Step.SIP_CLOSED: SipClosed,
    Step.CARE_PLAN_WRITTEN: CarePlanWritten,
    Step.CARE_PLAN_ADJUSTED: PlanSigned,
}
