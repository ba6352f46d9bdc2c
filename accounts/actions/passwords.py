"""A new password for somebody who has lost theirs."""

import secrets

from django.db import transaction
from django.utils.translation import gettext_noop

from accounts.access.administration import administered_units, may_appoint, require_administration
from accounts.access.roles import Role
from accounts.actions.people import Account
from accounts.errors import DomainError
from accounts.models import Assignment, GivenPassword, User


class OwnPassword(DomainError):
    code = "own_password"
    sentence = gettext_noop("You change your own password yourself, under your name in the menu.")


class WorksElsewhere(DomainError):
    """Whoever signs in as the person could do what the administrator may appoint nobody to."""

    code = "works_elsewhere"
    sentence = gettext_noop(
        "The person also has an assignment that is not yours to give, and could be signed in as there. Ask a system "
        "administrator of the organisation; for somebody who works in two organisations, whoever runs the installation."
    )


@transaction.atomic
def give_password(*, by: Assignment, assignment: Assignment) -> Account:
    """The person of the assignment gets a password for once, and is signed out everywhere.

    Until they have changed it, they can do nothing else. Only whoever may give each of their assignments may do it.
    """
    require_administration(by, assignment.unit)
    if assignment.user_id == by.user_id:
        raise OwnPassword
    # Locked: nobody gives the person another assignment meanwhile.
    user = User.objects.select_for_update().get(pk=assignment.user_id)
    theirs = Assignment.objects.not_ended().filter(user=user)
    administered = set(administered_units(by).values_list("pk", flat=True))
    if not all(one.unit_id in administered and may_appoint(by, Role(one.role)) for one in theirs):
        raise WorksElsewhere
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.has_password_for_once = True
    user.save(update_fields=["password", "has_password_for_once"])
    GivenPassword.objects.create(user=user, given_by=by)
    return Account(user, password, assignment)
