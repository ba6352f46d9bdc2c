"""The numbers by which money and invoices find their way: checked by their check digits, never by asking anybody."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from stdnum import ean, luhn
from stdnum.se import orgnr


class EndpointScheme(models.TextChoices):
    """Where an electronic address comes from, by its code among the ICDs of ISO 6523."""

    ORGANISATION_NUMBER = "0007", _("Organisation number")
    GLN = "0088", _("GLN")


validate_digits = RegexValidator(r"^\d+\Z", _("Give digits only."))
validate_postcode = RegexValidator(r"^\d{3} ?\d{2}\Z", _("A postcode has five digits."))


def validate_organisation_number(value: str) -> None:
    """Ten digits with their check digit, without a hyphen."""
    if not (value.isdecimal() and orgnr.is_valid(value)):
        raise ValidationError(_("This is not a valid organisation number."))


def validate_bankgiro(value: str) -> None:
    """Seven or eight digits with their check digit, without a hyphen."""
    if not (value.isdecimal() and len(value) in (7, 8) and luhn.is_valid(value)):
        raise ValidationError(_("This is not a valid Bankgiro number."))


def validate_endpoint(scheme: str, value: str) -> None:
    """What the scheme asks for. Raises `ValidationError` for the field `endpoint_id`."""
    match scheme:
        case EndpointScheme.ORGANISATION_NUMBER:
            is_valid = value.isdecimal() and orgnr.is_valid(value)
        case EndpointScheme.GLN:
            is_valid = value.isdecimal() and len(value) == 13 and ean.is_valid(value)
        case _:
            is_valid = False
    if not is_valid:
        raise ValidationError({"endpoint_id": _("This is not a valid address of that kind.")})
