"""What a call tells of the patient as a person, and of the ward where they lie."""

from collections.abc import Mapping

from rest_framework import serializers

from coordination.api.content import StepContent
from coordination.api.fields import CareTypeField, EnumField, UnitsField, person_field, text_field
from coordination.core.identities import IdentityType
from coordination.core.needs import Consent
from coordination.core.patient_events import NumberFault
from coordination.core.states import Step


class WardTransferred(StepContent):
    """The new ward of the patient, in the same region."""

    to = UnitsField()
    care_type = CareTypeField(
        required=False,
        allow_null=True,
        help_text="That begins there; the same goes on unless said.",
    )
    note = text_field(required=False, allow_blank=True)


class PatientDetailsCorrected(StepContent):
    """What is left out stays as it is. An empty municipality_code says: registered nowhere in Sweden."""

    family_name = person_field(required=False)
    given_name = person_field(required=False)
    address = serializers.CharField(max_length=250, required=False, allow_blank=True)
    municipality_code = serializers.RegexField(r"^(\d{4})?$", required=False, allow_blank=True)
    placing_municipality_code = serializers.RegexField(r"^(\d{4})?$", required=False, allow_blank=True)
    has_protected_identity = serializers.BooleanField(
        required=False, default=False, help_text="Registers a protection. None is ended so."
    )
    reason = text_field()


class IdentityCorrected(StepContent):
    """The patient's right number. One that was replaced is the same person's, and all their cases go with it."""

    identity_type = EnumField(IdentityType)
    identity_value = serializers.CharField(max_length=20)
    identity_oid = serializers.CharField(max_length=64, required=False, allow_blank=True)
    fault = EnumField(NumberFault)
    reason = text_field()
    is_same_person = serializers.BooleanField(
        required=False,
        default=False,
        help_text="The ward has made sure of it, where its care provider has met somebody under the right number.",
    )


class ConsentRegistered(StepContent):
    """What the patient says now: it decides what the others may read, and whether a SIP is to be called to."""

    consent = EnumField(Consent)


CONTENTS: Mapping[Step, type[StepContent]] = {
    Step.WARD_TRANSFERRED: WardTransferred,
    Step.PATIENT_DETAILS_CORRECTED: PatientDetailsCorrected,
    Step.IDENTITY_CORRECTED: IdentityCorrected,
    Step.CONSENT_REGISTERED: ConsentRegistered,
}
