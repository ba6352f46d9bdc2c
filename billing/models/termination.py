"""What ends an agreement between two parties before its time, as one of them has entered it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from billing.models.two_people import ByTwoPeople, ByTwoPeopleQuerySet, of_two_people


class EndingKind(models.TextChoices):
    """What ends. The first two are scopes of a notice, see `agreements.terminations.Scope`."""

    WHOLE = "whole", _("The whole agreement is terminated")
    ECONOMIC = "economic", _("The economic part alone is terminated")
    MAIN_AGREEMENT = "main_agreement", _("The main agreement that it depends on has ended")


class EnteredTermination(ByTwoPeople):
    """A notice of termination, or the end of the agreement on which a text depends, with its source.

    `day` is that on which the notice was given, or the last one of the main agreement; null where the organisation
    takes back what it entered before. Of an organisation's rows about the same ending the last approved one counts.
    """

    Kind = EndingKind

    agreement = models.CharField(max_length=60, help_text="The text's slug.")
    kind = models.CharField(max_length=20, choices=EndingKind)
    day = models.DateField(null=True)
    decided_by_all = models.BooleanField(
        default=False, help_text="Every party has decided so, and not only the organisation that enters it."
    )

    objects = ByTwoPeopleQuerySet["EnteredTermination"].as_manager()  # type: ignore[misc]  # narrower than the base's

    class Meta:
        constraints = [
            *of_two_people("termination"),
            models.CheckConstraint(name="termination_kind_is_known", condition=Q(kind__in=EndingKind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}, {self.kind}: {self.day or '-'}"
