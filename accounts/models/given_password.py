"""Which passwords administrators have given, and to whom: never the password."""

from django.db import models
from django.utils import timezone

from accounts.models.assignment import Assignment
from accounts.models.immutable import ImmutableModel
from accounts.models.user import User


class GivenPassword(ImmutableModel):
    """Who gave whom a password for once, and when. The row stays: whoever knew it could have signed in by it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="given_passwords")
    given_by = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.user_id} by {self.given_by_id}"
