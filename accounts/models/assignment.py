"""Who works where, as what, and from when to when."""

from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access.roles import WHERE, Role, roles_in
from accounts.models.immutable import ImmutableModel, ImmutableQuerySet
from accounts.models.unit import Unit, UnitKind
from accounts.models.user import User

ROLE_NAMES = {
    Role.WARD_NURSE: _("Ward nurse"),
    Role.PHYSICIAN: _("Physician"),
    Role.CARE_COORDINATOR: _("Care coordinator"),
    Role.CASE_OFFICER: _("Case officer"),
    Role.REGION_CONTROLLER: _("Region controller"),
    Role.MUNICIPAL_CONTROLLER: _("Municipal controller"),
    Role.UNIT_ADMINISTRATOR: _("Unit administrator"),
    Role.LOG_REVIEWER: _("Log reviewer"),
    Role.SYSTEM_ADMINISTRATOR: _("System administrator"),
}


UNRECORDED = "unrecorded"
"""In place of a command: nobody wrote down who granted or ended the assignment."""


class KindOfUnitField(models.CharField):
    """The kind of the row's unit, copied at every write, so that the database can check the role against it."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        kind = model_instance.unit.kind  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, kind)
        return kind


class AssignmentQuerySet(ImmutableQuerySet["Assignment"]):
    def current(self, at: datetime | None = None) -> "AssignmentQuerySet":
        """Those that hold now, of people who may sign in."""
        at = at or timezone.now()
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=at), valid_from__lte=at, user__is_active=True)

    def not_ended(self, at: datetime | None = None) -> "AssignmentQuerySet":
        """Those that hold now or will begin."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=at or timezone.now()))

    def with_place(self) -> "AssignmentQuerySet":
        """With person, unit and organisation in the same query."""
        return self.select_related("user", "unit__organisation")


class Assignment(ImmutableModel):
    """A person works in a unit in a role, from `valid_from` until just before `valid_to`. Ending is final.

    Who granted and who ended it is kept: an assignment, or the command by which an operator of the installation did.
    """

    changeable = ("valid_to", "ended_by", "ended_by_command")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
    unit_kind = KindOfUnitField(max_length=30, choices=UnitKind, editable=False)
    role = models.CharField(max_length=30, choices=[(role.value, name) for role, name in ROLE_NAMES.items()])
    valid_from = models.DateTimeField(default=timezone.now)
    valid_to = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    granted_by_command = models.CharField(
        max_length=40,
        blank=True,
        help_text="Named where no person did it; UNRECORDED for what is older than this.",
    )
    ended_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    ended_by_command = models.CharField(max_length=40, blank=True)

    objects = AssignmentQuerySet.as_manager()  # type: ignore[misc]  # narrower than the base's

    class Meta:
        constraints = [
            # A foreign key in the migration holds (unit, unit_kind) to the unit, so this check can't be fooled.
            models.CheckConstraint(
                name="role_fits_kind_of_unit",
                condition=reduce(
                    or_,
                    (
                        Q(role=role.value, unit_kind__in=sorted(place.unit_kinds))
                        for role, place in WHERE.items()
                    ),
                ),
            ),
            models.CheckConstraint(
                name="assignment_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="assignment_says_who_granted_it",
                condition=Q(granted_by=None) ^ Q(granted_by_command=""),
            ),
            models.CheckConstraint(
                name="ended_assignment_says_who_ended_it",
                condition=Q(valid_to=None, ended_by=None, ended_by_command="")
                | (Q(valid_to__isnull=False) & (Q(ended_by=None) ^ Q(ended_by_command=""))),
            ),
            models.UniqueConstraint(
                fields=["user", "unit", "role"], condition=Q(valid_to=None), name="one_open_assignment_a_role"
            ),
            # Lets a row refer to an assignment together with whose it is, see billing's ByTwoPeople.
            models.UniqueConstraint(fields=["id", "user"], name="assignment_with_its_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.unit}"

    def clean(self) -> None:
        super().clean()
        if self.role not in roles_in(self.unit.kind, self.unit.organisation.kind):
            raise ValidationError({"role": _("This role can't be held in a unit of this kind.")})

    def holds(self, at: datetime | None = None) -> bool:
        """Whether the assignment holds now, for a person who may sign in."""
        at = at or timezone.now()
        begun = self.valid_from <= at
        return begun and (self.valid_to is None or at < self.valid_to) and self.user.is_active
