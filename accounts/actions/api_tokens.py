"""Keys for other systems: issuing one, and knowing one again."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db.models import Q
from django.utils import timezone

from accounts.models import ApiToken, Assignment

PREFIX = "hemgang_"
# Written at most this often, so that a busy system does not turn every reading call into a write.
USE_IS_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class IssuedToken:
    """A new key and its secret, which nobody can read again."""

    token: ApiToken
    secret: str


def digest_of(secret: str) -> str:
    """What is stored of a secret. It has 256 random bits, so a plain hash can't be guessed backwards."""
    return sha256(secret.encode()).hexdigest()


def issue_token(*, assignment: Assignment, label: str, expires_at: datetime) -> IssuedToken:
    """A key that acts under the assignment until it expires or the assignment ends."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        assignment=assignment, label=label, digest=digest_of(secret), expires_at=expires_at
    )
    return IssuedToken(token, secret)


def token_of(secret: str) -> ApiToken | None:
    """The key with this secret, when it and its assignment hold now.

    Looked up by digest: how long the search takes says nothing of a stored secret.
    """
    tokens = ApiToken.objects.select_related("assignment__user", "assignment__unit__organisation")
    token = tokens.filter(digest=digest_of(secret)).first()
    if token is None or token.has_expired() or not token.assignment.holds():
        return None
    return token


def note_use(token: ApiToken) -> None:
    """Keeps when the key was last used, to the minute."""
    now = timezone.now()
    long_ago = Q(last_used_at=None) | Q(last_used_at__lt=now - USE_IS_NOTED_EVERY)
    if token.last_used_at is None or token.last_used_at < now - USE_IS_NOTED_EVERY:
        ApiToken.objects.filter(long_ago, pk=token.pk).update(last_used_at=now)
