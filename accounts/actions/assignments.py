"""Giving people assignments and ending them."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.access.administration import may_appoint, require_administration
from accounts.access.permissions import Permission
from accounts.access.policy import NotAllowed
from accounts.access.roles import Role
from accounts.errors import DomainError
from accounts.models import Assignment, Unit, User


class RoleDoesNotFit(DomainError):
    code = "role_does_not_fit"
    sentence = gettext_noop("This role can't be held in a unit of this kind. Choose another role.")


class AlreadyAssigned(DomainError):
    code = "already_assigned"
    sentence = gettext_noop("The person already has this assignment in the unit.")


class OwnAssignment(DomainError):
    code = "own_assignment"
    sentence = gettext_noop("You can't end the assignment you are working under. Ask another administrator.")


class OwnGrant(DomainError):
    code = "own_grant"
    sentence = gettext_noop("You can't give yourself an assignment. Ask another administrator.")


class GuardedRole(NotAllowed):
    code = "guarded_role"
    sentence = gettext_noop("Only a system administrator gives and ends assignments in this role.")


@transaction.atomic
def assign(
    *, by: Assignment, user: User, unit: Unit, role: Role, valid_from: datetime | None = None
) -> Assignment:
    """Another person's new assignment in a unit that `by` administers."""
    _require_appointment(by, unit, role)
    if user.pk == by.user_id:
        raise OwnGrant
    # Locked, so that a double click finds the first one's assignment.
    user = User.objects.select_for_update().get(pk=user.pk)
    if Assignment.objects.filter(user=user, unit=unit, role=role, valid_to=None).exists():
        raise AlreadyAssigned
    assignment = Assignment(
        user=user, unit=unit, role=role, valid_from=valid_from or timezone.now(), granted_by=by
    )
    try:
        assignment.clean()
    except ValidationError as error:
        raise RoleDoesNotFit from error
    assignment.save()
    return assignment


@transaction.atomic
def end_assignment(*, by: Assignment, assignment: Assignment) -> Assignment:
    """Ends an assignment now. One that has ended keeps its end; one not yet begun never begins."""
    assignment = Assignment.objects.select_for_update(of=("self",)).with_place().get(pk=assignment.pk)
    _require_appointment(by, assignment.unit, Role(assignment.role))
    if assignment == by:
        raise OwnAssignment
    if assignment.valid_to is None:
        assignment.valid_to, assignment.ended_by = max(timezone.now(), assignment.valid_from), by
        assignment.save(update_fields=["valid_to", "ended_by"])
    return assignment


def _require_appointment(by: Assignment, unit: Unit, role: Role) -> None:
    require_administration(by, unit)
    if not may_appoint(by, role):
        raise GuardedRole(permission=Permission.ADMINISTER_ORGANISATION.value)
