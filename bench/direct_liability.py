"""The floor for `calculate_liability`: the same sums straight in Polars, for a file that is trusted to be right.

    python bench/direct_liability.py FILE SLUG

It reads and parses the sixteen columns with Polars' own types, knows each text's numbers by heart, checks nothing
and explains nothing. What it prints is compared with what the command prints.
"""

import sys
from dataclasses import dataclass

import polars as pl

TIME = pl.Datetime("us")
SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "episode_id": pl.String,
    "municipality": pl.String,
    "placing_municipality": pl.String,
    "care_type": pl.String,
    "admitted_at": TIME,
    "need_assessed_at": TIME,
    "admission_notice_at": TIME,
    "needs_municipal_services": pl.String,
    "needs_health_care": pl.String,
    "care_contact_at": TIME,
    "discharge_ready_at": TIME,
    "sip_required": pl.String,
    "sip_called_at": TIME,
    "region_unavailable_from": TIME,
    "region_unavailable_to": TIME,
    "discharged_at": TIME,
}
DAILY_AMOUNT = 10_000


@dataclass(frozen=True)
class Text:
    """One text's numbers."""

    threshold: float | None
    shift: str | None = None
    first_day: int = 1
    over_days: int | None = None
    is_dalarna: bool = False
    discount: float = 0


TEXTS = {
    "halland-2027": Text(threshold=1.5),
    "halland-2025": Text(threshold=1.5, discount=0.35),
    "dalarna-2020": Text(threshold=2, shift="10h", first_day=0, over_days=7, is_dalarna=True),
    "vastra-gotaland-2020": Text(threshold=3, over_days=7),
    "statute-2018": Text(threshold=None, shift="11h59m59s", over_days=-1),
}


def counted(episodes: pl.LazyFrame, text: Text) -> pl.LazyFrame:
    """The episodes with their days and whether they count."""
    ready, left = pl.col("discharge_ready_at"), pl.col("discharged_at")
    needs_call = pl.col("sip_required") == "yes"
    included = (
        ready.is_not_null()
        & (pl.col("needs_municipal_services") == "yes")
        & (pl.col("admission_notice_at") <= left).fill_null(False)
        & (~needs_call | (pl.col("sip_called_at") <= left).fill_null(False))
    )
    start = ready
    if text.is_dalarna:
        included &= (pl.col("needs_health_care") == "no") | (pl.col("care_contact_at") <= left).fill_null(
            False
        )
        start = pl.max_horizontal(ready, "admission_notice_at", pl.when(needs_call).then("sip_called_at"))
    if text.shift:
        start = start.dt.offset_by(text.shift)
    first = start.cast(pl.Date).cast(pl.Int32) + text.first_day
    last = left.cast(pl.Date).cast(pl.Int32)
    away_from = pl.col("region_unavailable_from").cast(pl.Date).cast(pl.Int32)
    away_to = pl.coalesce("region_unavailable_to", "discharged_at").cast(pl.Date).cast(pl.Int32)
    away = (pl.min_horizontal(last, away_to) - pl.max_horizontal(first, away_from) + 1).clip(lower_bound=0)
    away = pl.when(pl.col("region_unavailable_from").is_not_null()).then(away).otherwise(0)
    return episodes.filter(left.is_not_null()).select(
        pl.coalesce("placing_municipality", "municipality").alias("municipality"),
        left.dt.strftime("%Y-%m").alias("month"),
        included=included,
        days=(last - first + 1).clip(lower_bound=0) - away,
    )


def months(episodes: pl.LazyFrame, text: Text) -> pl.LazyFrame:
    """What each municipality owes for each month."""
    included, days = pl.col("included"), pl.col("days")
    alone = included & (days > text.over_days) if text.over_days is not None else pl.lit(False)
    averaged = included & ~alone
    sums = (
        counted(episodes, text)
        .group_by("municipality", "month")
        .agg(
            episodes=averaged.sum(),
            days=days.filter(averaged).sum(),
            individual_episodes=alone.sum(),
            individual_days=(days.filter(alone) - 3).clip(lower_bound=0).sum(),
            excluded=(~included).sum(),
        )
    )
    sums = sums.sort("municipality", "month")
    number = pl.col("episodes")
    shown = (pl.col("days") * 200 + number) // (number * 2) / 100
    average = shown if text.is_dalarna else pl.col("days") / number
    excess = ((average - text.threshold) * number).clip(lower_bound=0) if text.threshold else pl.lit(0.0)
    sums = sums.with_columns(
        average=pl.when(number > 0).then(shown), excess=pl.when(number > 0).then(excess).otherwise(0.0)
    )
    if text.is_dalarna:
        over = (pl.col("excess") > 0).cast(pl.Int8)
        latest = sum(over.shift(back, fill_value=0).over("municipality") for back in range(3))
        sums = sums.with_columns(excess=pl.when(latest >= 2).then("excess").otherwise(0.0))
    return sums.select(
        "municipality",
        "month",
        "episodes",
        "days",
        "average",
        "individual_episodes",
        "individual_days",
        "excluded",
        averaged_amount=pl.col("excess") * DAILY_AMOUNT,
        individual_amount=pl.col("individual_days") * float(DAILY_AMOUNT),
        amount=(pl.col("excess") + pl.col("individual_days")) * DAILY_AMOUNT * (1 - text.discount),
    )


if __name__ == "__main__":
    file, slug = sys.argv[1:]
    episodes = pl.read_csv(file, schema=SCHEMA)
    print(months(episodes.lazy(), TEXTS[slug]).collect().write_csv(float_precision=2), end="")
