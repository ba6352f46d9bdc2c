"""The units that patients and messages move between."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.access.roles import kinds_in
from accounts.models.organisation import Organisation
from accounts.models.swedish_order import sort_key_of

HSA_ID = r"^SE\d{10}-[A-Za-z0-9]{1,18}$"


class UnitKind(models.TextChoices):
    WARD = "ward", _("Ward")
    PRIMARY_CARE = "primary_care", _("Primary care centre")
    PSYCHIATRIC_OUTPATIENT = "psychiatric_outpatient", _("Psychiatric outpatient unit")
    SPECIALIST_OUTPATIENT = "specialist_outpatient", _("Specialist outpatient unit")
    INTAKE = "intake", _("Municipal intake")
    MUNICIPAL_HEALTH_CARE = "municipal_health_care", _("Municipal health care")
    SOCIAL_PSYCHIATRY = "social_psychiatry", _("Social psychiatry")
    FINANCE = "finance", _("Finance office")
    ADMINISTRATION = "administration", _("Administration")


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units are archived, never deleted: cases and the access log name them for at least ten years."""

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("Units are archived, never deleted.")

    def in_use(self) -> "UnitQuerySet":
        return self.filter(archived_at=None)


class Unit(models.Model):
    """A ward, a primary care centre, a municipality's intake, or an office."""

    Kind = UnitKind

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=120)
    sort_name = sort_key_of("name")
    kind = models.CharField(max_length=30, choices=UnitKind)
    hsa_id = models.CharField(
        max_length=31,
        unique=True,
        validators=[
            RegexValidator(HSA_ID, _("An HSA-id is SE, ten digits, a hyphen, then letters and digits."))
        ],
    )
    district = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    is_default_intake = models.BooleanField(
        default=False, help_text="Receives what no other unit of the municipality receives."
    )
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name"]
        constraints = [
            models.CheckConstraint(name="unit_hsa_id_is_well_formed", condition=Q(hsa_id__regex=HSA_ID)),
            models.CheckConstraint(name="unit_kind_is_known", condition=Q(kind__in=UnitKind.values)),
            # Lets an assignment refer to a unit together with its kind, see Assignment.unit_kind.
            models.UniqueConstraint(fields=["id", "kind"], name="unit_with_its_kind"),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(is_default_intake=True),
                name="one_default_intake",
                violation_error_message=_(
                    "The municipality already has a unit that receives what no other receives."
                ),
            ),
            models.CheckConstraint(
                name="default_intake_is_an_intake_in_use",
                violation_error_message=_("Only an intake in use can receive what no other unit receives."),
                condition=Q(is_default_intake=False) | Q(kind="intake", archived_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.kind not in kinds_in(self.organisation.kind):
            raise ValidationError({"kind": _("An organisation of this kind has no such units.")})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("Units are archived, never deleted.")

    def may_receive_for(self, municipality_code: str) -> bool:
        """Whether patients from there can be the unit's: a municipality's unit has its own residents only (LUS 5:2).

        Our choice: a care unit may receive for any municipality of Sweden, its own region's or not, since patients
        choose their outpatient care within the region or outside it (patientlagen 9 kap. 1 §).
        """
        is_municipal = self.organisation.kind == Organisation.Kind.MUNICIPALITY
        return not is_municipal or self.organisation.code == municipality_code
