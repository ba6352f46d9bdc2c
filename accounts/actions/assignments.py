"""Giving people assignments and ending them."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.access.administration import require_administration
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


@transaction.atomic
def assign(
    *, by: Assignment, user: User, unit: Unit, role: Role, valid_from: datetime | None = None
) -> Assignment:
    """A person's new assignment in a unit that `by` administers."""
    require_administration(by, unit)
    # Locked, so that a double click finds the first one's assignment.
    user = User.objects.select_for_update().get(pk=user.pk)
    if Assignment.objects.filter(user=user, unit=unit, role=role, valid_to=None).exists():
        raise AlreadyAssigned
    assignment = Assignment(user=user, unit=unit, role=role, valid_from=valid_from or timezone.now())
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
    require_administration(by, assignment.unit)
    if assignment == by:
        raise OwnAssignment
    now = timezone.now()
    if assignment.valid_to is None or assignment.valid_to > now:
        assignment.valid_to = max(now, assignment.valid_from)
        assignment.save(update_fields=["valid_to"])
    return assignment
