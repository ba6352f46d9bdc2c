"""Regions, municipalities and private providers of care."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _
from stdnum.se import orgnr

from accounts.models.places import validate_municipality_code, validate_region_code
from accounts.models.swedish_order import sort_key_of


class Organisation(models.Model):
    """One employer of the people who use Hemgång. A private provider has no code: it lies in its region."""

    class Kind(models.TextChoices):
        REGION = "region", _("Region")
        MUNICIPALITY = "municipality", _("Municipality")
        PRIVATE_PROVIDER = "private_provider", _("Private provider")

    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=120)
    sort_name = sort_key_of("name")
    code = models.CharField(max_length=4, blank=True, help_text="The official code: 13 or 1380.")
    region_code = models.CharField(max_length=2, validators=[validate_region_code])
    organisation_number = models.CharField(max_length=10, blank=True, help_text="Ten digits, no hyphen.")

    class Meta:
        ordering = ["sort_name"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="one_organisation_a_code"),
            # Gotland is a region and a municipality under one number.
            models.UniqueConstraint(
                fields=["organisation_number", "kind"],
                condition=~Q(organisation_number=""),
                name="one_organisation_a_number",
            ),
            models.CheckConstraint(
                name="organisation_code_fits_kind",
                condition=Q(kind="region", code__regex=r"^\d{2}$", region_code=F("code"))
                | Q(kind="municipality", code__regex=r"^\d{4}$", region_code=Left("code", 2))
                | Q(kind="private_provider", code="", region_code__regex=r"^\d{2}$"),
            ),
            models.CheckConstraint(
                name="organisation_number_has_ten_digits",
                condition=Q(organisation_number="") | Q(organisation_number__regex=r"^\d{10}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.kind == self.Kind.MUNICIPALITY:
            validate_municipality_code(self.code)
        if self.organisation_number and not orgnr.is_valid(self.organisation_number):
            raise ValidationError({"organisation_number": _("This is not a valid organisation number.")})
