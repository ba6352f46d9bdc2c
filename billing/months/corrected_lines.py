"""One episode of a month: its facts, where it belongs with a correction, and what a correction changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl
from django.utils import timezone

from agreements.files import load_agreement
from billing.core.corrected_facts import corrected_facts
from billing.core.corrections import Correction as FactCorrection
from billing.core.episodes import episode_lines
from billing.models import Correction
from billing.months.between import MonthBetween
from billing.months.known_corrections import KnownCorrection, known_corrections
from billing.texts.terms import terms_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedMonth:
    """What one of the months comes to: its line of the episode, none where it is not there, and its totals.

    `amount` is none where a daily amount is missing; `average` where no episode is averaged.
    """

    line: dict[str, Any] | None
    episodes: int
    days: int
    average: Decimal | None
    individual_days: int
    excluded: int
    amount: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthEffect:
    """A month without the correction, and with it."""

    region: str
    municipality: str
    month: int
    before: CorrectedMonth
    after: CorrectedMonth

    @property
    def difference(self) -> Decimal | None:
        """In kronor; none where a daily amount is missing."""
        if self.before.amount is None or self.after.amount is None:
            return None
        return self.after.amount - self.before.amount


def facts_of_episode(between: MonthBetween, episode_id: str) -> pl.DataFrame:
    """The episode's facts as the month counts it, or an empty frame; with `region` and `agreement`."""
    answer = between.answer
    is_it = (pl.col("episode_id") == episode_id) & (answer.episodes.get_column("month") == between.month)
    return answer.facts.filter(is_it)


def belongs_to(facts: pl.DataFrame, correction: FactCorrection) -> tuple[str, int]:
    """The municipality and the month of the episode with the correction, by the text that governed it before."""
    (slug,) = facts.get_column("agreement")
    text = terms_of(load_agreement(slug))
    line = episode_lines(corrected_facts(facts, [correction]).lazy(), text).collect().row(0, named=True)
    return line["municipality"], line["month"]


def effects_of(correction: Correction) -> Iterator[MonthEffect]:
    """Of each month that the correction changes what it is without it and with it, all others being in force.

    As it was when it was decided; else as it would be now.
    """
    as_of = correction.decided_at
    fact = KnownCorrection.of(correction.undoes or correction, as_of or timezone.now())
    for region, municipality, month in correction.months:
        known = known_corrections(
            region=region, municipality=municipality, episodes=[correction.episode_id], at=as_of
        )
        others = tuple(each for each in known if each.fact.number != fact.fact.number)
        without, with_it = (
            MonthBetween(region, municipality, month, as_of=as_of, months_seen=1, corrections=tried)
            for tried in (others, (*others, fact))
        )
        before, after = (with_it, without) if correction.undoes_id else (without, with_it)
        yield MonthEffect(
            region=region,
            municipality=municipality,
            month=month,
            before=_figures(before, correction.episode_id),
            after=_figures(after, correction.episode_id),
        )


def _figures(between: MonthBetween, episode_id: str) -> CorrectedMonth:
    months = between.answer.months.filter(month=between.month)
    lines = between.answer.episodes.filter(month=between.month, episode_id=episode_id)
    sums = months.select("episodes", "days", "individual_days", "excluded").sum().row(0, named=True)
    return CorrectedMonth(
        line=lines.row(0, named=True) if lines.height else None,
        average=months.row(0, named=True)["average"] if months.height == 1 else None,
        amount=between.amount,
        **sums,
    )
