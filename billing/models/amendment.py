"""A signed amendment to an agreement, kept dated beside the text."""

from django.db import models
from django.db.models import Q

from billing.models.two_people import ByTwoPeople, ByTwoPeopleQuerySet, of_two_people


class SignedAmendment(ByTwoPeople):
    """What the parties have signed besides the text, and from when it is in force.

    Months are computed by the texts' files alone: a change of a value that decides an amount is a new version of the
    file. This row says that there is more to read, and where it is kept.
    """

    agreement = models.CharField(max_length=60, help_text="The text's slug.")
    signed_on = models.DateField()
    in_force_from = models.DateField()
    what = models.CharField(max_length=1000, help_text="What it changes, in a sentence or two.")

    objects = ByTwoPeopleQuerySet["SignedAmendment"].as_manager()  # type: ignore[misc]  # narrower than the base's

    class Meta:
        constraints = [
            *of_two_people("amendment"),
            models.CheckConstraint(name="amendment_says_what", condition=~Q(what="")),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}, {self.signed_on}"
