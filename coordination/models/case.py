"""One patient's way home from one stay in inpatient care."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Expression, F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from accounts.access.permissions import Permission
from accounts.access.policy import MaybeAssignment, may
from accounts.access.scoping import ScopedQuerySet
from accounts.models import Assignment, CareType, Unit
from coordination.core.history import History
from coordination.core.standing import answer, last_transfer, on_leave_until, placed_by, registered_in
from coordination.core.states import OPEN, Capacity, Status, Step
from coordination.models.patient import Patient

STATUS_NAMES = {
    Status.ADMITTED: _("Admitted"),
    Status.NOTIFIED: _("Notified"),
    Status.READY: _("Ready for discharge"),
    Status.DISCHARGED: _("Discharged"),
    Status.CANCELLED: _("Cancelled"),
    Status.IMPORTED: _("Imported"),
}


class CaseQuerySet(ScopedQuerySet["Case"]):
    def closed_to(self, assignment: MaybeAssignment) -> "CaseQuerySet":
        """Cases that the unit was told of by mistake, or has left. It may know that, and nothing more.

        It left by its own step, or when another municipality turned out to be liable.

        A unit from which the ward has taken back what it sent is a stranger.
        """
        if assignment is None or not may(assignment, Permission.READ_CASE):
            return self.none()
        return self.filter(
            parties__unit=assignment.unit_id,
            parties__closed_by=F("events__sequence"),
            events__step__in=[
                Step.CANCELLED,
                Step.NOTICE_RETURNED,
                Step.NOT_OUR_PATIENT,
                Step.NOTICE_FORWARDED,
                Step.PATIENT_DETAILS_CORRECTED,
            ],
        )

    def followed_by(self, assignment: Assignment) -> "CaseQuerySet":
        """Those that the unit sees and still follows: not those whose patient has been moved from it."""
        still = [one.value for one in Capacity if one is not Capacity.FORMER_WARD]
        return self.visible_to(assignment).filter(
            parties__unit=assignment.unit_id, parties__capacity__in=still
        )

    def known_to(self, assignment: MaybeAssignment) -> "CaseQuerySet":
        """All that the unit sees, as one row each with its party: as narrow as `visible_to`, and asked case by case.

        For whoever looks for some cases by something else: they need not be sought among all of the unit's.
        """
        if not may(assignment, Permission.READ_CASE) or assignment is None:
            return self.none()
        return self.filter(parties__unit=assignment.unit_id, parties__closed_at=None)

    def listed_for(self, assignment: Assignment) -> "CaseQuerySet":
        """Those that stand in the unit's list: it follows them, and they are open or something is left to do.

        As narrow as `visible_to`, whose search among all of a unit's cases a list can do without.
        """
        if not may(assignment, Permission.READ_CASE):
            return self.none()
        return self.listed_of(assignment.unit_id)

    def listed_of(self, unit_id: int | Expression) -> "CaseQuerySet":
        """Those of the unit's list, for whoever has asked what the assignment allows."""
        return self.filter(parties__unit=unit_id, parties__closed_at=None, parties__is_listed=True)


class Case(models.Model):
    """What lists need of a case; its whole story is its events.

    No column says what the patient needs: a care provider may not search on social services (PDL 2:8).
    `number` names the episode in the region, on screens and to billing; an imported one keeps the file's, and has
    neither patient nor ward. `version` counts the events, so that a page that has grown old is noticed.
    `municipality_code` is where the patient is registered, as the ward knows; empty for nowhere in Sweden. `answer` is
    the step by which the municipality last said whether it can receive the patient; empty while it has not.
    `on_leave_until` is when a patient on leave was to be back; nothing for who lies in the ward.
    """

    class Source(models.TextChoices):
        SYSTEM = "system", _("Registered here")
        IMPORT = "import", _("Imported from a file")

    path_to_party = "parties__unit"
    # The columns that `follow` sets, and nothing else does once the case is there.
    followed: ClassVar[tuple[str, ...]] = (
        *("status", "version", "municipality_code", "placing_municipality_code", "ward_id", "admitted_at"),
        *("estimated_discharge_at", "ready_at", "discharged_at", "answer"),
        "on_leave_until",
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region_code = models.CharField(max_length=2)
    number = models.TextField()
    source = models.CharField(max_length=10, choices=Source, default=Source.SYSTEM)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, null=True, related_name="cases")
    ward = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    care_type = models.CharField(max_length=20, choices=CareType)
    municipality_code = models.CharField(max_length=4, blank=True)
    placing_municipality_code = models.CharField(max_length=4, blank=True)
    status = models.CharField(
        max_length=20, choices=[(one.value, name) for one, name in STATUS_NAMES.items()]
    )
    version = models.PositiveIntegerField()
    admitted_at = models.DateTimeField()
    estimated_discharge_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)
    discharged_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=40, blank=True)
    on_leave_until = models.DateTimeField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "number"], name="one_case_a_number"),
            models.CheckConstraint(
                name="case_has_patient_or_is_imported",
                condition=Q(source="import", patient=None, ward=None, status="imported")
                | (Q(source="system", patient__isnull=False, ward__isnull=False) & ~Q(status="imported")),
            ),
            models.UniqueConstraint(
                fields=["patient", "region_code"],
                condition=Q(status__in=OPEN),
                name="one_open_case_a_patient_and_region",
            ),
            models.CheckConstraint(
                name="case_municipality_is_a_code",
                condition=Q(municipality_code="") | Q(municipality_code__regex=r"^\d{4}$"),
            ),
        ]
        indexes = [
            # Whoever seeks a case by its number writes it in any case.
            models.Index(Upper("number"), name="cases_by_number"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def liable_municipality_code(self) -> str:
        """LUS 5:2: the municipality that placed the patient elsewhere, else that of registration."""
        return self.placing_municipality_code or self.municipality_code

    def follow(self, history: History) -> None:
        """Sets, without storing, the columns that lists sort and filter by, as the events say."""
        if history.status:
            self.status = history.status
        self.version = len(history.recorded)
        self.municipality_code = registered_in(history)
        self.placing_municipality_code = placed_by(history) or ""
        if moved := last_transfer(history):
            self.ward_id = moved[1].unit
        self.admitted_at = history.admitted_at
        self.estimated_discharge_at = history.estimated_discharge_at
        self.ready_at = history.standing_notice.occurred_at if history.standing_notice else None
        self.discharged_at = history.discharged.occurred_at if history.discharged else None
        self.on_leave_until = on_leave_until(history)
        answered = answer(history)
        self.answer = answered.step if answered else ""
