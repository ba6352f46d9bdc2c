"""What the API takes and tells about months: the liability command's shape, row by row with its text."""

from typing import Any

from rest_framework import serializers

from billing import results
from billing.core.months import month_named
from billing.core.reasons import Reason, Status
from billing.liability import Liability
from billing.month_in_address import EARLIEST, this_month
from billing.spans import MonthSpan

MONTHS_UNLESS_SAID = 12
MOST_MONTHS = 36
MONTH = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"


class MonthsAsked(serializers.Serializer[Any]):
    """Which months, and as known when."""

    first_month = serializers.RegexField(MONTH, required=False, help_text="YYYY-MM; a year back unless said.")
    last_month = serializers.RegexField(
        MONTH, required=False, help_text="YYYY-MM; the running one unless said."
    )
    known_by = serializers.DateTimeField(required=False, help_text="As known then; now unless said.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The span as `months`."""
        last = month_named(attrs["last_month"]) if "last_month" in attrs else this_month()
        first = month_named(attrs["first_month"]) if "first_month" in attrs else last - MONTHS_UNLESS_SAID + 1
        if not max(first, EARLIEST) <= last < first + MOST_MONTHS:
            raise serializers.ValidationError(
                f"Ask for at most {MOST_MONTHS} months in their order, from 2018 on."
            )
        return attrs | {"months": MonthSpan(max(first, EARLIEST), last)}


class KnownBy(serializers.Serializer[Any]):
    """As known when."""

    known_by = serializers.DateTimeField(required=False, help_text="As known then; now unless said.")


class MonthTold(serializers.Serializer[Any]):
    """A municipality's month under one text. Amounts are null where a year's daily amount is missing."""

    region = serializers.CharField()
    municipality = serializers.CharField()
    month = serializers.CharField()
    agreement = serializers.CharField()
    episodes = serializers.IntegerField()
    days = serializers.IntegerField()
    average = serializers.DecimalField(18, 2, allow_null=True)
    individual_episodes = serializers.IntegerField()
    individual_days = serializers.IntegerField()
    excluded = serializers.IntegerField()
    averaged_amount = serializers.DecimalField(18, 2, allow_null=True)
    individual_amount = serializers.DecimalField(18, 2, allow_null=True)
    amount = serializers.DecimalField(18, 2, allow_null=True)
    missing_years = serializers.ListField(child=serializers.IntegerField())


class EpisodeTold(serializers.Serializer[Any]):
    """An episode by its number."""

    episode_id = serializers.CharField()
    status = serializers.ChoiceField([status.value for status in Status])
    reason = serializers.CharField(
        allow_blank=True, help_text=f"Why it is excluded: {', '.join(filter(None, Reason))}; else empty."
    )
    days = serializers.IntegerField()
    payable_days = serializers.IntegerField()
    agreement = serializers.CharField()


class Months(serializers.Serializer[Any]):
    """Months of the asker's organisation."""

    months = MonthTold(many=True)


class OneMonth(serializers.Serializer[Any]):
    """A month with its episodes. `agreement` is null: each is governed by the text in force, which it names."""

    agreement = serializers.CharField(allow_null=True)
    months = MonthTold(many=True)
    episodes = EpisodeTold(many=True)


def months_told(answer: Liability) -> list[dict[str, Any]]:
    """The months as `MonthTold`."""
    beside = answer.months.select("region", "missing_years").iter_rows()
    rows = results.shown_months(answer.months).to_dicts()
    return [
        row | {"region": region, "missing_years": years or []}
        for row, (region, years) in zip(rows, beside, strict=True)
    ]


def episodes_told(answer: Liability) -> list[dict[str, Any]]:
    """The episodes as `EpisodeTold`, in the order in which they were first recorded."""
    return answer.episodes.select(results.of_those(answer.episodes, results.EPISODE_COLUMNS)).to_dicts()
