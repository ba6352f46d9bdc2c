"""What municipalities owe by the stored facts: the one answer that the page, the API and the command give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from agreements.agreement import Agreement
from agreements.files import load_agreements
from billing.core.episodes import episode_lines
from billing.core.liability import DailyAmountMissing
from billing.months.basis import AsKnown, Basis, chosen, discharged_on, read_basis
from billing.months.known_corrections import KnownCorrection
from billing.months.pricing import KronorOf, months_of_regions
from billing.months.question import Question
from billing.texts.governing import GovernedPeriod
from billing.texts.terms import terms_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Liability:
    """The answer. Every frame has `region` and `agreement` beside the columns of the core.

    `facts` and `episodes` stand in the order in which the episodes were first recorded, row beside row.
    `months` has `missing_years`: whose daily amount is needed and unknown; its amounts are null then, else the list is.
    `periods` tells which text governs whom, and why; it is empty where a text was applied whatever is in force.
    `corrections` are those that the facts were changed by.
    """

    facts: pl.DataFrame
    episodes: pl.DataFrame
    months: pl.DataFrame
    periods: tuple[GovernedPeriod, ...]
    corrections: tuple[KnownCorrection, ...] = ()

    def require_amounts(self) -> None:
        """Raises `DailyAmountMissing` where a month's amounts are not known."""
        if years := self.months.get_column("missing_years").explode().drop_nulls().unique().sort().to_list():
            raise DailyAmountMissing(years)


def liability(asked: Question, kronor_of: KronorOf, *, agreement: Agreement | None = None) -> Liability:
    """The liability of the asked months, each episode governed by the text in force, or all by the one given.

    Months under another text are not seen by a text's window.
    """
    texts = None if agreement is None else {agreement.slug: agreement}
    return computed(read_basis(asked, agreement=agreement), kronor_of, texts=texts)


def computed(
    basis: Basis,
    kronor_of: KronorOf,
    *,
    texts: Mapping[str, Agreement] | None = None,
    as_known: AsKnown = AsKnown.AT_CLOSE,
) -> Liability:
    """The answer by the texts as they are read here, or as `texts` read them."""
    read = {**load_agreements(), **(texts or {})}
    episodes, months = [], []
    for slug in basis.parts:
        lines, priced = judged(basis, read[slug], kronor_of, as_known)
        episodes.append(lines)
        months.append(priced)
    lines = pl.concat(episodes).sort("row")
    facts = basis.facts.with_row_index("row")
    return Liability(
        facts=lines.select("row").join(facts, on="row", how="left", maintain_order="left").drop("row"),
        episodes=lines.drop("row"),
        months=pl.concat(months).sort("municipality", "month", "region", "agreement"),
        periods=basis.periods,
        corrections=basis.corrections,
    )


def judged(
    basis: Basis, text: Agreement, kronor_of: KronorOf, as_known: AsKnown
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The episodes that a text governs, with the `row` of their facts, and the months that it makes of them."""
    asked = basis.asked.months
    in_months = pl.col("month").is_between(asked.first, asked.last)
    (lines,) = judged_lines(basis, [text], as_known)
    months = months_of_regions(lines, terms_of(text), kronor_of, month=asked.only)
    return lines.filter(in_months), months.filter(in_months).with_columns(agreement=pl.lit(text.slug))


def judged_lines(basis: Basis, readings: Sequence[Agreement], as_known: AsKnown) -> list[pl.DataFrame]:
    """The episodes of a text by each of these readings of it, those of the months that its window sees besides.

    The readings are `priced_by` the same: they put an episode in the same month, and look back equally far.
    """
    asked, text = basis.asked, readings[0]
    # Other texts and readings may have needed facts of earlier and later months.
    part = basis.parts[text.slug].filter(discharged_on(asked.dates_read([text])))
    judged_so = pl.collect_all([episode_lines(part.lazy(), terms_of(each)) for each in readings])
    counts = chosen(part, judged_so[0].get_column("month"), text, as_known, asked.as_of)
    named = part.select("row", "region", "agreement")
    return [lines.hstack(named).filter(counts) for lines in judged_so]
