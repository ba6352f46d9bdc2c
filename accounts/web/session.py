"""The assignment that a person works under, kept in the session by its number."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.models import Assignment, User

CHOSEN = "assignment_id"


def choose(request: HttpRequest, assignment: Assignment) -> None:
    """Lets the person work under the assignment from now on, in a session with a new key."""
    request.session.cycle_key()
    request.session[CHOSEN] = assignment.pk


def chosen_assignment(request: HttpRequest, user: User | AnonymousUser) -> Assignment | None:
    """The chosen assignment while it holds: read again at each request, so that ending one takes effect at once.

    Whoever has a password for once works under none before they have changed it.
    """
    if CHOSEN not in request.session or not isinstance(user, User) or user.has_password_for_once:
        return None
    mine = Assignment.objects.current().with_place().filter(user_id=user.pk)
    return mine.filter(pk=request.session[CHOSEN]).first()
