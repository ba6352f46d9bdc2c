"""Drawing up statements: a month as it is answered, told so that it can be stored and defended."""

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from billing.core.liability import DailyAmountMissing
from billing.core.reasons import Status
from billing.months.otherwise import Pair
from billing.months.together import MonthTogether
from billing.statements.drafts import Draft
from billing.statements.line_tables import NO_LINES, PAIR, line_table
from billing.statements.text_parts import Row, TextParts


def drawn(together: MonthTogether) -> Mapping[Pair, Draft | DailyAmountMissing]:
    """What statements of the month would say, with every other reading priced, between all who have care episodes.

    `DailyAmountMissing` stands where a year's amount is needed and unknown, and leaves the others as they are.
    """
    lines = line_table(together.answer, together.month, together.texts).partition_by(PAIR, as_dict=True)
    texts = {slug: TextParts(together, text) for slug, text in together.texts.items()}
    return {
        (region, municipality): _missing(rows)
        or Draft(
            region=region,
            municipality=municipality,
            month=together.month,
            parts=tuple(texts[row["agreement"]].part((region, municipality), row) for row in rows),
            lines=lines.get((region, municipality), NO_LINES),
        )
        for (region, municipality), rows in _months(together)
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


def _missing(rows: Iterable[Row]) -> DailyAmountMissing | None:
    years = {year for row in rows for year in row["missing_years"] or ()}
    return DailyAmountMissing(sorted(years)) if years else None
