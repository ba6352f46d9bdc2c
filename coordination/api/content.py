"""What every call on a case is told."""

from typing import Any

from rest_framework import serializers

from coordination.api.fields import InstantField


class StepContent(serializers.Serializer[Any]):
    """What every step is told. Send the header Idempotency-Key (a UUID) and a repeated call records once."""

    occurred_at = InstantField(
        required=False, help_text="When it happened, if that was not now (registration after the fact)."
    )
    expected_version = serializers.IntegerField(
        required=False, min_value=1, help_text="Refuses the call (409) when the case has moved on since."
    )


def notice_field() -> serializers.IntegerField:
    """Which notice a receiver speaks of."""
    return serializers.IntegerField(
        required=False, min_value=1, help_text="Sequence of the notice; the latest to your unit unless said."
    )
