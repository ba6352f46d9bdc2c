"""Whom a region's invoices come from and go to, as two of its administrators have entered it."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.places import validate_municipality_code
from billing.models.invoice_numbers import (
    EndpointScheme,
    validate_bankgiro,
    validate_digits,
    validate_endpoint,
    validate_organisation_number,
    validate_postcode,
)
from billing.models.personal_numbers import validate_no_personal_number
from billing.models.two_people import ByTwoPeople, ByTwoPeopleQuerySet, of_two_people


class VatCategory(models.TextChoices):
    """Value added tax on what is owed, by the codes of UNCL5305."""

    OUTSIDE = "O", _("Outside of value added tax")
    EXEMPT = "E", _("Exempt from value added tax")
    STANDARD = "S", _("Value added tax is added")


class VatPercent(models.IntegerChoices):
    """The rates that Sweden has; none where no tax is added."""

    NONE = 0, "0 %"
    LOW = 6, "6 %"
    MIDDLE = 12, "12 %"
    FULL = 25, "25 %"


class InvoiceParty(ByTwoPeople):
    """An organisation on an invoice. The last approved row counts for what is issued after its approval."""

    name = models.CharField(
        max_length=120,
        validators=[validate_no_personal_number],
        help_text="In full, as it stands on invoices.",
    )
    organisation_number = models.CharField(max_length=10, validators=[validate_organisation_number])
    endpoint_scheme = models.CharField(
        max_length=4, choices=EndpointScheme, default=EndpointScheme.ORGANISATION_NUMBER.value
    )
    endpoint_id = models.CharField(max_length=20)
    street = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=6, blank=True, validators=[validate_postcode])
    city = models.CharField(max_length=60, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        validate_endpoint(self.endpoint_scheme, self.endpoint_id)


class InvoiceSender(InvoiceParty):
    """The region: where the money goes, when, with which tax, and where it stands in the region's own accounts."""

    bankgiro = models.CharField(max_length=8, validators=[validate_bankgiro])
    payment_days = models.PositiveSmallIntegerField(
        default=30, validators=[MinValueValidator(1), MaxValueValidator(90)]
    )
    vat_category = models.CharField(max_length=1, choices=VatCategory, default=VatCategory.OUTSIDE.value)
    vat_percent = models.PositiveSmallIntegerField(choices=VatPercent, default=VatPercent.NONE.value)
    exemption_reason = models.CharField(
        max_length=200,
        blank=True,
        validators=[validate_no_personal_number],
        help_text="Why no tax is added; a sentence of the system's where it is empty.",
    )
    account_receivable = models.CharField(max_length=10, blank=True, validators=[validate_digits])
    account_revenue = models.CharField(max_length=10, blank=True, validators=[validate_digits])
    account_vat = models.CharField(max_length=10, blank=True, validators=[validate_digits])
    voucher_series = models.CharField(max_length=4, blank=True, default="H")

    objects = ByTwoPeopleQuerySet["InvoiceSender"].as_manager()  # type: ignore[misc]  # narrower than the base's

    class Meta:
        constraints = [
            *of_two_people("invoice_sender"),
            models.CheckConstraint(
                name="vat_is_added_in_its_category_alone",
                condition=Q(vat_category="S", vat_percent__gt=0)
                | (Q(vat_category__in=["O", "E"]) & Q(vat_percent=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_number}: {self.bankgiro}"

    def clean(self) -> None:
        super().clean()
        adds = self.vat_category == VatCategory.STANDARD
        if adds != bool(self.vat_percent):
            raise ValidationError({"vat_percent": _("A rate is given where tax is added, and only there.")})
        accounts = [self.account_receivable, self.account_revenue, *([self.account_vat] if adds else [])]
        if any(accounts) and not all(accounts):
            empty = "account_receivable" if not self.account_receivable else "account_revenue"
            field = empty if not all(accounts[:2]) else "account_vat"
            raise ValidationError({field: _("Give all the accounts that a voucher needs, or none.")})

    @property
    def has_accounts(self) -> bool:
        """Whether a voucher can be written."""
        return bool(self.account_receivable)

    @property
    def vat_rate(self) -> Decimal:
        """The part of an amount that is added to it."""
        return Decimal(self.vat_percent) / 100


class InvoiceReceiver(InvoiceParty):
    """A municipality as one region's invoices reach it."""

    municipality_code = models.CharField(max_length=4, validators=[validate_municipality_code])
    buyer_reference = models.CharField(max_length=50, validators=[validate_no_personal_number])

    objects = ByTwoPeopleQuerySet["InvoiceReceiver"].as_manager()  # type: ignore[misc]  # narrower than the base's

    class Meta:
        constraints = [
            *of_two_people("invoice_receiver"),
            models.CheckConstraint(name="invoice_receiver_has_a_reference", condition=~Q(buyer_reference="")),
        ]
        indexes = [
            models.Index(fields=["organisation", "municipality_code"], name="invoice_receivers_of_a_region")
        ]

    def __str__(self) -> str:
        return f"{self.municipality_code}: {self.endpoint_scheme}:{self.endpoint_id}"
