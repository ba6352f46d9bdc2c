"""Who the patient is."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access.scoping import ScopedQuerySet
from coordination.core.identities import IdentityType, MalformedIdentity, born_in, normalised

IDENTITY_NAMES = {
    IdentityType.PERSONAL_NUMBER: _("Personal identity number"),
    IdentityType.COORDINATION_NUMBER: _("Coordination number"),
    IdentityType.RESERVE_NUMBER_NATIONAL: _("National reserve number"),
    IdentityType.RESERVE_NUMBER_REGIONAL: _("Regional reserve number"),
}


NUMBER = ("identity_type", "identity_value", "identity_oid")


class PatientQuerySet(ScopedQuerySet["Patient"]):
    def named(self, number: "Patient") -> "Patient | None":
        """The stored person with that number, under the one that has replaced it."""
        person = self.filter(**number.number).first()
        while person and person.replaced_by:
            person = person.replaced_by
        return person


class Patient(models.Model):
    """A person under one number, the same for all who meet them; their name is each case's own (`PatientSnapshot`).

    A number that another one has replaced names the same person for ever (`replaced_by`), and has no cases.

    A protected identity is the person's: once anybody has registered it, it masks them in every case, until a ward says
    that it has ended.
    """

    path_to_party = "cases__parties__unit"

    identity_type = models.CharField(
        max_length=30, choices=[(one.value, name) for one, name in IDENTITY_NAMES.items()]
    )
    identity_value = models.CharField(max_length=20)
    identity_oid = models.CharField(
        max_length=64, blank=True, help_text=_("Who gave a regional reserve number.")
    )
    has_protected_identity = models.BooleanField(
        default=False,
        help_text=_("Name and address are masked, and a search by name does not find the person."),
    )

    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaces")

    objects = PatientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["identity_type", "identity_value", "identity_oid"], name="one_patient_a_number"
            ),
            models.CheckConstraint(
                name="regional_number_has_oid",
                condition=Q(identity_type=IdentityType.RESERVE_NUMBER_REGIONAL) ^ Q(identity_oid=""),
            ),
        ]

    def __str__(self) -> str:
        # Never the name or the number: this ends up in logs and error reports.
        return f"patient {self.pk}"

    def clean(self) -> None:
        """Normalises the number; refuses one that cannot be of its type."""
        super().clean()
        try:
            self.identity_value = normalised(
                IdentityType(self.identity_type),
                self.identity_value,
                oid=self.identity_oid,
                today=timezone.localdate(),
            )
        except MalformedIdentity:
            raise ValidationError(
                {"identity_value": _("This number is not right. Check each digit.")}
            ) from None

    @property
    def number(self) -> dict[str, Any]:
        """What names the person, by column."""
        return {name: getattr(self, name) for name in NUMBER}

    @property
    def born_in(self) -> int | None:
        """The year of birth, when the number tells it."""
        return born_in(IdentityType(self.identity_type), self.identity_value)

    def age_on(self, day: date) -> int | None:
        """The age in whole years on that day, when the number tells it."""
        if self.born_in is None:
            return None
        born = int(self.identity_value[6:8])
        if self.identity_type == IdentityType.COORDINATION_NUMBER:
            born -= 60
        return day.year - self.born_in - ((day.month, day.day) < (int(self.identity_value[4:6]), born))
