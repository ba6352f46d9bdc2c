"""As known when a month is shown, in words."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.agreement import Agreement
from billing.months.between import MonthBetween
from billing.months.closing import STOCKHOLM, closes_at
from billing.web.numbers import date_in_words


def known_when(between: MonthBetween) -> Iterator[str]:
    """One sentence where all the month's texts say the same, else one for each of them."""
    texts = [each.governing.agreement for each in between.periods]
    sentences = [_sentence(between.month, text) for text in texts]
    if len(set(sentences)) == 1:
        yield sentences[0]
    else:
        yield from (f"{text.name}: {sentence}" for text, sentence in zip(texts, sentences, strict=True))


def last_day_for_registrations(closes: datetime) -> str:
    """The day whose end a month closes with."""
    return date_in_words(closes.astimezone(STOCKHOLM).date() - timedelta(days=1))


def _sentence(month: int, text: Agreement) -> str:
    closes = closes_at(text, month)
    if closes is None:
        return _("Shown as it is known now: the text names no day when registrations close.")
    said = {"day": last_day_for_registrations(closes)}
    if timezone.now() < closes:
        return _("Shown as it is known now: registrations count to and including %(day)s.") % said
    return _("Shown as it was known at the end of %(day)s, when registrations closed.") % said
