"""Keys by which other systems act under an assignment."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models.assignment import Assignment


class ApiToken(models.Model):
    """A key of one assignment. Only the SHA-256 of its secret is stored: the secret is shown once, when issued."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="api_tokens")
    label = models.CharField(max_length=80, help_text="What uses the key, as people call it.")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="token_digest_is_sha256", condition=Q(digest__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def has_expired(self, at: datetime | None = None) -> bool:
        return (at or timezone.now()) >= self.expires_at
