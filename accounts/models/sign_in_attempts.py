"""How often somebody has failed to sign in, for a while."""

from django.db import models


class SignInAttempts(models.Model):
    """The failed attempts for one account, or from one address, as far as they are not forgotten yet.

    `key` is a keyed digest: the row tells neither whose account it is, nor whether there is one, nor the address.
    """

    key = models.CharField(primary_key=True, max_length=64, editable=False)
    failed = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField(db_index=True)
    wait_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.failed} until {self.counted_at:%Y-%m-%d %H:%M}"
