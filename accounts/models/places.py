"""Checks of official codes, at the edge where a person or a file gives one. The database checks their form."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agreements.places import MUNICIPALITIES, REGIONS


def validate_region_code(code: str) -> None:
    """Refuses a code that none of the 21 regions has."""
    if code not in REGIONS:
        raise ValidationError(_("No region has the code %(code)s."), params={"code": code})


def validate_municipality_code(code: str) -> None:
    """Refuses a code that none of the 290 municipalities has."""
    if code not in MUNICIPALITIES:
        raise ValidationError(_("No municipality has the code %(code)s."), params={"code": code})
