"""What the API takes and tells of what two people of an organisation must stand behind."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from billing.core.months import month_name, month_named
from billing.models import EndingKind, EnteredTermination
from billing.months.in_address import EARLIEST, WRITTEN
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


class AmendmentContent(ByTwoPeopleTold):
    """What the parties have signed besides a text; `source` is where the signed document is kept."""

    agreement = serializers.CharField(max_length=60)
    signed_on = serializers.DateField()
    in_force_from = serializers.DateField()
    what = serializers.CharField(max_length=1000)


@extend_schema_field(OpenApiTypes.STR)
class MonthField(serializers.Field[int, str, str, int]):
    """A month as `2027-03`, of the statute's time; a number inside."""

    def to_internal_value(self, data: Any) -> int:
        said = str(data)
        if not WRITTEN.fullmatch(said) or month_named(said) < EARLIEST:
            raise serializers.ValidationError(_("Give the month as year and month, such as 2027-01."))
        return month_named(said)

    def to_representation(self, value: Any) -> str:
        return month_name(value)


class IssuingContent(ByTwoPeopleTold):
    """From which month on statements are issued, or months calculated without invoicing."""

    first_month = MonthField()
    issues = serializers.BooleanField()


class DailyAmountList(serializers.Serializer[Any]):
    """What the region has entered, those that wait first."""

    daily_amounts = DailyAmountContent(many=True)


class TerminationList(serializers.Serializer[Any]):
    """What the organisation has entered, those that wait first."""

    terminations = TerminationContent(many=True)


class AmendmentList(serializers.Serializer[Any]):
    """What the organisation has entered, those that wait first."""

    amendments = AmendmentContent(many=True)


class IssuingList(serializers.Serializer[Any]):
    """What the region has entered, those that wait first."""

    decisions = IssuingContent(many=True)
