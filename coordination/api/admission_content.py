"""What a call tells of a new admission."""

from typing import Any

from rest_framework import serializers

from coordination.actions.patients import PatientDetails
from coordination.api.fields import CareTypeField, EnumField, InstantField, UnitsField, person_field
from coordination.api.step_content import Assessment
from coordination.core.identities import IdentityType
from coordination.core.needs import Consent, NeedAssessment


class PatientContent(serializers.Serializer[Any]):
    """Who was admitted. An empty municipality_code says: registered nowhere in Sweden."""

    identity_type = EnumField(IdentityType)
    identity_value = serializers.CharField(max_length=20)
    identity_oid = serializers.CharField(max_length=64, required=False, allow_blank=True)
    family_name = person_field()
    given_name = person_field()
    address = serializers.CharField(max_length=250, required=False, allow_blank=True)
    municipality_code = serializers.RegexField(r"^(\d{4})?$", allow_blank=True)
    has_protected_identity = serializers.BooleanField(required=False, default=False)
    listed_at = UnitsField(
        required=False,
        allow_null=True,
        help_text="HSA-id of the primary care centre where the patient is listed.",
    )

    def validate(self, told: dict[str, Any]) -> dict[str, Any]:
        return told | {"details": PatientDetails(**told)}


class AdmissionContent(serializers.Serializer[Any]):
    """A patient admitted to the assignment's own ward."""

    patient = PatientContent()
    care_type = CareTypeField()
    admitted_at = InstantField()
    estimated_discharge_at = InstantField(required=False, allow_null=True)
    placing_municipality_code = serializers.RegexField(r"^\d{4}$", required=False, allow_null=True)
    consent = EnumField(Consent, default=Consent.NOT_ASKED)
    assessment = Assessment(required=False, allow_null=True, default=None)
    is_earlier_stay = serializers.BooleanField(
        default=False,
        help_text="An earlier stay is registered after the fact, of a patient who has had a later one in the region.",
    )
    take_over = serializers.BooleanField(
        default=False,
        help_text=(
            "Takes over the open case that the patient has in another ward of the own care provider, from admitted_at. "
            "Of the rest of the call only care_type is used: the care that begins in the new ward."
        ),
    )

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        told = {name: value for name, value in self.validated_data.items() if name != "take_over"}
        made = told["assessment"]
        return told | {
            "patient": told["patient"]["details"],
            "assessment": made and NeedAssessment(**{**made, "needs": frozenset(made["needs"])}),
        }

    def taken_over(self) -> dict[str, Any]:
        """As the take-over takes it."""
        told = self.validated_data
        return {
            "patient": told["patient"]["details"],
            "occurred_at": told["admitted_at"],
            "care_type": told["care_type"],
        }
