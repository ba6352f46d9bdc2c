"""Units as calls name them: by HSA-id, and only those that the asker administers."""

from django.shortcuts import get_object_or_404
from rest_framework import serializers

from accounts.access.administration import administered_units
from accounts.models import Assignment, Unit


def unit_field(source: str | None = None) -> serializers.CharField:
    """Whose it is; the asker's own unit where nothing is said."""
    told = "The unit's HSA-id; the asker's own unless said."
    return serializers.CharField(required=False, help_text=told, source=source)


def administered_unit_called(by: Assignment, hsa_id: str | None) -> Unit:
    """The unit, where the asker administers it; another's is not there to be found."""
    units = administered_units(by).select_related("organisation")
    return get_object_or_404(units, hsa_id=by.unit.hsa_id if hsa_id is None else hsa_id)
