"""A choice among the rows of the worklist that somebody wants again."""

from django.db import models

from accounts.models import Assignment


class SavedFilter(models.Model):
    """`query` is what stands after the question mark of the list's address: closed choices, never a patient."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "name"], name="one_saved_filter_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
