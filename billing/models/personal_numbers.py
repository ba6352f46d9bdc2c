"""Identity numbers of people, in what somebody writes freely: they have no place on a statement or an invoice."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import luhn
from stdnum.se import personnummer

WRITTEN = re.compile(r"(?<!\d)(\d{2})?(\d{4})(\d{2})[-+ ]?(\d{4})(?!\d)")
"""Century, year and month, day, the last four; a coordination number's day is 60 more."""


def has_personal_number(text: str) -> bool:
    """Whether a personal identity number or a coordination number stands in it, by its date and check digit."""
    for century, month, day, last in WRITTEN.findall(text):
        # The check digit is reckoned with the day as it is written, so the date is looked at apart.
        plain_day = f"{int(day) - 60:02}" if int(day) > 60 else day
        if _is_date(century, month, plain_day) and luhn.is_valid(month + day + last):
            return True
    return False


def validate_no_personal_number(value: str) -> None:
    """Refuses it; the number is not repeated."""
    if has_personal_number(value):
        raise ValidationError(_("A personal identity number has no place here."))


def _is_date(century: str, month: str, day: str) -> bool:
    try:
        personnummer.get_birth_date(f"{century}{month}{day}-0000")
    except (personnummer.InvalidComponent, ValueError):
        return False
    return True
