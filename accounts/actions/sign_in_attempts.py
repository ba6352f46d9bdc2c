"""Guessing passwords takes ever longer, by account and by address, and nobody is shut out for ever.

Kept in PostgreSQL, so that it holds without the cache. Each attempt is counted as failed before its password is
tried, and forgiven afterwards: a thousand guesses at once are a thousand guesses. While somebody waits, no password is
tried at all, so an answer tells nothing of it, nor of whether there is such an account.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import SignInAttempts

FIRST_WAIT = timedelta(seconds=5)
KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """So many failures are free; each further one doubles the wait, up to the longest. One is forgotten at a time."""

    free: int
    longest_wait: timedelta
    one_is_forgotten_in: timedelta

    def failed(self, attempts: SignInAttempts, now: datetime) -> int:
        """The failures that are not forgotten yet."""
        return max(0, attempts.failed - (now - attempts.counted_at) // self.one_is_forgotten_in)

    def wait(self, failed: int) -> timedelta:
        """How long the next attempt must wait after so many failures."""
        doublings = failed - self.free - 1
        if doublings < 0:
            return timedelta(0)
        # Past so many doublings it is the longest anyway.
        return min(self.longest_wait, FIRST_WAIT * 2 ** min(doublings, 16))


OF_ACCOUNT = Limit(free=5, longest_wait=timedelta(minutes=15), one_is_forgotten_in=timedelta(minutes=10))
# A whole hospital may come from one address, and it must not be one visitor's to keep out.
OF_ADDRESS = Limit(free=50, longest_wait=timedelta(minutes=1), one_is_forgotten_in=timedelta(seconds=10))


@transaction.atomic
def begin_attempt(*, email: str, address: str) -> datetime | None:
    """Counts an attempt, and gives None; or until when to wait, and then it must not be made."""
    now, limits = timezone.now(), _limits(email, address)
    SignInAttempts.objects.bulk_create(
        (SignInAttempts(key=key, counted_at=now) for key in sorted(limits)), ignore_conflicts=True
    )
    counted = list(SignInAttempts.objects.select_for_update().filter(key__in=limits).order_by("key"))
    if waits := [one.wait_until for one in counted if one.wait_until and one.wait_until > now]:
        return max(waits)
    for one in counted:
        limit = limits[one.key]
        one.failed, one.counted_at = limit.failed(one, now) + 1, now
        one.wait_until = now + limit.wait(one.failed)
    SignInAttempts.objects.bulk_update(counted, ["failed", "counted_at", "wait_until"])
    return None


@transaction.atomic
def forgive_attempt(*, email: str, address: str) -> None:
    """The attempt did not fail: the account begins anew, the address has one failure less."""
    of_account, of_address = _limits(email, address)
    SignInAttempts.objects.filter(key=of_account).delete()
    SignInAttempts.objects.filter(key=of_address).update(failed=Greatest(F("failed") - 1, 0), wait_until=None)
    SignInAttempts.objects.filter(counted_at__lt=timezone.now() - KEPT).delete()


def _limits(email: str, address: str) -> dict[str, Limit]:
    """The keys of the account and of the address, in that order, and what is allowed of each."""
    return {
        salted_hmac(
            "account that is signed in to", email.lower(), algorithm="sha256"
        ).hexdigest(): OF_ACCOUNT,
        salted_hmac("address that is signed in from", address, algorithm="sha256").hexdigest(): OF_ADDRESS,
    }
