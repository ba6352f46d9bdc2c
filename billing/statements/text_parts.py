"""What one text makes of a month between a region and a municipality: a part of a statement, with its charges."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from agreements.agreement import Agreement
from billing.months.closing import closed_by
from billing.months.otherwise import Amounts, Pair
from billing.months.together import MonthTogether
from billing.statements.content import AmountOfYear, Charge, ChargeKind, OtherReading, Part
from billing.statements.grounds import clause
from billing.statements.plain import plain
from billing.texts.daily_amounts import DailyAmounts
from billing.texts.readings import other_readings, why_not_computed
from billing.texts.terms import terms_of

Row = dict[str, Any]
"""A month of `Liability.months`, with `amount_years`, the years whose daily amounts it pays."""


class TextParts:
    """The parts that a text makes: what all of them say alike is told once."""

    def __init__(self, together: MonthTogether, text: Agreement) -> None:
        self._text = text
        self._alike: dict[str, Any] = {
            "name": text.name,
            "terms_version": text.digest,
            "terms": plain(terms_of(text)),
            "closed_at": closed_by(text, together.month, together.as_of),
        }
        self._readings = list(_readings(text, together))
        self._daily_amounts: DailyAmounts = together.daily_amounts

    def part(self, pair: Pair, row: Row) -> Part:
        region, _ = pair
        known = self._daily_amounts.of(region)
        amounts = [
            AmountOfYear(year=year, kronor=known[year].kronor, source=known[year].source)
            for year in row["amount_years"] or ()
            if year in known
        ]
        said = {name: row[name] for name in Part.__dataclass_fields__ if name in row}
        return Part(
            **said,
            **self._alike,
            daily_amounts=tuple(amounts),
            charges=tuple(_charges(row, self._text, amounts)),
            readings=tuple(
                replace(reading, amount=None if costs is None else costs.get(pair, Decimal(0)))
                for reading, costs in self._readings
            ),
        )


def _charges(row: Row, text: Agreement, amounts: list[AmountOfYear]) -> Iterator[Charge]:
    """What the amount is made of; nothing where nothing is owed."""
    kronor = amounts[0].kronor if len(amounts) == 1 else None
    asked = [
        (ChargeKind.AVERAGED, row["excess_days"], row["averaged_amount"], "threshold_days"),
        (ChargeKind.INDIVIDUAL, Decimal(row["individual_days"]), row["individual_amount"], "long_stay"),
    ]
    total = Decimal(0)
    for kind, days, amount, key in asked:
        if amount:
            total += amount
            yield Charge(kind=kind, amount=amount, ground=clause(text, key), days=days, kronor=kronor)
    if off := row["amount"] - total:
        yield Charge(kind=ChargeKind.DISCOUNT, amount=off, ground=clause(text, "discount_percent"))


def _readings(text: Agreement, together: MonthTogether) -> Iterator[tuple[OtherReading, Amounts | None]]:
    """The text's unsettled questions with each other answer, and what that would have cost whom."""
    names = {(each.reading.key, each.number): each.name for each in other_readings(text)}
    for reading in text.unsettled:
        why_not = why_not_computed(text, reading.key)
        for number, alternative in enumerate(reading.alternatives, start=1):
            name = names.get((reading.key, number))
            other = OtherReading(
                key=reading.key,
                question=reading.question.sv,
                read_as=plain(reading.chosen),
                alternative=plain(alternative),
                amount=None,
                why_not="" if why_not is None else why_not.sv,
            )
            yield other, None if name is None else together.amounts_otherwise[name]
