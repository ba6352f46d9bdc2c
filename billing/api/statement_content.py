"""What the API takes and tells about statements: everything that the page shows, as it is stored."""

from typing import Any

from rest_framework import serializers

from billing.core.month_life import MonthStatus
from billing.core.months import month_name
from billing.core.reasons import Reason, Status
from billing.models import Statement, StatementKind
from billing.months.basis import AsKnown
from billing.statements.content import ChargeKind


def money(**said: Any) -> serializers.DecimalField:
    """An amount in kronor and öre."""
    return serializers.DecimalField(14, 2, **said)


class ChargeTold(serializers.Serializer[Any]):
    """A line of the bill; they add up to the amount."""

    kind = serializers.ChoiceField([kind.value for kind in ChargeKind])
    days = serializers.DecimalField(16, 6, allow_null=True)
    kronor = money(allow_null=True, help_text="A day; null where several years' amounts share the days.")
    amount = money()
    ground = serializers.CharField()


class AmountOfYearTold(serializers.Serializer[Any]):
    """A year's daily amount and where it is said."""

    year = serializers.IntegerField()
    kronor = money()
    source = serializers.CharField()  # type: ignore[assignment]  # the amount's, not the field's


class OtherReadingTold(serializers.Serializer[Any]):
    """Another answer to an unsettled question; `amount` is what the whole month would have cost by it."""

    key = serializers.CharField()
    question = serializers.CharField()
    read_as = serializers.JSONField()
    alternative = serializers.JSONField()
    amount = money(allow_null=True)
    why_not = serializers.CharField(allow_blank=True, help_text="Why no month can be computed by it.")


class PartTold(serializers.Serializer[Any]):
    """What one text makes of the month."""

    agreement = serializers.CharField()
    name = serializers.CharField()
    terms_version = serializers.CharField(help_text="The digest of the text's file.")
    terms = serializers.DictField()
    closed_at = serializers.DateTimeField(allow_null=True)
    episodes = serializers.IntegerField()
    days = serializers.IntegerField()
    average = serializers.DecimalField(9, 2, allow_null=True)
    individual_episodes = serializers.IntegerField()
    individual_days = serializers.IntegerField()
    excluded = serializers.IntegerField()
    excess_days = serializers.DecimalField(16, 6)
    is_over = serializers.BooleanField()
    window_is_met = serializers.BooleanField()
    averaged_amount = money()
    individual_amount = money()
    amount = money()
    daily_amounts = AmountOfYearTold(many=True)
    charges = ChargeTold(many=True)
    readings = OtherReadingTold(many=True)


class LineCorrectionTold(serializers.Serializer[Any]):
    """What was put right in the facts of a line, and why; `said` has what its kind asks for."""

    number = serializers.IntegerField()
    kind = serializers.CharField()
    said = serializers.DictField()
    evidence = serializers.CharField()
    reference = serializers.CharField(allow_blank=True)
    decided_at = serializers.DateTimeField()


class LineTold(serializers.Serializer[Any]):
    """An episode by its number, counted or not, with the facts that it was judged by."""

    agreement = serializers.CharField()
    episode_id = serializers.CharField()
    status = serializers.ChoiceField([status.value for status in Status])
    reason = serializers.CharField(
        allow_blank=True, help_text=f"Why it is excluded: {', '.join(filter(None, Reason))}; else empty."
    )
    ground = serializers.CharField()
    days = serializers.IntegerField()
    payable_days = serializers.IntegerField()
    counted_from = serializers.DateField(allow_null=True)
    free_days = serializers.IntegerField()
    admission_notice_is_late = serializers.BooleanField()
    sip_call_is_late = serializers.BooleanField()
    registered_late = serializers.CharField(allow_blank=True)
    facts = serializers.DictField(help_text="With the corrections.")
    corrections = LineCorrectionTold(many=True)


class StatementTold(serializers.Serializer[Any]):
    """A document and where it stands."""

    number = serializers.CharField()
    kind = serializers.ChoiceField([kind.value for kind in StatementKind])
    region = serializers.CharField(source="region_code")
    municipality = serializers.CharField(source="municipality_code")
    month = serializers.SerializerMethodField()
    amount = money(help_text="Below zero on a credit note.")
    issued_at = serializers.DateTimeField()
    as_of = serializers.DateTimeField(help_text="It says what was known then.")
    as_known = serializers.ChoiceField(
        [each.value for each in AsKnown],
        help_text="`at_close`: what was registered after the close does not count.",
    )
    code_version = serializers.CharField()
    facts_digest = serializers.CharField()
    digest = serializers.CharField()
    credits = serializers.CharField(source="credits.number", default=None, allow_null=True)
    reason = serializers.CharField(allow_blank=True, help_text="Of a credit note.")
    acknowledged_at = serializers.DateTimeField(allow_null=True)
    paid_on = serializers.DateField(allow_null=True)
    held_amount = money(allow_null=True, help_text="Contested, and not to be paid for the time being.")
    taken_back_by = serializers.CharField(allow_null=True, help_text="The number of the credit note.")

    def get_month(self, statement: Statement) -> str:
        return month_name(statement.month)


class StatementList(serializers.Serializer[Any]):
    """Those of the asker's organisation, the latest first."""

    statements = StatementTold(many=True)


class ContentTold(serializers.Serializer[Any]):
    """What a statement says: its parts with their charges, and every care episode."""

    amount = money()
    parts = PartTold(many=True)
    lines = LineTold(many=True)


class WholeStatement(serializers.Serializer[Any]):
    """A document with all that it says. A credit note says what the statement that it takes back does."""

    statement = StatementTold()
    content = ContentTold()


class Draft(serializers.Serializer[Any]):
    """What would be issued: the reviewed figures, or those that a review would be of now."""

    status = serializers.ChoiceField([status.value for status in MonthStatus])
    closes_at = serializers.DateTimeField(allow_null=True)
    invoice_on = serializers.DateField(allow_null=True)
    as_of = serializers.DateTimeField()
    content = ContentTold()


class ReviewContent(serializers.Serializer[Any]):
    """Which knowledge counts."""

    with_late = serializers.BooleanField(
        default=False, help_text="Count what came after the close too; only after a credit note."
    )


class Reviewed(serializers.Serializer[Any]):
    """The review: another of the region's controllers can issue what it stands for."""

    as_of = serializers.DateTimeField()
    digest = serializers.CharField()


class IssueContent(serializers.Serializer[Any]):
    """Whether it is issued before its day on purpose."""

    before_the_day = serializers.BooleanField(default=False)


class PaymentContent(serializers.Serializer[Any]):
    """When the money came."""

    day = serializers.DateField()
    undisputed = serializers.BooleanField(default=False, help_text="Only what is not contested was paid.")


class CreditContent(serializers.Serializer[Any]):
    """Why a statement is to be taken back; it stands on the credit note."""

    reason = serializers.CharField(max_length=500)
