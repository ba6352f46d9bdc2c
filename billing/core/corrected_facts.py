"""The facts of many episodes with the corrections that are in force."""

from collections.abc import Iterable
from typing import Any

import polars as pl

from billing.core.corrections import Correction, corrected
from billing.core.facts import CORRECTED_BY, CORRECTION_COLUMNS

PLACE = "place"
EPISODE = ("region", "episode_id")


def corrected_facts(facts: pl.DataFrame, corrections: Iterable[Correction]) -> pl.DataFrame:
    """The facts, in their order, each episode with its corrections applied one after the other.

    The facts have `region`. Where an episode is corrected there are `facts.CORRECTION_COLUMNS` besides; a later
    correction of the same fact wins. Every state of knowledge of an episode is corrected alike.
    """
    of_episode: dict[tuple[str, str], list[Correction]] = {}
    for correction in corrections:
        of_episode.setdefault((correction.region, correction.episode_id), []).append(correction)
    named = pl.DataFrame(list(of_episode), schema=dict.fromkeys(EPISODE, pl.String), orient="row")
    placed = facts.with_row_index(PLACE)
    touched = placed.join(named, on=EPISODE, how="semi")
    if touched.is_empty():
        return facts
    rows = [
        _with_all(row, of_episode[row["region"], row["episode_id"]]) for row in touched.iter_rows(named=True)
    ]
    changed = pl.DataFrame(rows, schema={**placed.schema, **CORRECTION_COLUMNS})
    others = placed.join(touched.select(PLACE), on=PLACE, how="anti")
    return pl.concat([others, changed], how="diagonal").sort(PLACE).drop(PLACE)


def _with_all(facts: dict[str, Any], corrections: list[Correction]) -> dict[str, Any]:
    for correction in corrections:
        facts = corrected(facts, correction)
    return {**facts, CORRECTED_BY: [correction.number for correction in corrections]}
