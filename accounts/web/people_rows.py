"""The people of a unit as its page shows them: who works there and who did, and who gave and ended it."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access.administration import administered_units, may_appoint
from accounts.access.roles import Role
from accounts.models import Assignment, Unit
from accounts.models.assignment import UNRECORDED, AssignmentQuerySet

ENDED_AT_MOST = 50


@dataclass(frozen=True)
class PersonRow:
    """An assignment, by whom it was given and ended, and what the reader may do about it."""

    assignment: Assignment
    granted_by: str
    ended_by: str = ""
    may_be_ended: bool = False
    may_get_password: bool = False


def administered_assignments(by: Assignment) -> AssignmentQuerySet:
    """Those in the units that the assignment administers, ended ones too."""
    return Assignment.objects.filter(unit__in=administered_units(by))


def people(unit: Unit, by: Assignment) -> list[PersonRow]:
    """Those who work in the unit now or will, by name."""
    assignments = Assignment.objects.filter(unit=unit).not_ended().order_by("user__sort_name", "role")
    return [
        PersonRow(
            one,
            _who(one.granted_by, one.granted_by_command),
            may_be_ended=one.valid_to is None and one != by and may_appoint(by, Role(one.role)),
            may_get_password=one.user_id != by.user_id and may_appoint(by, Role(one.role)),
        )
        for one in assignments.select_related("user", "granted_by__user")
    ]


def ended(unit: Unit) -> list[PersonRow]:
    """The assignments that ended last, latest first."""
    assignments = Assignment.objects.filter(unit=unit, valid_to__lte=timezone.now()).order_by(
        "-valid_to", "-pk"
    )
    with_people = assignments.select_related("user", "granted_by__user", "ended_by__user")
    return [
        PersonRow(one, _who(one.granted_by, one.granted_by_command), _who(one.ended_by, one.ended_by_command))
        for one in with_people[:ENDED_AT_MOST]
    ]


def _who(by: Assignment | None, command: str) -> str:
    if by is not None:
        return by.user.name
    return _("not recorded") if command == UNRECORDED else _("the command %(name)s") % {"name": command}
