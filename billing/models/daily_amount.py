"""The amounts that people enter for years that the shipped data does not have."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from billing.models.two_people import ByTwoPeople, ByTwoPeopleQuerySet, of_two_people


class EnteredDailyAmount(ByTwoPeople):
    """Kronor a day of care in a year (LUS 5:6), for the region whose two administrators stand behind it.

    What is wrong is put right by another row.
    """

    year = models.PositiveSmallIntegerField(validators=[MinValueValidator(2018), MaxValueValidator(2100)])
    kronor = models.DecimalField(max_digits=9, decimal_places=2)

    objects = ByTwoPeopleQuerySet["EnteredDailyAmount"].as_manager()  # type: ignore[misc]  # narrower than the base's

    class Meta:
        constraints = [
            *of_two_people("daily_amount"),
            models.CheckConstraint(name="daily_amount_is_positive", condition=Q(kronor__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.kronor} kr"
