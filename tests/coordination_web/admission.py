"""What a nurse types when a patient comes to the ward."""

from typing import Any

from tests.coordination.stories import personal_number

NUMBER = personal_number(7)


def admission(**changes: Any) -> dict[str, Any]:
    """Anna Andersson of Halmstad, who will need everybody. The page itself has filled in the time."""
    return {
        "identity_value": NUMBER,
        "given_name": "Anna",
        "family_name": "Andersson",
        "address": "Storgatan 1, 302 43 Halmstad",
        "municipality_code": "1380",
        "needs": ["social_services", "municipal_health_care", "region_outpatient"],
        "physician": "Love Lindgren",
        "consent": "given",
        **changes,
    }
