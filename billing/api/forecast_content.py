"""What the API tells of the running month's forecast."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from rest_framework import serializers

from billing.core.forecast import Outcome
from billing.core.months import month_name
from billing.core.reasons import Reason
from billing.months.forecast import Forecast

NO_AMOUNT = "Null where the year's daily amount is missing, and for who does not see what a month costs."


class OutcomesTold(serializers.Serializer[Any]):
    """What the month costs if all who wait go home today, as expected, and if all stay to its end."""

    low = serializers.DecimalField(18, 2, allow_null=True)
    expected = serializers.DecimalField(18, 2, allow_null=True)
    high = serializers.DecimalField(18, 2, allow_null=True)


class ForecastTold(serializers.Serializer[Any]):
    """A region's and a municipality's running month."""

    region = serializers.CharField()
    municipality = serializers.CharField()
    month = serializers.CharField()
    agreement = serializers.CharField()
    waiting = serializers.IntegerField(help_text="Patients who are ready and still in hospital.")
    amounts = OutcomesTold(help_text=NO_AMOUNT)


class Forecasts(serializers.Serializer[Any]):
    """Those of the asker's organisation with anything to foresee."""

    forecasts = ForecastTold(many=True)


class WaitingTold(serializers.Serializer[Any]):
    """A patient who waits, by the care episode's number; those who decide the month come first."""

    episode_id = serializers.CharField()
    ready_at = serializers.DateTimeField(help_text="Civil time in Sweden.", default_timezone=None)
    days = serializers.IntegerField(help_text="That have counted if the patient goes home today.")
    lacking = serializers.CharField(
        allow_blank=True,
        help_text=f"Why nobody would be liable then: {', '.join(filter(None, Reason))}; else empty.",
    )
    expected_home = serializers.DateField()
    is_foreseen = serializers.BooleanField(
        help_text="False where earlier stays are too few: then to the end of the month."
    )
    costs_today = serializers.DecimalField(18, 2, allow_null=True, help_text=f"One more day. {NO_AMOUNT}")
    costs_tomorrow = serializers.DecimalField(18, 2, allow_null=True, help_text="One more from tomorrow.")
    costs_at_limit = serializers.DecimalField(
        18,
        2,
        allow_null=True,
        help_text="The day that passes the long-stay limit, or the statute's free days.",
    )
    limit_passed_on = serializers.DateField(allow_null=True)
    decides = serializers.BooleanField(
        help_text="Whether the patient is one of the few who decide the month."
    )


class OneForecast(serializers.Serializer[Any]):
    """A forecast with its patients."""

    forecast = ForecastTold()
    waiting = WaitingTold(many=True)


def forecast_told(forecast: Forecast, waiting: int, *, with_amounts: bool) -> dict[str, Any]:
    amounts = forecast.amounts if with_amounts else dict.fromkeys(Outcome)
    return {
        "region": forecast.region,
        "municipality": forecast.municipality,
        "month": month_name(forecast.month),
        "agreement": forecast.text.slug,
        "waiting": waiting,
        "amounts": {outcome.value: amounts[outcome] for outcome in Outcome},
    }


def waiting_told(
    forecast: Forecast, *, with_amounts: bool, own: Mapping[str, object]
) -> list[dict[str, Any]]:
    """All of them for who sees amounts, else those whose case the asker's unit is a party of."""
    told = []
    for one in forecast.waiting:
        if not with_amounts and one.episode_id not in own:
            continue
        row: dict[str, Any] = asdict(one)
        if not with_amounts:
            row |= dict.fromkeys(("costs_today", "costs_tomorrow", "costs_at_limit"))
        told.append(row)
    return told
