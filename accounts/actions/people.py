"""People who get an account."""

import secrets
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext_noop

from accounts.access.administration import require_administration
from accounts.access.roles import Role
from accounts.actions.assignments import assign
from accounts.errors import DomainError
from accounts.models import Assignment, Unit, User


class NameMissing(DomainError):
    code = "name_missing"
    sentence = gettext_noop("Nobody has an account with this e-mail yet. Give the person's name as well.")


@dataclass(frozen=True)
class Account:
    """A person with what was given, and the first password when the account is new: nobody can read it again."""

    user: User
    first_password: str = ""
    assignment: Assignment | None = None


@transaction.atomic
def welcome(
    *, by: Assignment, unit: Unit, role: Role, email: str, name: str = "", title: str = ""
) -> Account:
    """Gives the person with this e-mail an assignment. A new one gets a first password, to change at the first sign-in.

    An account that exists is left as it is: its name and password are the person's own, whoever asks.
    """
    require_administration(by, unit)
    account = find_account(email) or new_account(email=email, name=name, title=title)
    given = assign(by=by, user=account.user, unit=unit, role=role)
    return replace(account, assignment=given)


def find_account(email: str) -> Account | None:
    user = User.objects.filter(email=email).first()
    return Account(user) if user else None


def new_account(*, email: str, name: str, title: str) -> Account:
    if not name:
        raise NameMissing
    password = secrets.token_urlsafe(12)
    # Whoever made the account knows it too: the person chooses their own before anything else.
    user = User.objects.create_user(email, password, name=name, title=title, has_password_for_once=True)
    return Account(user, password)
