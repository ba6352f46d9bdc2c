"""Whom to ask for what a region's administrators enter, by name where they are the reader's own."""

from django.utils.translation import gettext as _

from accounts.access.permissions import Permission
from accounts.access.roles import ROLE_PERMISSIONS
from accounts.models import Assignment
from agreements.places import REGIONS


def whom_to_ask(reader: Assignment, region: str) -> str:
    """A sentence; for who stands outside the region it names nobody."""
    if reader.unit.organisation.code == region:
        roles = [
            role for role, held in ROLE_PERMISSIONS.items() if Permission.ADMINISTER_ORGANISATION in held
        ]
        current = Assignment.objects.current().filter(role__in=roles, unit__organisation__code=region)
        if names := sorted(set(current.values_list("user__name", flat=True))):
            return _("Ask %(names)s.") % {"names": f" {_('or')} ".join(names)}
    return _("Ask the system administrator of %(region)s.") % {"region": REGIONS[region].name}
