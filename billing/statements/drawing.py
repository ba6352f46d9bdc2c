"""Drawing up statements: a month as it is answered, told so that it can be stored and defended."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from agreements.agreement import Agreement
from billing.core.liability import DailyAmountMissing
from billing.core.reasons import Status
from billing.months.closing import closed_by
from billing.months.otherwise import Pair
from billing.months.together import MonthTogether
from billing.statements.content import AmountOfYear, Charge, ChargeKind, OtherReading, Part
from billing.statements.drafts import Draft
from billing.statements.grounds import clause
from billing.statements.line_tables import NO_LINES, PAIR, line_table
from billing.statements.plain import plain
from billing.texts.readings import other_readings, why_not_computed
from billing.texts.terms import terms_of

Row = dict[str, Any]


def drawn(together: MonthTogether) -> Mapping[Pair, Draft | DailyAmountMissing]:
    """What statements of the month would say, with every other reading priced, between all who have care episodes.

    `DailyAmountMissing` stands where a year's amount is needed and unknown, and leaves the others as they are.
    """
    lines = line_table(together.answer, together.month, together.texts)
    of_pairs = lines.partition_by(PAIR, as_dict=True)
    return {
        pair: _draft(together, pair, rows, of_pairs.get(pair, NO_LINES)) for pair, rows in _months(together)
    }


def drawn_between(together: MonthTogether) -> Draft:
    """The same between a region and a municipality; without care episodes it is empty.

    Raises `DailyAmountMissing`.
    """
    if together.region is None or together.municipality is None:
        raise ValueError("between two is asked for")
    pair = together.region, together.municipality
    return required(drawn(together), pair, together.month)


def required(drafts: Mapping[Pair, Draft | DailyAmountMissing], pair: Pair, month: int) -> Draft:
    """One of them; raises the `DailyAmountMissing` that stands in its place."""
    region, municipality = pair
    draft = drafts.get(pair)
    if isinstance(draft, DailyAmountMissing):
        raise draft
    return draft or Draft(region=region, municipality=municipality, month=month, parts=(), lines=NO_LINES)


def _months(together: MonthTogether) -> Iterator[tuple[Pair, list[Row]]]:
    """What each text makes of the month between two, with the years whose daily amounts it pays."""
    counted = pl.col("status") != Status.EXCLUDED
    keys = (*PAIR, "agreement")
    of_month = together.answer.episodes.filter(counted, month=together.month)
    years = of_month.group_by(keys).agg(amount_years=pl.col("amount_year").unique().sort())
    months = together.answer.months.filter(month=together.month).join(years, on=keys, how="left").sort(keys)
    by_pair: dict[Pair, list[Row]] = {}
    for row in months.iter_rows(named=True):
        by_pair.setdefault((row["region"], row["municipality"]), []).append(row)
    yield from by_pair.items()


def _draft(
    together: MonthTogether, pair: Pair, rows: Sequence[Row], lines: pl.DataFrame
) -> Draft | DailyAmountMissing:
    if missing := sorted({year for row in rows for year in row["missing_years"] or ()}):
        return DailyAmountMissing(missing)
    region, municipality = pair
    parts = tuple(_part(together, pair, row) for row in rows)
    return Draft(region=region, municipality=municipality, month=together.month, parts=parts, lines=lines)


def _part(together: MonthTogether, pair: Pair, row: Row) -> Part:
    region, _ = pair
    text = together.texts[row["agreement"]]
    known = together.daily_amounts.of(region)
    amounts = [
        AmountOfYear(year=year, kronor=known[year].kronor, source=known[year].source)
        for year in row["amount_years"] or ()
        if year in known
    ]
    said = {name: row[name] for name in Part.__dataclass_fields__ if name in row}
    return Part(
        **said,
        name=text.name,
        terms_version=text.digest,
        terms=plain(terms_of(text)),
        closed_at=closed_by(text, together.month, together.as_of),
        daily_amounts=tuple(amounts),
        charges=tuple(_charges(row, text, amounts)),
        readings=tuple(_readings(together, pair, text)),
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


def _readings(together: MonthTogether, pair: Pair, text: Agreement) -> Iterator[OtherReading]:
    """The text's unsettled questions with each other answer."""
    computed = {(each.reading.key, each.number): each for each in other_readings(text)}
    for reading in text.unsettled:
        why_not = why_not_computed(text, reading.key)
        for number, alternative in enumerate(reading.alternatives, start=1):
            other = computed.get((reading.key, number))
            amounts = None if other is None else together.amounts_otherwise[other.name]
            yield OtherReading(
                key=reading.key,
                question=reading.question.sv,
                read_as=plain(reading.chosen),
                alternative=plain(alternative),
                amount=None if amounts is None else amounts.get(pair, Decimal(0)),
                why_not="" if why_not is None else why_not.sv,
            )
