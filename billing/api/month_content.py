"""What the API takes and tells about months: the liability command's shape, row by row with its text."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from rest_framework import serializers

from agreements.files import load_agreements
from billing.core.months import month_named
from billing.core.reasons import Reason, Status
from billing.months import results
from billing.months.between import MonthBetween
from billing.months.closing import closes_at
from billing.months.in_address import EARLIEST, this_month
from billing.months.late import Change, LateRegistration, amount_of
from billing.months.liability import Liability
from billing.months.spans import MonthSpan

TOLD = (*results.EPISODE_COLUMNS, results.GOVERNED_BY)
MONTHS_UNLESS_SAID = 12
MOST_MONTHS = 36
KNOWN_BY = (
    "As known then. Unless said, a closed month is told as known at its close, an open one as known now."
)
MONTH = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"


class MonthsAsked(serializers.Serializer[Any]):
    """Which months, and as known when."""

    first_month = serializers.RegexField(MONTH, required=False, help_text="YYYY-MM; a year back unless said.")
    last_month = serializers.RegexField(
        MONTH, required=False, help_text="YYYY-MM; the running one unless said."
    )
    known_by = serializers.DateTimeField(required=False, help_text=KNOWN_BY)

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

    known_by = serializers.DateTimeField(required=False, help_text=KNOWN_BY)


class MonthTold(serializers.Serializer[Any]):
    """A municipality's month under one text. Amounts are null where a year's daily amount is missing."""

    region = serializers.CharField()
    municipality = serializers.CharField()
    month = serializers.CharField()
    agreement = serializers.CharField()
    closed_at = serializers.DateTimeField(
        allow_null=True,
        help_text="When registrations closed, where the month is told as known then; else null.",
    )
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


class LateRegistrationTold(serializers.Serializer[Any]):
    """An episode that is not now as it was when the month closed; null where it was not there, or is not."""

    episode_id = serializers.CharField()
    change = serializers.ChoiceField([change.value for change in Change])
    at_close = EpisodeTold(allow_null=True)
    now = EpisodeTold(allow_null=True)
    effect = serializers.DecimalField(
        18, 2, allow_null=True, help_text="What the month would cost more or less by this one alone."
    )


class Months(serializers.Serializer[Any]):
    """Months of the asker's organisation."""

    months = MonthTold(many=True)


class OneMonth(serializers.Serializer[Any]):
    """A month with its episodes. `agreement` is null: each is governed by the text in force, which it names."""

    agreement = serializers.CharField(allow_null=True)
    months = MonthTold(many=True)
    episodes = EpisodeTold(many=True)
    registered_after_close = LateRegistrationTold(many=True)
    amount_with_those = serializers.DecimalField(
        18,
        2,
        allow_null=True,
        help_text="What the month would cost with what was registered after its close.",
    )


def months_told(answer: Liability, known_by: datetime | None) -> list[dict[str, Any]]:
    """The months as `MonthTold`."""
    texts, now = load_agreements(), timezone.now()

    def closed_at(row: dict[str, Any]) -> datetime | None:
        closes = closes_at(texts[row["agreement"]], month_named(row["month"]))
        return closes if known_by is None and closes is not None and closes <= now else None

    beside = answer.months.select("region", "missing_years").iter_rows()
    rows = results.shown_months(answer.months).to_dicts()
    return [
        row | {"region": region, "missing_years": years or [], "closed_at": closed_at(row)}
        for row, (region, years) in zip(rows, beside, strict=True)
    ]


def episodes_told(answer: Liability) -> list[dict[str, Any]]:
    """The episodes as `EpisodeTold`, in the order in which they were first recorded."""
    return answer.episodes.select(*TOLD).to_dicts()


def late_told(late: Iterable[LateRegistration]) -> list[dict[str, Any]]:
    """The registrations as `LateRegistrationTold`."""
    return [
        {
            "episode_id": each.episode_id,
            "change": each.change.value,
            "at_close": each.at_close and {name: each.at_close[name] for name in TOLD},
            "now": each.now and {name: each.now[name] for name in TOLD},
            "effect": None if each.effect is None else str(each.effect),
        }
        for each in late
    ]


def amount_told(between: MonthBetween) -> str | None:
    """What the month costs by all that is known now; none where a daily amount is missing."""
    amount = between.amount if not between.late else amount_of(between.now, between.month)
    return None if amount is None else f"{amount:.2f}"
