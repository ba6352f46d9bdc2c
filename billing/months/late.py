"""What was registered after a month had closed: which episodes are new, changed or gone, and what each would cost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

import polars as pl

from agreements.agreement import Agreement
from billing.core.facts import FACTS
from billing.months.liability import Liability
from billing.months.pricing import KronorOf, priced_months, total
from billing.texts.terms import terms_of

TOGETHER = 50
"""How many registrations are tried at a time, each in a copy of the month of its own."""


class Change(StrEnum):
    """What a registration did to an episode of the month."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRegistration:
    """An episode that is not now as it was at the close: its lines of `episodes`, none where it is not there.

    `effect` is what the month would cost more or less by this registration alone; none where a daily amount is missing.
    Averages do not add up: the effects of all need not be the effect of each, summed.
    """

    change: Change
    episode_id: str
    at_close: Mapping[str, Any] | None
    now: Mapping[str, Any] | None
    effect: Decimal | None


def late_registrations(
    at_close: Liability, now: Liability, month: int, texts: Mapping[str, Agreement], kronor_of: KronorOf
) -> list[LateRegistration]:
    """The registrations in the order of the episodes; both answers are of one region and one municipality."""
    before, after = _by_episode(at_close, month), _by_episode(now, month)
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    effects = dict(_effects(at_close, now, month, changed, texts, kronor_of))
    return [
        LateRegistration(
            change=_change(name in before, name in after),
            episode_id=name,
            at_close=before.get(name),
            now=after.get(name),
            effect=effects[name],
        )
        for name in changed
    ]


def amount_of(answer: Liability, month: int) -> Decimal | None:
    """What the month costs by all its texts; none where a daily amount is missing."""
    return total(answer.months.filter(month=month).get_column("amount"))


def _by_episode(answer: Liability, month: int) -> dict[str, dict[str, Any]]:
    """The month's lines with the facts that they were judged by."""
    times = answer.facts.select(name for name in FACTS if name not in ("episode_id", "municipality"))
    lines = answer.episodes.hstack(times).filter(month=month)
    return {line["episode_id"]: line for line in lines.iter_rows(named=True)}


def _change(was: bool, is_now: bool) -> Change:
    if was and is_now:
        return Change.CHANGED
    return Change.GONE if was else Change.NEW


def _effects(
    at_close: Liability,
    now: Liability,
    month: int,
    changed: list[str],
    texts: Mapping[str, Agreement],
    kronor_of: KronorOf,
) -> Iterator[tuple[str, Decimal | None]]:
    """What the closed month would cost with each of the registrations alone, less what it costs."""
    costs = amount_of(at_close, month)
    for start in range(0, len(changed), TOGETHER):
        names = changed[start : start + TOGETHER]
        tried = dict.fromkeys(names, Decimal(0)) if costs is not None else {}
        wanting = set(names) - tried.keys()
        of_texts = pl.concat([at_close.months, now.months]).filter(month=month).select("region", "agreement")
        for region, slug in of_texts.unique().iter_rows():
            lines = _tried(at_close.episodes, now.episodes, month, names, slug)
            priced = priced_months(lines, terms_of(texts[slug]), kronor_of(region)).filter(month=month)
            for name, amount in priced.select("municipality", "amount").iter_rows():
                if amount is None:
                    wanting.add(name)
                elif name in tried:
                    tried[name] += amount
        for name in names:
            yield name, None if name in wanting or costs is None else tried[name] - costs


def _tried(
    at_close: pl.DataFrame, now: pl.DataFrame, month: int, names: list[str], slug: str
) -> pl.DataFrame:
    """A text's lines once for each registration, with that episode as it is now, named in place of the municipality."""
    is_month, of_text = pl.col("month") == month, pl.col("agreement") == slug
    each = pl.DataFrame({"tried": names}, schema={"tried": pl.String})
    stays = (
        at_close.filter(of_text)
        .join(each, how="cross")
        .filter(~(is_month & (pl.col("episode_id") == pl.col("tried"))))
    )
    comes = now.filter(of_text & is_month & pl.col("episode_id").is_in(names)).with_columns(
        tried=pl.col("episode_id")
    )
    return pl.concat([stays, comes]).with_columns(municipality=pl.col("tried")).drop("tried")
