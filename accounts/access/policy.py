"""Whether an assignment may do a thing. Every view, action and queryset asks here and nowhere else."""

from django.utils.translation import gettext_noop

from accounts.access.permissions import Permission
from accounts.access.roles import ROLE_PERMISSIONS, Role
from accounts.errors import DomainError
from accounts.models import Assignment

# What the functions take: request.assignment is None until one is chosen, and then nothing is allowed.
MaybeAssignment = Assignment | None


class NotAllowed(DomainError):
    """The person may see the thing, but the present assignment gives no right to do this with it (403)."""

    code = "not_allowed"
    sentence = gettext_noop(
        "Your present assignment does not allow this. Change assignment, or ask your unit's administrator."
    )


def permissions_of(assignment: MaybeAssignment) -> frozenset[Permission]:
    """What the assignment allows now: nothing before it begins and nothing after it has ended."""
    if assignment is None or not assignment.holds():
        return frozenset()
    return ROLE_PERMISSIONS[Role(assignment.role)]


def may(assignment: MaybeAssignment, permission: Permission) -> bool:
    """Whether the assignment allows it now."""
    return permission in permissions_of(assignment)


def require(assignment: MaybeAssignment, permission: Permission) -> None:
    """Raises NotAllowed unless the assignment allows it now."""
    if not may(assignment, permission):
        raise NotAllowed(permission=permission.value)
