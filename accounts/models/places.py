"""Checks of official codes, at the edge where a person or a file gives one."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

validate_region_code = RegexValidator(r"^\d{2}$", _("A region's code has two digits."))
validate_municipality_code = RegexValidator(r"^\d{4}$", _("A municipality's code has four digits."))
