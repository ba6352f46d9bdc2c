"""A deadline that the engine could not see to, so that all the others go on without it."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Expression
from django.utils.translation import gettext_lazy as _

TRY_AGAIN_AFTER = timedelta(hours=1)


class EngineWork(models.TextChoices):
    SWEEP = "sweep", _("Marking as missed")
    REMINDERS = "reminders", _("Reminders")


class SetAsideQuerySet(models.QuerySet["SetAside"]):
    def put(self, work: EngineWork, deadline: int, fault: str, at: datetime) -> None:
        """Sets it aside, once more where it has been before."""
        self.bulk_create(
            [
                self.model(
                    work=work, deadline=deadline, fault=fault, since=at, try_again_at=at + TRY_AGAIN_AFTER
                )
            ],
            update_conflicts=True,
            unique_fields=["work", "deadline"],
            update_fields=["fault", "try_again_at"],
        )

    def of(self, work: EngineWork) -> "models.QuerySet[SetAside, int]":
        """The numbers of the deadlines."""
        return self.filter(work=work).values_list("deadline", flat=True)

    def counts(self) -> dict[str, int]:
        """How many there are of each kind of work, none among them."""
        counted = dict(self.values_list("work").annotate(models.Count("pk")))
        return {work.value: counted.get(work.value, 0) for work in EngineWork}

    def to_try_again(self, work: EngineWork | Expression, now: datetime | Expression) -> "SetAsideQuerySet":
        return self.filter(work=work, try_again_at__lte=now)


class SetAside(models.Model):
    """Tried again alone every hour, and gone when that has gone well or there is nothing left to do.

    It names the deadline by its number only: what the events say of a case never waits for this. `fault` is a type of
    exception, no text of anybody's.
    """

    work = models.CharField(max_length=10, choices=EngineWork)
    deadline = models.BigIntegerField()
    since = models.DateTimeField()
    try_again_at = models.DateTimeField()
    fault = models.CharField(max_length=80)

    objects = SetAsideQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "deadline"], name="set_aside_once")]

    def __str__(self) -> str:
        return f"{self.work} of deadline {self.deadline}"
