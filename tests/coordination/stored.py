"""All that this part of the system has stored: a refusal must leave it as it was."""

from typing import Any

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
