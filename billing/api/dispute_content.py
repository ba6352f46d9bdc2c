"""What the API takes and tells about disputes."""

from typing import Any

from rest_framework import serializers

from billing.api.statement_content import money
from billing.core.dispute_life import DisputeStatus, DisputeStep, Outcome
from billing.core.months import month_name
from billing.models import Dispute


class ContestContent(serializers.Serializer[Any]):
    """What is contested: care episodes by their numbers, or without any the whole month. Name no patient."""

    episodes = serializers.ListField(
        child=serializers.CharField(max_length=100), required=False, default=list, max_length=1000
    )
    reason = serializers.CharField(max_length=1000)


class LogContent(serializers.Serializer[Any]):
    """A line of the log that both parties keep. Name no patient."""

    text = serializers.CharField(max_length=1000)


class StepContent(serializers.Serializer[Any]):
    """Words to a step, where there are any."""

    text = serializers.CharField(max_length=1000, required=False, default="", allow_blank=True)


class DisputeDecisionContent(serializers.Serializer[Any]):
    """A decision that waits for a second person of the region."""

    outcome = serializers.ChoiceField([outcome.value for outcome in Outcome])
    reason = serializers.CharField(max_length=500)


class DisputeEventTold(serializers.Serializer[Any]):
    """A line of the log."""

    step = serializers.ChoiceField([step.value for step in DisputeStep])
    occurred_at = serializers.DateTimeField()
    by = serializers.CharField(source="by.unit.organisation.name", help_text="The party.")
    text = serializers.CharField(allow_blank=True)
    level = serializers.IntegerField()
    outcome = serializers.ChoiceField(["", *(outcome.value for outcome in Outcome)])


class DisputeTold(serializers.Serializer[Any]):
    """A dispute. `held_amount` need not be paid while it is open, in analysis, or accepted and not credited yet."""

    id = serializers.IntegerField()
    statement = serializers.CharField(source="statement.number")
    region = serializers.CharField(source="region_code")
    municipality = serializers.CharField(source="municipality_code")
    month = serializers.SerializerMethodField()
    episodes = serializers.ListField(child=serializers.CharField(), help_text="None: the whole month.")
    held_amount = money()
    status = serializers.ChoiceField([status.value for status in DisputeStatus])
    level = serializers.IntegerField(help_text="Its place among the `dispute_levels` of the text, from 0.")
    decide_by = serializers.DateField()
    opened_at = serializers.DateTimeField()

    def get_month(self, dispute: Dispute) -> str:
        return month_name(dispute.month)


class DisputeList(serializers.Serializer[Any]):
    """Those of the asker's organisation, the latest first."""

    disputes = DisputeTold(many=True)


class WholeDispute(serializers.Serializer[Any]):
    """A dispute with its log; a proposal that nobody has decided on is told to the region alone."""

    dispute = DisputeTold()
    log = DisputeEventTold(many=True)
