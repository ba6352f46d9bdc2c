"""What is put right in the basis of a bill: proposed by one, decided by another, never written over."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.access.permissions import Permission
from accounts.access.policy import MaybeAssignment, may
from accounts.models import Assignment, ImmutableModel, ImmutableQuerySet, Organisation, User
from billing.core.corrections import CorrectionKind
from billing.core.months import month_name

DECISION = ("decided_at", "decision", "decided_by", "decided_by_user", "decision_reason")


class CorrectionDecision(models.TextChoices):
    """What became of a proposal."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class CorrectionQuerySet(ImmutableQuerySet["Correction"]):
    def visible_to(self, assignment: MaybeAssignment) -> Self:
        """Those of the own organisation's months: a municipality's also where an episode would come to it."""
        if assignment is None or not may(assignment, Permission.READ_MONTH):
            return self.none()
        organisation = assignment.unit.organisation
        match organisation.kind:
            case Organisation.Kind.REGION:
                return self.filter(region_code=organisation.code)
            case Organisation.Kind.MUNICIPALITY:
                return self.filter(
                    Q(municipality_code=organisation.code) | Q(to_municipality_code=organisation.code)
                )
            case _:
                return self.none()

    def of_month(self, region: str, municipality: str, month: int) -> Self:
        """Those that take an episode from the month, give it one, or change one in it."""
        here = Q(municipality_code=municipality, month=month)
        comes = Q(to_municipality_code=municipality, to_month=month)
        return self.filter(here | comes, region_code=region)

    def waiting(self) -> Self:
        """Those that nobody has decided on."""
        return self.filter(decided_at=None)

    def in_force(self, at: datetime | None = None) -> Self:
        """Those that count then, or now: accepted, and not undone by another that was. By when they were decided."""
        accepted = self.filter(decision=CorrectionDecision.ACCEPTED)
        undoing = Correction.objects.filter(undoes=OuterRef("pk"), decision=CorrectionDecision.ACCEPTED)
        if at is not None:
            accepted, undoing = accepted.filter(decided_at__lte=at), undoing.filter(decided_at__lte=at)
        return accepted.filter(~Exists(undoing), undoes=None).order_by("decided_at", "pk")

    def with_people(self) -> Self:
        """With who proposed and who decided, and what it undoes, in the same query."""
        return self.select_related(
            "proposed_by_user", "proposed_by__unit__organisation", "decided_by_user", "undoes"
        )


class Correction(ImmutableModel):
    """One error of one episode (`core.corrections`), or with `undoes` that an earlier correction is undone.

    It stands in the month of the episode as it was when this was proposed; `to_municipality_code` and `to_month` say
    where the episode is afterwards, where that is another. `civil_at` is civil time in ISO's form. The episode is named
    by its number, and the patient never.
    """

    Decision = CorrectionDecision
    changeable = DECISION

    region_code = models.CharField(max_length=2)
    municipality_code = models.CharField(max_length=4)
    month = models.PositiveIntegerField(help_text="Months since the year 0.")
    to_municipality_code = models.CharField(max_length=4)
    to_month = models.PositiveIntegerField()
    episode_id = models.TextField()
    kind = models.CharField(max_length=40)  # a `CorrectionKind`; a new one is no migration
    civil_at = models.CharField(max_length=19, null=True)  # noqa: DJ001  # no time is not an empty one
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    municipality = models.CharField(max_length=4, blank=True)
    evidence = models.CharField(max_length=1000)
    reference = models.CharField(max_length=200, blank=True)
    undoes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="undone_by")
    proposed_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    proposed_by_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decision = models.CharField(max_length=20, choices=CorrectionDecision, blank=True)
    decided_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.CharField(max_length=500, blank=True)

    objects = CorrectionQuerySet.as_manager()  # type: ignore[misc]  # narrower than the base's

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="correction_decided_by_another",
                condition=Q(decided_at=None, decision="", decided_by=None, decided_by_user=None)
                | (
                    Q(
                        decided_at__gte=F("proposed_at"),
                        decided_by__isnull=False,
                        decided_by_user__isnull=False,
                    )
                    & (
                        Q(decision=CorrectionDecision.WITHDRAWN)
                        | (
                            Q(decision__in=[CorrectionDecision.ACCEPTED, CorrectionDecision.REJECTED])
                            & ~Q(decided_by_user=F("proposed_by_user"))
                        )
                    )
                ),
            ),
            models.CheckConstraint(name="correction_has_its_evidence", condition=~Q(evidence="")),
            models.CheckConstraint(
                name="rejected_correction_says_why",
                condition=~Q(decision=CorrectionDecision.REJECTED) | ~Q(decision_reason=""),
            ),
            models.UniqueConstraint(
                fields=["undoes"],
                condition=Q(decision=CorrectionDecision.ACCEPTED),
                name="correction_undone_once",
            ),
        ]
        indexes = [
            models.Index(fields=["region_code", "municipality_code", "month"], name="corrections_of_a_month"),
            models.Index(fields=["region_code", "episode_id"], name="corrections_of_an_episode"),
        ]

    def __str__(self) -> str:
        return f"{self.region_code}/{self.municipality_code}/{month_name(self.month)}: {self.kind}"

    @property
    def core_kind(self) -> CorrectionKind:
        return CorrectionKind(self.kind)

    @property
    def months(self) -> list[tuple[str, str, int]]:
        """The months that it changes, in the one order in which they are locked."""
        here = (self.region_code, self.municipality_code, self.month)
        there = (self.region_code, self.to_municipality_code, self.to_month)
        return sorted({here, there})
