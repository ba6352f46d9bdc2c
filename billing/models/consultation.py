"""The consultation log: what a party plans that may touch another's organisation or costs, and what the others say.

Halland 2027, Informationsskyldighet: the parties consult each other before such a change is made. Other texts do not
ask for it; their parties may all the same.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.access.permissions import Permission
from accounts.access.policy import MaybeAssignment, may
from accounts.models import Assignment, ImmutableModel, ImmutableQuerySet, Organisation, User
from agreements.files import load_agreements

WITHDRAWAL = ("withdrawn_at", "withdrawn_by")


class PlannedChangeQuerySet(ImmutableQuerySet["PlannedChange"]):
    def visible_to(self, assignment: MaybeAssignment) -> Self:
        """Those of the agreements that the own organisation is a party to."""
        if assignment is None or not may(assignment, Permission.CONSULT):
            return self.none()
        code = assignment.unit.organisation.code
        own = [
            text.slug for text in load_agreements().values() if code in (text.region, *text.municipalities)
        ]
        return self.filter(agreement__in=own)

    def with_answers(self) -> Self:
        """With who registered it and what was answered."""
        return self.select_related("organisation", "registered_by_user").prefetch_related(
            models.Prefetch(
                "answers", ConsultationAnswer.objects.select_related("organisation", "answered_by_user")
            )
        )


class PlannedChange(ImmutableModel):
    """A change that has not been made yet: what, and from which day. Only that it is withdrawn is added to it."""

    changeable = WITHDRAWAL

    agreement = models.CharField(max_length=60, help_text="The slug of the text whose parties are asked.")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    what = models.CharField(max_length=2000)
    takes_effect_on = models.DateField()
    registered_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    registered_by_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, null=True, related_name="+")

    objects = PlannedChangeQuerySet.as_manager()  # type: ignore[misc]  # narrower than the base's

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="planned_change_is_withdrawn_by_somebody",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}, {self.takes_effect_on}: {self.title}"

    def waits_for_answers(self, today: date) -> bool:
        """Whether it can still be answered: the others answer before it takes effect."""
        return self.withdrawn_at is None and today < self.takes_effect_on


class Position(models.TextChoices):
    """Where an organisation stands to a change of another's."""

    NO_OBJECTION = "no_objection", _("No objection")
    WANTS_TO_MEET = "wants_to_meet", _("We are touched by it and want to meet")
    OBJECTS = "objects", _("We object")


class ConsultationAnswer(ImmutableModel):
    """What one of the other parties says; of several the last one counts."""

    change = models.ForeignKey(PlannedChange, on_delete=models.PROTECT, related_name="answers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    position = models.CharField(max_length=20, choices=Position)
    words = models.CharField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    answered_by_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ("answered_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="consultation_position_is_known", condition=Q(position__in=Position.values)
            ),
            models.CheckConstraint(
                name="objection_says_why", condition=Q(position=Position.NO_OBJECTION) | ~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.position}"
