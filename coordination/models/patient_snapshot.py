"""What a ward knows of its patient: one row a case, so that nobody reads or writes over what others know."""

from django.db import models
from django.db.models import Value
from django.db.models.functions import Collate, Concat, Upper

from accounts.access.permissions import Permission
from accounts.access.policy import MaybeAssignment, may
from accounts.access.scoping import ScopedQuerySet
from accounts.models import District, Unit
from accounts.models.swedish_order import SwedishSortKey
from coordination.core.states import Status
from coordination.models.case import Case
from coordination.models.patient import Patient


class PatientSnapshotQuerySet(ScopedQuerySet["PatientSnapshot"]):
    def known_to_care_provider_of(self, assignment: MaybeAssignment) -> "PatientSnapshotQuerySet":
        """What wards of the assignment's own care provider know, for the one who is to admit: the latest first.

        Nothing of another care provider or a municipality, and nothing of a case that was registered by mistake.
        """
        if assignment is None or not may(assignment, Permission.REGISTER_ADMISSION):
            return self.none()
        own = self.filter(case__ward__organisation=assignment.unit.organisation_id)
        return own.exclude(case__status=Status.CANCELLED).order_by("-case__admitted_at", "-case__pk")

    def latest_of(self, patient: Patient) -> "PatientSnapshot | None":
        """The first in this order of the one who has that number, or had it before it was replaced."""
        person = Patient.objects.named(patient)
        return self.filter(case__patient=person).select_related("case__patient").first() if person else None


class PatientSnapshot(models.Model):
    """Name and registered address, as the ward was told at this admission. The municipality is a column of the case.

    `district` is the liable municipality's, and `listed_at` the primary care centre where the patient is listed, where
    somebody has said so: notices find their way by them.
    A correction during the stay changes the row; what stood before is in the correction's event.
    """

    path_to_party = "case__parties__unit"

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="snapshot")
    family_name = models.CharField(max_length=120)
    given_name = models.CharField(max_length=120)
    sort_name = models.GeneratedField(
        expression=SwedishSortKey(Concat("family_name", Value(" "), "given_name")),
        output_field=models.CharField(max_length=250, db_collation="C"),
        db_persist=True,
    )
    address = models.CharField(max_length=250, blank=True)
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    listed_at = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = PatientSnapshotQuerySet.as_manager()

    class Meta:
        indexes = [
            # What `istartswith` reads; in the order of code points, since only that serves the beginning of a word.
            models.Index(Collate(Upper("family_name"), "C"), name="snapshots_by_family_name"),
            models.Index(Collate(Upper("given_name"), "C"), name="snapshots_by_given_name"),
        ]

    def __str__(self) -> str:
        # Never the name: this ends up in logs and error reports.
        return f"patient of {self.case_id}"

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"
