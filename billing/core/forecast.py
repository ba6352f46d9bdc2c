"""What a running month may come to: those who have left, and those who are ready and still here as if they left.

No text says how a month is foreseen. The choices, made here and nowhere else:

- Only who has been declared ready is foreseen: those who are admitted and not ready, or not admitted yet, are left out.
- A day that somebody stays counts in the running month, with its daily amount, even where it lies after the month's
  end: what the next month's average will be nobody knows.
- `Outcome` says what is taken for granted of those who wait.
- What a patient's next day costs is asked as if everybody else who waits went home today.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

import polars as pl

from billing.core.average import half_up
from billing.core.counting import day_number
from billing.core.episodes import episode_lines
from billing.core.liability import every_year, month_lines
from billing.core.reasons import Status
from billing.core.terms import Terms

EPOCH = date(1970, 1, 1)
FEWEST_STAYS = 5
"""From so few earlier stays nothing is foreseen."""
DECIDING = Decimal("0.8")
"""The share of what a month can still come to that those who decide it stand for together."""


class Outcome(StrEnum):
    """What is taken for granted of those who wait."""

    LOW = "low"
    """Everybody goes home today."""
    EXPECTED = "expected"
    """Each stays as many days more as the municipality's earlier patients did who had waited as long, on average; to
    the end of the month where those are too few. What lacks for liability is not done."""
    HIGH = "high"
    """Everybody stays to the end of the month, and what lacks for liability is done now."""


@dataclass(frozen=True, slots=True)
class Stay:
    """For how long somebody stays in a supposed month: home `after` so many days from now."""

    supposed: str
    episode_id: str
    after: int


def conditions_met(waiting: pl.DataFrame, now: datetime) -> pl.DataFrame:
    """The facts as if what lacks for liability were done now, and the region's services there from now on."""
    at = pl.lit(now).cast(pl.Datetime("us"))
    lacking = ("admission_notice_at", "care_contact_at", "sip_called_at")
    is_missing = pl.col("region_unavailable_from").is_not_null() & pl.col("region_unavailable_to").is_null()
    back = pl.when(is_missing).then(pl.max_horizontal(at, "region_unavailable_from"))
    return waiting.with_columns(
        *(pl.col(name).fill_null(at) for name in lacking),
        region_unavailable_to=pl.coalesce("region_unavailable_to", back),
    )


def lines_as_if_home(
    waiting: pl.DataFrame, terms: Terms, now: datetime, month: int, *, days: int
) -> pl.DataFrame:
    """The lines of those who wait as if each went home today, tomorrow, and so on: a row for each of so many days.

    Beside the columns of `episode_lines` there is `after`, in days from now. All stand in the running month.
    """
    each_day = pl.DataFrame({"after": range(days + 1)}, schema={"after": pl.Int64})
    leaving = pl.lit(now).cast(pl.Datetime("us")) + pl.duration(days="after")
    supposed = waiting.join(each_day, how="cross", maintain_order="left_right").with_columns(
        # Nobody leaves before the notice, however its clock goes.
        discharged_at=pl.max_horizontal(leaving, "discharge_ready_at")
    )
    return (
        episode_lines(supposed.drop("after").lazy(), terms)
        .with_columns(month=pl.lit(month, pl.Int32), amount_year=pl.lit(month // 12, pl.Int32))
        .collect()
        .with_columns(supposed.get_column("after"))
    )


def days_expected(waiting: pl.DataFrame, earlier: pl.DataFrame, today: date) -> pl.DataFrame:
    """How many days more each will stay: `episode_id`, and `expected`, null where earlier stays are too few.

    Both frames have the liable `municipality` and `discharge_ready_at`, the earlier ones `discharged_at`. The mean of
    what was left of the municipality's earlier stays that had lasted as long, rounded half up.
    """
    ready = day_number(pl.col("discharge_ready_at"))
    lasted = earlier.select("municipality", lasted=day_number(pl.col("discharged_at")) - ready).filter(
        pl.col("lasted") >= 0
    )
    waited = waiting.select("episode_id", "municipality", waited=(today - EPOCH).days - ready)
    left = (
        waited.join(lasted, on="municipality")
        .filter(pl.col("lasted") >= pl.col("waited"))
        .group_by("episode_id")
        .agg(stays=pl.len().cast(pl.Int64), left=(pl.col("lasted") - pl.col("waited")).cast(pl.Int64).sum())
        .filter(pl.col("stays") >= FEWEST_STAYS)
        .select("episode_id", expected=half_up(pl.col("left"), pl.col("stays")))
    )
    return waiting.select("episode_id").join(left, on="episode_id", how="left", maintain_order="left")


def limit_of(terms: Terms) -> int | None:
    """The number of days after which a stay costs by itself: the long-stay limit, or the statute's free days."""
    if terms.long_stay is None:
        return None
    return terms.long_stay.free_days if terms.threshold_days is None else terms.long_stay.over_days


def limit_passed_after(lines: pl.DataFrame, limit: int) -> dict[str, int]:
    """In how many days each passes the limit, of those who have not yet and will within the lines."""
    over = pl.col("days") > limit
    passing = lines.filter(over & (pl.col("status") != Status.EXCLUDED)).group_by("episode_id")
    return {name: after for name, after in passing.agg(pl.col("after").min()).iter_rows() if after > 0}


def supposed_amounts(
    left: pl.DataFrame,
    waiting: pl.DataFrame,
    stays: Iterable[Stay],
    terms: Terms,
    daily_amount: Decimal,
    month: int,
) -> dict[str, Decimal]:
    """What the month costs in each supposed case: the lines of those who left, and of those who wait as it says.

    All lines are one municipality's; the months before are among those who left, as far as a window looks back.
    """
    schema = {"supposed": pl.String, "episode_id": pl.String, "after": pl.Int64}
    rows = [(stay.supposed, stay.episode_id, stay.after) for stay in stays]
    asked = pl.DataFrame(rows, schema=schema, orient="row")
    names = asked.select("supposed").unique()
    comes = waiting.join(asked, on=["episode_id", "after"]).drop("after")
    of_left = left.select(name for name in comes.columns if name != "supposed")
    # Each case in a copy of the month of its own, named in place of the municipality.
    lines = pl.concat([of_left.join(names, how="cross").select(comes.columns), comes])
    lines = lines.with_columns(municipality=pl.col("supposed")).drop("supposed")
    months = month_lines(lines.lazy(), terms, every_year(daily_amount), month=month)
    return dict(months.select("municipality", "amount").iter_rows())


def one_stays(waiting: Iterable[str], days: Iterable[int]) -> Iterator[Stay]:
    """For each of those who wait and each number of days a case: that one stays, everybody else goes home today."""
    waiting, days = list(waiting), list(days)
    for one in waiting:
        for after in days:
            for other in waiting:
                yield Stay(f"{one} {after}", other, after if other == one else 0)


def deciding(
    effects: dict[str, Decimal], low: Decimal, amounts_without: Iterable[Decimal], high: Decimal
) -> list[str]:
    """Who decide the month: the fewest whose going home today takes away most of what it can still come to.

    `effects` is what each alone takes away from the high outcome, the greatest first; `amounts_without` what the month
    costs without the first of them, the first two, and so on. Nobody where nothing can come.
    """
    if high <= low:
        return []
    for number, amount in enumerate(amounts_without, start=1):
        if high - amount >= DECIDING * (high - low):
            return list(effects)[:number]
    return list(effects)


def civil_date(now: datetime, after: int) -> date:
    """The date so many days from now."""
    return now.date() + timedelta(days=after)
