"""What every step in a case is told besides its own content."""

from datetime import datetime
from typing import NotRequired, TypedDict
from uuid import UUID

from accounts.models import Assignment


class Entry(TypedDict):
    """Keyword arguments that all actions on a case share.

    `occurred_at` is when it happened in the ward. `registered_at` is now unless said. `expected_version` is the
    version of the case that the writer saw (raises `StaleCase` when it has moved on), and `idempotency_key` that of
    their form: sent twice it records once.
    """

    case_id: UUID
    by: Assignment
    occurred_at: datetime
    registered_at: NotRequired[datetime | None]
    expected_version: NotRequired[int | None]
    idempotency_key: NotRequired[UUID | None]
