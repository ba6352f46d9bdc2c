"""Whether a region issues statements, or calculates without invoicing."""

from django.db import models

from billing.models.two_people import ByTwoPeople, ByTwoPeopleQuerySet, of_two_people


class IssuingDecision(ByTwoPeople):
    """From which month on a region issues statements, or follows the figures and issues nothing.

    Of the approved decisions about a month the one with the latest `first_month` counts, of several such the last
    approved. Without any a region issues statements.
    """

    first_month = models.PositiveIntegerField(help_text="Months since the year 0.")
    issues = models.BooleanField()

    objects = ByTwoPeopleQuerySet["IssuingDecision"].as_manager()  # type: ignore[misc]  # narrower than the base's

    class Meta:
        constraints = [*of_two_people("issuing")]

    def __str__(self) -> str:
        return f"{self.first_month}: {self.issues}"
