"""By what the rows of a unit's worklist can be chosen: how things stand, the municipality, when the patient goes home.

Never by what a patient needs from social services (PDL 2:8): no such column exists, and no such choice.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db.models import Q

from coordination.core.civil import civil_day, end_of
from coordination.core.states import Status
from coordination.worklist_query import is_late

HOW_THINGS_STAND: Mapping[str, Callable[[datetime], Q]] = {
    "late": is_late,
    "mine": lambda now: Q(acts_by__isnull=False),
    "others": lambda now: Q(acts_by__isnull=True),
    "admitted": lambda now: Q(status=Status.ADMITTED),
    "ready": lambda now: Q(status=Status.READY),
    "discharged": lambda now: Q(status=Status.DISCHARGED),
}
HOME_WITHIN_DAYS: Mapping[str, int] = {"0": 0, "1": 1, "7": 7}


def condition(chosen: Mapping[str, str], now: datetime) -> Q:
    """What is chosen, as a condition over `worklist_query.worklist`; what is unknown chooses nothing away."""
    found = Q()
    if (state := chosen.get("state", "")) in HOW_THINGS_STAND:
        found &= HOW_THINGS_STAND[state](now)
    if municipality := chosen.get("municipality"):
        found &= Q(placing_municipality_code=municipality) | Q(
            placing_municipality_code="", municipality_code=municipality
        )
    if (home := chosen.get("home", "")) in HOME_WITHIN_DAYS:
        last = end_of(civil_day(now) + timedelta(days=HOME_WITHIN_DAYS[home]))
        found &= Q(estimated_discharge_at__lt=last)
    return found
