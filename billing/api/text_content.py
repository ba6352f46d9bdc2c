"""What the API tells of agreements: what their pages show, in the words that their files have."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from agreements.agreement import Agreement
from agreements.dated import Sourced
from agreements.places import MUNICIPALITIES, REGIONS
from billing.models import SignedAmendment
from billing.statements.plain import plain
from billing.texts.governing import GovernedPeriod, days_with_texts


class TextTold(serializers.Serializer[Any]):
    """A text and whom it binds; the statute binds everybody without an agreement."""

    slug = serializers.CharField()
    name = serializers.CharField()
    is_statute = serializers.BooleanField(help_text="It governs wherever there is no agreement.")
    version = serializers.CharField(help_text="The digest of the text's file.")
    region = serializers.CharField(allow_null=True)
    municipalities = serializers.ListField(child=serializers.CharField())
    first_day = serializers.DateField()
    last_day = serializers.DateField(
        allow_null=True, help_text="Of the first term; null: until further notice."
    )


class TextList(serializers.Serializer[Any]):
    agreements = TextTold(many=True)


class WordsTold(serializers.Serializer[Any]):
    """The same words in Swedish and in English."""

    sv = serializers.CharField()
    en = serializers.CharField()


class TermTold(serializers.Serializer[Any]):
    """A value with the clause that it was read in."""

    key = serializers.CharField()
    value = serializers.JSONField(allow_null=True)
    document = serializers.CharField()
    section = serializers.CharField()
    quote = serializers.CharField(allow_blank=True)
    in_short = WordsTold(allow_null=True, help_text="What the clause says, where it is not quoted.")
    question = WordsTold(allow_null=True, help_text="What the text leaves open; null: nothing.")
    alternatives = serializers.ListField(child=serializers.JSONField(allow_null=True))


class AmendmentTold(serializers.Serializer[Any]):
    """Signed besides the text, as two people of one party have entered it."""

    organisation = serializers.CharField(source="organisation.name")
    signed_on = serializers.DateField()
    in_force_from = serializers.DateField()
    what = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]  # the amendment's, not the field's


class TextWhole(TextTold):
    extension_months = serializers.IntegerField(allow_null=True)
    notice_months = serializers.IntegerField(allow_null=True)
    terms = TermTold(many=True)
    amendments = AmendmentTold(many=True)


class InForceAsked(serializers.Serializer[Any]):
    """Between whom, and when."""

    region = serializers.ChoiceField(list(REGIONS))
    municipality = serializers.ChoiceField(list(MUNICIPALITIES))
    day = serializers.DateField()

    def validate_day(self, day: date) -> date:
        period = days_with_texts()
        if day not in period:
            said = {"first": period.first, "last": period.last}
            raise serializers.ValidationError(_("Give a day from %(first)s to %(last)s.") % said)
        return day


class InForceTold(serializers.Serializer[Any]):
    """A text for as long as the answer is the same, with the reasons for it."""

    agreement = serializers.CharField()
    name = serializers.CharField()
    first_day = serializers.DateField()
    last_day = serializers.DateField(
        help_text="The last day of the three years, where the answer lasts longer."
    )
    known_until = serializers.DateField(allow_null=True, help_text="null: until further notice.")
    reasons = WordsTold(many=True)


class TextsInForce(serializers.Serializer[Any]):
    in_force = InForceTold(many=True)


def text_told(text: Agreement) -> dict[str, Any]:
    period = text.validity.period.value
    return {
        "slug": text.slug,
        "name": text.name,
        "is_statute": text.kind == "statute",
        "version": text.digest,
        "region": text.region,
        "municipalities": text.municipalities,
        "first_day": period.first,
        "last_day": period.last,
    }


def whole_text_told(text: Agreement) -> dict[str, Any]:
    amendments = SignedAmendment.objects.filter(agreement=text.slug).approved().with_people()
    return text_told(text) | {
        "extension_months": text.validity.extension_months.value,
        "notice_months": text.validity.notice_months.value,
        "terms": [_term_told(key, sourced) for key, sourced in text.terms.items()],
        "amendments": AmendmentTold(amendments, many=True).data,
    }


def _term_told(key: str, sourced: Sourced[Any]) -> dict[str, Any]:
    source, unsettled = sourced.source, sourced.unsettled
    return {
        "key": key,
        "value": plain(sourced.value),
        "document": source.document,
        "section": source.section,
        "quote": source.quote,
        "in_short": plain(source.words),
        "question": None if unsettled is None else plain(unsettled.question),
        "alternatives": [] if unsettled is None else plain(unsettled.alternatives),
    }


def in_force_told(each: GovernedPeriod) -> dict[str, Any]:
    governing = each.governing
    return {
        "agreement": governing.agreement.slug,
        "name": governing.agreement.name,
        "first_day": each.period.first,
        "last_day": each.period.last,
        "known_until": governing.until,
        "reasons": plain([reason.words for reason in governing.why]),
    }
