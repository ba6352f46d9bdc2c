"""What a liability is computed from: the facts that a question needs, each with the text that governs it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cached_property
from typing import Any

import polars as pl

from agreements.agreement import Agreement
from agreements.dated import DatePeriod
from agreements.files import load_agreements
from billing.core.corrected_facts import corrected_facts
from billing.months.closing import INSTANT, known_at_close
from billing.months.facts import known_at, states_of_facts, stored_facts
from billing.months.known_corrections import KnownCorrection, known_corrections, moving
from billing.months.question import Question
from billing.months.spans import last_day
from billing.texts.endings import known_endings
from billing.texts.governing import GovernedPeriod, governed_periods, with_agreement

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class AsKnown(Enum):
    """Which state of knowledge a month is computed from, where its text lets it close."""

    AT_CLOSE = "at_close"
    NOW = "now"


@dataclass(frozen=True, kw_only=True)
class Basis:
    """The facts with `region` and `agreement`, with the corrections applied; and the texts in force, none where one
    was applied to all.

    Where months close there is a row for each state of knowledge since the first of them did, and one computes from
    those that held at a month's own close, or from those that hold now.
    """

    asked: Question
    facts: pl.DataFrame
    periods: tuple[GovernedPeriod, ...]
    corrections: tuple[KnownCorrection, ...]

    @cached_property
    def parts(self) -> Mapping[str, pl.DataFrame]:
        """The facts apart for each text, by its slug; without any, the statute's empty part gives the columns."""
        facts = self.facts.with_row_index("row")
        parts = facts.partition_by("agreement", as_dict=True, maintain_order=True)
        if not parts:
            statute = next(text for text in load_agreements().values() if text.kind == "statute")
            return {statute.slug: facts}
        return {str(slug): part for (slug,), part in parts.items()}


def read_basis(
    asked: Question,
    *,
    agreement: Agreement | None = None,
    otherwise: Iterable[Agreement] = (),
    corrections: tuple[KnownCorrection, ...] | None = None,
) -> Basis:
    """The facts of the asked months, each governed by the text in force, or all by the one given.

    `otherwise` are further readings of the texts for which the same facts must do. Of corrections those count that were
    decided by the time that is asked for, or those given.
    """
    texts = (
        [text for text in load_agreements().values() if asked.may_meet(text)]
        if agreement is None
        else [agreement]
    )
    dates = asked.dates_read([*texts, *(text for text in otherwise if asked.may_meet(text))])
    closes = [at for at in (asked.first_close(texts, dates), asked.as_of) if at is not None]
    since = min(closes, default=None)
    facts = _facts(asked, since, discharged=dates, region=asked.region, municipality=asked.municipality)
    if corrections is None:
        corrections = _known_corrections(asked, facts)
    facts = _corrected(facts, asked, dates, since, corrections)
    if agreement is not None:
        facts = facts.with_columns(agreement=pl.lit(agreement.slug))
        return Basis(asked=asked, facts=facts, periods=(), corrections=corrections)
    periods = tuple(_periods(asked, facts, dates))
    facts = with_agreement(facts, periods)
    return Basis(asked=asked, facts=facts, periods=periods, corrections=corrections)


def chosen(
    states: pl.DataFrame, months: pl.Series, text: Agreement, as_known: AsKnown, as_of: datetime | None
) -> pl.Series:
    """Which of a text's states of facts count, each in the month beside it."""
    if "known_from" not in states.columns:
        return pl.repeat(True, states.height, eager=True)
    closes = {
        month: _microseconds(at if as_of is None else min(at, as_of))
        for month in months.drop_nulls().unique()
        if as_known is AsKnown.AT_CLOSE and (at := known_at_close(text, month)) is not None
    }
    close = pl.col("month").replace_strict(closes, default=None, return_dtype=pl.Int64)
    holds = pl.col("superseded_at").is_null() if as_of is None else known_at(pl.lit(_microseconds(as_of)))
    counts = pl.when(close.is_null()).then(holds).otherwise(known_at(close)) if closes else holds
    return states.with_columns(month=months).select(counts.alias("counts")).to_series()


def discharged_on(dates: DatePeriod) -> pl.Expr:
    """True for the episodes that ended on one of the dates."""
    left = pl.col("discharged_at").cast(pl.Date)
    return left >= dates.first if dates.last is None else left.is_between(dates.first, dates.last)


def _microseconds(at: datetime) -> int:
    """As the states of knowledge have their times."""
    return (at - EPOCH) // INSTANT


def _known_corrections(asked: Question, facts: pl.DataFrame) -> tuple[KnownCorrection, ...]:
    """Those of a municipality's episodes count whoever it was whose they were when they were corrected."""
    episodes = () if asked.municipality is None else facts.get_column("episode_id").unique().to_list()
    return known_corrections(
        region=asked.region,
        municipality=asked.municipality,
        episodes=episodes,
        at=asked.known_by or asked.as_of,
    )


def _corrected(
    facts: pl.DataFrame,
    asked: Question,
    dates: DatePeriod,
    since: datetime | None,
    corrections: tuple[KnownCorrection, ...],
) -> pl.DataFrame:
    """The facts as they are by the corrections; an episode that one moves comes from, or goes to, where it belongs."""
    moved = moving(corrections)
    for region, episodes in moved.items():
        others = facts.filter((pl.col("region") != region) | ~pl.col("episode_id").is_in(list(episodes)))
        theirs = _facts(asked, since, discharged=None, region=region, episodes=episodes)
        facts = pl.concat([others, theirs], how="diagonal")
    facts = corrected_facts(facts, [each.fact for each in corrections])
    return facts.filter(_is_asked_for(asked, dates)) if moved else facts


def _is_asked_for(asked: Question, dates: DatePeriod) -> pl.Expr:
    liable = pl.coalesce("placing_municipality", "municipality")
    is_then = discharged_on(dates)
    return is_then if asked.municipality is None else is_then & (liable == asked.municipality)


def _facts(asked: Question, since: datetime | None, **which: Any) -> pl.DataFrame:
    if since is None:
        return stored_facts(known_by=asked.known_by, **which)
    return states_of_facts(since=since, **which)


def _periods(asked: Question, facts: pl.DataFrame, dates: DatePeriod) -> Iterator[GovernedPeriod]:
    """The texts between all who have episodes, and between the two asked for even if they have none."""
    liable = pl.coalesce("placing_municipality", "municipality").alias("municipality")
    pairs = set(facts.select("region", liable).unique().iter_rows())
    if asked.region and asked.municipality:
        pairs.add((asked.region, asked.municipality))
    if dates.last is None:
        latest = facts.select(pl.col("discharged_at").max().cast(pl.Date)).item()
        dates = DatePeriod(dates.first, max(latest or dates.first, last_day(asked.months.last)))
    endings = known_endings(asked.known_by or asked.as_of)
    for region, municipality in sorted(pairs):
        yield from governed_periods(region, municipality, dates, endings)
