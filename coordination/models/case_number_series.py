"""Where the next case's number comes from."""

from django.db import models


class CaseNumberSeries(models.Model):
    """The last number given in a region and year. Locked while one is taken, so none is given twice."""

    region_code = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "year"], name="one_series_a_region_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.region_code} {self.year}: {self.last}"
