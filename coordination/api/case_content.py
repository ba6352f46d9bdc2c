"""What a call is answered: cases as lists name them, and one case with its deadlines and events."""

from typing import Any

from rest_framework import serializers

from coordination.core.codec import to_json
from coordination.models import Case, Deadline, Event
from coordination.opened_case import OpenedCase


class CaseInList(serializers.ModelSerializer[Case]):
    """A case without its patient: a list is read far more often than anybody needs to know who it is."""

    ward = serializers.CharField(source="ward.name")
    next_due_at = serializers.DateTimeField(allow_null=True)

    class Meta:
        model = Case
        fields = (
            "id",
            "number",
            "status",
            "version",
            "care_type",
            "ward",
            "municipality_code",
            "admitted_at",
            "estimated_discharge_at",
            "ready_at",
            "discharged_at",
            "on_leave_until",
            "next_due_at",
        )


class FormerIdentity(serializers.Serializer[Any]):
    """A number that the case stood under before it was put right."""

    identity_type = serializers.CharField()
    identity_value = serializers.CharField()


class PatientInCase(serializers.Serializer[OpenedCase]):
    """Who it is, as the case's ward knows them. Of a protected identity, only that it is one."""

    MASKED = ("identity_type", "identity_value", "family_name", "given_name", "address", "former_identities")

    identity_type = serializers.CharField(source="patient.identity_type", allow_null=True)
    identity_value = serializers.CharField(source="patient.identity_value", allow_null=True)
    family_name = serializers.CharField(source="snapshot.family_name", allow_null=True)
    given_name = serializers.CharField(source="snapshot.given_name", allow_null=True)
    address = serializers.CharField(source="snapshot.address", allow_null=True)
    former_identities = FormerIdentity(many=True, source="former_numbers", allow_null=True)
    municipality_code = serializers.CharField(source="case.municipality_code")
    has_protected_identity = serializers.BooleanField(source="patient.has_protected_identity")

    def to_representation(self, opened: OpenedCase) -> dict[str, Any]:
        told = super().to_representation(opened)
        return told | dict.fromkeys(self.MASKED) if opened.patient.has_protected_identity else told


class DeadlineInCase(serializers.ModelSerializer[Deadline]):
    """`acting` must do it; `missed_at` is `due_at` where it was not done in time, however late that was noticed."""

    unit = serializers.CharField(source="unit.name", allow_null=True, default=None)

    class Meta:
        model = Deadline
        fields = (
            "kind",
            "acting",
            "unit",
            "ground",
            "starts_at",
            "due_at",
            "is_binding",
            "met_at",
            "cancelled_at",
            "missed_at",
        )


class EventInCase(serializers.Serializer[Event]):
    """What happened, where the asker's unit may know of it. `content` is null where it was not sent to it.

    `voided_by` is the sequence of the event that struck it out, null while it stands.
    """

    sequence = serializers.IntegerField()
    step = serializers.CharField()
    occurred_at = serializers.DateTimeField()
    registered_at = serializers.DateTimeField()
    unit = serializers.CharField(source="by.unit.name")
    content = serializers.SerializerMethodField()
    voided_by = serializers.SerializerMethodField()

    def get_voided_by(self, event: Event) -> int | None:
        opened: OpenedCase = self.context["opened"]
        voided = opened.history.voided.get(event.sequence)
        return voided.sequence if voided else None

    def get_content(self, event: Event) -> dict[str, Any] | None:
        payload = event.as_recorded().payload
        opened: OpenedCase = self.context["opened"]
        return to_json(opened.as_told(payload))


class PartyInCase(serializers.Serializer[Any]):
    """A unit that the case concerns."""

    unit = serializers.CharField(source="unit.name")
    hsa_id = serializers.CharField(source="unit.hsa_id")
    capacity = serializers.CharField()
    since = serializers.DateTimeField()


class CaseWhole(serializers.Serializer[OpenedCase]):
    """One case as the asker's unit may know it."""

    id = serializers.UUIDField(source="case.id")
    number = serializers.CharField(source="case.number")
    status = serializers.CharField(source="case.status")
    version = serializers.IntegerField(source="case.version")
    care_type = serializers.CharField(source="case.care_type")
    ward = serializers.CharField(source="case.ward.name")
    liable_municipality_code = serializers.CharField(source="case.liable_municipality_code")
    admitted_at = serializers.DateTimeField(source="case.admitted_at")
    estimated_discharge_at = serializers.DateTimeField(source="case.estimated_discharge_at", allow_null=True)
    on_leave_until = serializers.DateTimeField(source="case.on_leave_until", allow_null=True)
    ready_at = serializers.DateTimeField(source="case.ready_at", allow_null=True)
    discharged_at = serializers.DateTimeField(source="case.discharged_at", allow_null=True)
    patient = PatientInCase(source="*")
    came_by_default = serializers.BooleanField(
        help_text=(
            "Whether the asker's unit was sent it only for want of a better answer in the routing table of that day: "
            "as the municipality's default intake, or because nobody knew where the patient is listed."
        )
    )
    parties = PartyInCase(many=True)
    deadlines = DeadlineInCase(many=True, source="stored_deadlines")
    events = EventInCase(many=True, source="known_rows")


class Written(serializers.Serializer[Event]):
    """The receipt of a step: the event, and where the case now is."""

    case = serializers.UUIDField(source="case_id")
    sequence = serializers.IntegerField()
    step = serializers.CharField()
    occurred_at = serializers.DateTimeField()
    registered_at = serializers.DateTimeField()
    status = serializers.CharField(source="case.status")
    version = serializers.IntegerField(source="case.version")
