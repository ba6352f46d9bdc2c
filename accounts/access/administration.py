"""Which units an assignment administers: people, assignments and what the unit receives."""

from accounts.access.permissions import Permission
from accounts.access.policy import MaybeAssignment, NotAllowed, may
from accounts.access.roles import GUARDED_ROLES, Role
from accounts.models import Unit
from accounts.models.unit import UnitQuerySet


def administered_units(assignment: MaybeAssignment) -> UnitQuerySet:
    """The own unit of a unit administrator; every unit of a system administrator's own organisation.

    Somebody must appoint a unit's first administrator: that is what the second is for.
    """
    if assignment is None or not may(assignment, Permission.ADMINISTER_UNIT):
        return Unit.objects.none()
    units = Unit.objects.in_use()
    if may(assignment, Permission.ADMINISTER_ORGANISATION):
        return units.filter(organisation_id=assignment.unit.organisation_id)
    return units.filter(pk=assignment.unit_id)


def may_appoint(assignment: MaybeAssignment, role: Role) -> bool:
    """Whether an administrator may give and end assignments in the role, in a unit that is theirs to administer."""
    return role not in GUARDED_ROLES or may(assignment, Permission.ADMINISTER_ORGANISATION)


def require_administration(assignment: MaybeAssignment, unit: Unit) -> None:
    """Raises NotAllowed unless the assignment administers the unit."""
    if not administered_units(assignment).filter(pk=unit.pk).exists():
        raise NotAllowed(permission=Permission.ADMINISTER_UNIT.value)
