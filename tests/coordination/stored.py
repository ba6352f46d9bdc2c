"""All that this part of the system has stored: a refusal must leave it as it was."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from coordination.models import (
    Case,
    Deadline,
    Delivery,
    EpisodeFacts,
    Event,
    FormerNumber,
    Party,
    Patient,
    PatientSnapshot,
    Reminder,
)

MODELS = (
    Patient,
    PatientSnapshot,
    Case,
    Party,
    Event,
    Deadline,
    EpisodeFacts,
    Reminder,
    Delivery,
    FormerNumber,
)


def everything_stored() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the numbers' series, which may skip a number."""
    return {model.__name__: list(model._base_manager.order_by("pk").values_list()) for model in MODELS}


def known_at(rows: QuerySet[EpisodeFacts], at: datetime) -> QuerySet[EpisodeFacts]:
    """Of states of knowledge those that held at that instant: one row an episode."""
    return rows.filter(Q(superseded_at=None) | Q(superseded_at__gt=at), known_from__lte=at)
