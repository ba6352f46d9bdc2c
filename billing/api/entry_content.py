"""What the API takes and tells of what two people of an organisation must stand behind."""

from datetime import date
from decimal import Decimal
from typing import Any

from rest_framework import serializers

from billing.models import EndingKind, EnteredTermination
from billing.texts.endings import last_day_of


class ByTwoPeopleTold(serializers.Serializer[Any]):
    """Who stands behind it, by name. It counts from `approved_at` on; until then that is null."""

    id = serializers.IntegerField(read_only=True)
    source = serializers.CharField(max_length=300)  # type: ignore[assignment]  # the row's, not the field's
    entered_by = serializers.CharField(source="entered_by_user.name", read_only=True)
    entered_at = serializers.DateTimeField(read_only=True)
    approved_by = serializers.SerializerMethodField()
    approved_at = serializers.DateTimeField(read_only=True, allow_null=True)

    def get_approved_by(self, row: Any) -> str | None:
        return None if row.approved_by_user is None else row.approved_by_user.name


class DailyAmountContent(ByTwoPeopleTold):
    """A year's daily amount in kronor, of the region whose administrators enter it."""

    year = serializers.IntegerField(min_value=2018, max_value=2100)
    kronor = serializers.DecimalField(max_digits=9, decimal_places=2, min_value=Decimal("0.01"))


class TerminationContent(ByTwoPeopleTold):
    """What ends an agreement of the organisation's, by the text's slug."""

    agreement = serializers.CharField(max_length=60)
    kind = serializers.ChoiceField(choices=[kind.value for kind in EndingKind])
    day = serializers.DateField(
        allow_null=True,
        help_text="When notice was given, or a main agreement's last day; null takes back what was entered before.",
    )
    decided_by_all = serializers.BooleanField(default=False, help_text="Every party has decided so.")
    last_day = serializers.SerializerMethodField(help_text="The last day in force by it.")

    def get_last_day(self, row: EnteredTermination) -> date | None:
        return last_day_of(row)


class DailyAmountList(serializers.Serializer[Any]):
    """What the region has entered, those that wait first."""

    daily_amounts = DailyAmountContent(many=True)


class TerminationList(serializers.Serializer[Any]):
    """What the organisation has entered, those that wait first."""

    terminations = TerminationContent(many=True)
