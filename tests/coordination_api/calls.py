"""Calls of other systems, as the three organisations of the cast make them."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Assignment
from tests.cast import api_client_of
from tests.coordination.stories import patient_details

CASES = "/api/v1/cases/"


def ago(**time: float) -> str:
    """A time before now, as a call says it."""
    return (timezone.now() - timedelta(**time)).isoformat()


def ahead(**time: float) -> str:
    """A time after now, as a call says it."""
    return (timezone.now() + timedelta(**time)).isoformat()


def admission(**changes: Any) -> dict[str, Any]:
    """What the ward's system says of a patient who needs both region and municipality."""
    who = patient_details()
    return {
        "patient": {
            "identity_type": who.identity_type.value,
            "identity_value": who.identity_value,
            "family_name": who.family_name,
            "given_name": who.given_name,
            "address": who.address,
            "municipality_code": "1380",
        },
        "care_type": "somatic",
        "admitted_at": ago(hours=20),
        "estimated_discharge_at": ahead(days=2),
        "consent": "given",
        "assessment": {
            "needs": ["social_services", "region_outpatient"],
            "physician": "Love Lindgren",
            "assessed_at": ago(hours=19),
        },
        **changes,
    }


class Caller:
    """A system with a key of an assignment, and the case that it speaks of."""

    def __init__(self, by: Assignment, case_id: str = "") -> None:
        self.client: APIClient = api_client_of(by)
        self.case_id = case_id

    def admit(self, key: str = "", **changes: Any) -> str:
        answer = self.client.post(CASES, admission(**changes), format="json", headers=_headers(key))
        assert answer.status_code == 201, answer.json()
        self.case_id = answer.json()["id"]
        return self.case_id

    def take(self, step: str, key: str = "", **told: Any) -> Any:
        """The answer to a step; `key` is the idempotency key."""
        told = {name: one.isoformat() if isinstance(one, datetime) else one for name, one in told.items()}
        return self.client.post(f"{CASES}{self.case_id}/{step}/", told, format="json", headers=_headers(key))

    def read(self) -> Any:
        return self.client.get(f"{CASES}{self.case_id}/")


def _headers(key: str) -> dict[str, str]:
    return {"Idempotency-Key": key} if key else {}
