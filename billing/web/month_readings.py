"""A month's open questions: how each is read here, what the month costs by another reading, and a way to see it so."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from billing.months.between import MonthBetween
from billing.texts.readings import Otherwise, other_readings, why_not_computed
from billing.web.agreement import Reading, reading_shown
from billing.web.numbers import difference, kronor
from billing.web.term_words import in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another answer; `amount` and `difference` are empty until computed, and `url` where they cannot be."""

    words: str
    url: str = ""
    amount: str = ""
    difference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthReading:
    """A question with its other answers; `not_computed` says why none of them changes the month."""

    reading: Reading
    alternatives: list[Alternative]
    not_computed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOtherwise:
    """The reading that a page tries, and what it changes."""

    reading: Reading
    alternative: str
    amount: str
    difference: str

    @classmethod
    def of(cls, between: MonthBetween) -> "ReadOtherwise | None":
        """None where the texts are read as they are here."""
        if between.otherwise is None:
            return None
        shown = reading_shown(between.otherwise.reading)
        amount, differs = _compared(between.amount, between.amount_as_read_here)
        return cls(
            reading=shown,
            alternative=shown.alternatives[between.otherwise.number - 1],
            amount=amount,
            difference=differs,
        )


def readings_shown(between: MonthBetween, url: str) -> Iterator[MonthReading]:
    """The questions of the month's texts, the other answers priced where the month is asked to compare them."""
    texts = {each.governing.agreement.slug: each.governing.agreement for each in between.periods}
    for text in texts.values():
        others = {(each.reading.key, each.number): each for each in other_readings(text)}
        for reading in text.unsettled:
            shown = reading_shown(reading)
            if why := why_not_computed(text, reading.key):
                words = [Alternative(words=each) for each in shown.alternatives]
                yield MonthReading(reading=shown, alternatives=words, not_computed=in_words(why))
            else:
                alternatives = [
                    _alternative(between, others[reading.key, number], words, url)
                    for number, words in enumerate(shown.alternatives, start=1)
                ]
                yield MonthReading(reading=shown, alternatives=alternatives)


def _alternative(between: MonthBetween, other: Otherwise, words: str, url: str) -> Alternative:
    amount, differs = "", ""
    if between.compares:
        amount, differs = _compared(between.amounts_otherwise[other.name], between.amount_as_read_here)
    query = urlencode({"reading": other.name})
    return Alternative(words=words, url=f"{url}?{query}", amount=amount, difference=differs)


def _compared(amount: Decimal | None, as_read_here: Decimal | None) -> tuple[str, str]:
    """An amount and how it differs, where both are known."""
    if amount is None or as_read_here is None:
        return "", ""
    return kronor(amount), difference(amount - as_read_here)
