"""Care episodes as dictionaries, stored straight through what coordination publishes."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from coordination.published import record_episodes

AN_EPISODE: dict[str, Any] = {
    "episode_id": "T-1",
    "municipality": "1380",
    "placing_municipality": None,
    "care_type": "somatic",
    "admitted_at": datetime(2027, 3, 1, 9),
    "need_assessed_at": None,
    "admission_notice_at": datetime(2027, 3, 1, 12),
    "needs_municipal_services": True,
    "needs_health_care": True,
    "care_contact_at": datetime(2027, 3, 2, 9),
    "discharge_ready_at": datetime(2027, 3, 3, 13, 15),
    "sip_required": False,
    "sip_called_at": None,
    "region_unavailable_from": None,
    "region_unavailable_to": None,
    "discharged_at": datetime(2027, 3, 6, 10),
}


def episode(number: int = 1, **said: Any) -> dict[str, Any]:
    """Three days in Halmstad in March 2027, but for what is said."""
    return AN_EPISODE | {"episode_id": f"T-{number}"} | said


def store(
    *episodes: dict[str, Any], region: str = "13", at: datetime | None = None, correct: bool = False
) -> None:
    """Stores the episodes of a region as known from then, or now."""
    record_episodes(region, episodes, registered_at=at or timezone.now(), correct=correct)
