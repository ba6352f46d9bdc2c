"""What the API takes and tells about corrections of a month's basis."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from rest_framework import serializers

from agreements.places import MUNICIPALITIES
from billing.api.statement_content import money
from billing.core.corrections import CATALOGUE, Asks, CorrectionKind
from billing.core.month_life import Side
from billing.core.months import month_name
from billing.core.reasons import Reason, Status
from billing.models import Correction

KINDS = [kind.value for kind in CorrectionKind]


class CatalogueRowTold(serializers.Serializer[Any]):
    """A kind of error: what a proposal of it says besides, and who may propose it."""

    kind = serializers.ChoiceField(KINDS)
    swedish = serializers.CharField()
    english = serializers.CharField()
    ground = serializers.CharField()
    asks = serializers.ChoiceField([asks.value for asks in Asks])
    proposed_by = serializers.ListField(child=serializers.ChoiceField([side.value for side in Side]))


class Catalogue(serializers.Serializer[Any]):
    """Everything that can be corrected."""

    kinds = CatalogueRowTold(many=True)


def catalogue_told() -> dict[str, Any]:
    """The catalogue in its order."""
    return {
        "kinds": [
            {
                "kind": kind.value,
                "swedish": row.swedish,
                "english": row.english,
                "ground": row.ground,
                "asks": row.asks.value,
                "proposed_by": sorted(side.value for side in row.proposed_by),
            }
            for kind, row in CATALOGUE.items()
        ]
    }


class EvidenceContent(serializers.Serializer[Any]):
    """What shows that it is so. Name no patient."""

    evidence = serializers.CharField(max_length=1000)
    reference = serializers.CharField(max_length=200, required=False, default="", allow_blank=True)


class CorrectionContent(EvidenceContent):
    """What is wrong, and what the kind asks for: see the catalogue."""

    episode_id = serializers.CharField(max_length=100)
    kind = serializers.ChoiceField(KINDS)
    at = serializers.DateTimeField(
        required=False,
        allow_null=True,
        help_text="The right time; null where it did not happen, for `time_or_never`.",
    )
    first_day = serializers.DateField(required=False, help_text="The first date that does not count.")
    last_day = serializers.DateField(required=False)
    municipality = serializers.ChoiceField(
        sorted(MUNICIPALITIES), required=False, help_text="The right one's four digits."
    )

    @staticmethod
    def said(content: dict[str, Any]) -> dict[str, Any]:
        """As the action takes it; times are civil."""
        at: datetime | None = content.get("at")
        return {
            "episode_id": content["episode_id"],
            "kind": CorrectionKind(content["kind"]),
            "civil_at": None if at is None else timezone.localtime(at).replace(tzinfo=None),
            "first_day": content.get("first_day"),
            "last_day": content.get("last_day"),
            "to_municipality": content.get("municipality", ""),
            "evidence": content["evidence"],
            "reference": content["reference"],
        }


class DecisionContent(serializers.Serializer[Any]):
    """The region's decision; a rejection says why."""

    accept = serializers.BooleanField()
    reason = serializers.CharField(max_length=500, required=False, default="", allow_blank=True)


class CorrectionTold(serializers.Serializer[Any]):
    """A correction and what became of it. It counts from `decided_at` where `is_in_force`."""

    number = serializers.IntegerField(source="pk")
    region = serializers.CharField(source="region_code")
    municipality = serializers.CharField(source="municipality_code")
    month = serializers.SerializerMethodField()
    to_municipality = serializers.CharField(source="to_municipality_code", help_text="Whose it is with it.")
    to_month = serializers.SerializerMethodField()
    episode_id = serializers.CharField()
    kind = serializers.ChoiceField(KINDS)
    at = serializers.CharField(source="civil_at", allow_null=True, help_text="Civil time in Sweden.")
    first_day = serializers.DateField(allow_null=True)
    last_day = serializers.DateField(allow_null=True)
    right_municipality = serializers.CharField(source="municipality", allow_blank=True)
    evidence = serializers.CharField()
    reference = serializers.CharField(allow_blank=True)
    undoes = serializers.IntegerField(source="undoes_id", allow_null=True)
    proposed_by = serializers.CharField(source="proposed_by.unit.organisation.name", help_text="The party.")
    proposed_at = serializers.DateTimeField()
    decision = serializers.ChoiceField(["", *Correction.Decision.values], help_text="Empty while it waits.")
    decided_at = serializers.DateTimeField(allow_null=True)
    decision_reason = serializers.CharField(allow_blank=True)

    def get_month(self, row: Correction) -> str:
        return month_name(row.month)

    def get_to_month(self, row: Correction) -> str:
        return month_name(row.to_month)


class CorrectionList(serializers.Serializer[Any]):
    """Those of a month, the latest first."""

    corrections = CorrectionTold(many=True)


class EpisodeLineTold(serializers.Serializer[Any]):
    """How the episode enters the month."""

    status = serializers.ChoiceField([status.value for status in Status])
    reason = serializers.CharField(allow_blank=True, help_text=f"One of {', '.join(filter(None, Reason))}.")
    days = serializers.IntegerField()
    payable_days = serializers.IntegerField()


class CorrectedMonthTold(serializers.Serializer[Any]):
    """The month's figures; `line` is null where the episode is not in it, `amount` where a daily amount is missing."""

    line = EpisodeLineTold(allow_null=True)
    episodes = serializers.IntegerField()
    days = serializers.IntegerField()
    average = serializers.DecimalField(9, 2, allow_null=True)
    individual_days = serializers.IntegerField()
    excluded = serializers.IntegerField()
    amount = money(allow_null=True)


class EffectTold(serializers.Serializer[Any]):
    """A month without the correction and with it."""

    municipality = serializers.CharField()
    month = serializers.SerializerMethodField()
    before = CorrectedMonthTold()
    after = CorrectedMonthTold()
    difference = money(allow_null=True)

    def get_month(self, effect: Any) -> str:
        return month_name(effect.month)


class WholeCorrection(serializers.Serializer[Any]):
    """A correction with what it changes: now while it waits, afterwards when it was decided."""

    correction = CorrectionTold()
    is_in_force = serializers.BooleanField()
    effects = EffectTold(many=True)
