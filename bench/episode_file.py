"""A care-episode file of any size for measuring, the same each time: drawn from the row numbers' hashes.

python -m bench.episode_file FILE ROWS
"""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from agreements.places import MUNICIPALITIES
from billing.files.columns import NAMES

FIRST = date(2022, 1, 1)
DAY = 24 * 60
YEAR = 365 * DAY


def write_episodes(path: Path, rows: int) -> None:
    """Two years of episodes in all municipalities, in which each condition fails now and then."""
    drawn_episodes(range(rows), list(MUNICIPALITIES)).write_csv(path, datetime_format="%Y-%m-%dT%H:%M")


def drawn_episodes(
    rows: range, codes: Sequence[str], *, first_year: int = FIRST.year, years: int = 2
) -> pl.DataFrame:
    """The episodes with these numbers, admitted in those years, of patients of these municipalities."""
    numbers = pl.select(row=pl.int_range(rows.start, rows.stop))
    return numbers.select(**_columns(codes, date(first_year, 1, 1), years)).select(NAMES)


def drawn(name: str, of: int) -> pl.Expr:
    """A whole number below `of`, another for each row and name."""
    return (pl.col("row").hash(seed=sum(name.encode())) % of).cast(pl.Int64)


def happens(name: str, in_hundred: int) -> pl.Expr:
    return drawn(f"{name} happens", 100) < in_hundred


def minutes(count: pl.Expr) -> pl.Expr:
    return pl.duration(minutes=count)


def existing(time: pl.Expr) -> pl.Expr:
    """The time, or an hour later in the hour that spring skips."""
    there = time.dt.replace_time_zone("Europe/Stockholm", ambiguous="earliest", non_existent="null")
    return pl.when(there.is_null()).then(time + pl.duration(hours=1)).otherwise(time)


def _columns(municipalities: Sequence[str], first: date, years: int) -> dict[str, pl.Expr]:
    codes = pl.lit(pl.Series(municipalities))
    admitted = pl.lit(first).cast(pl.Datetime("us")) + minutes(drawn("admitted", years * YEAR))
    ready = admitted + minutes(DAY + drawn("ready", 9 * DAY))
    # Most leave within a day or two, some stay for long: the product of two draws.
    stay = drawn("stay", 20) * drawn("stay more", 30) * DAY // 30 + drawn("left", DAY) - DAY // 4
    left = pl.max_horizontal(admitted, ready + minutes(stay))
    unavailable = ready + minutes(drawn("unavailable", DAY))
    sip = happens("sip", 60)

    def sometimes(name: str, in_hundred: int, time: pl.Expr) -> pl.Expr:
        return pl.when(happens(name, in_hundred)).then(existing(time))

    is_unavailable = happens("unavailable", 5)
    available = existing(unavailable + minutes(drawn("available", 3 * DAY)))
    return {
        "episode_id": pl.format("E{}", pl.col("row").cast(pl.String).str.zfill(8)),
        "municipality": codes.gather(drawn("municipality", len(municipalities))),
        "placing_municipality": pl.when(happens("placing", 2)).then(
            codes.gather(drawn("placing", len(municipalities)))
        ),
        "care_type": pl.when(happens("psychiatric", 10))
        .then(pl.lit("psychiatric"))
        .otherwise(pl.lit("somatic")),
        "admitted_at": existing(admitted),
        "need_assessed_at": sometimes("assessed", 10, admitted + minutes(drawn("assessed", 2 * DAY))),
        "admission_notice_at": sometimes("notice", 96, admitted + minutes(drawn("notice", DAY + 120))),
        "needs_municipal_services": yes_or_no(happens("services", 95)),
        "needs_health_care": yes_or_no(happens("health care", 80)),
        "care_contact_at": sometimes("contact", 90, admitted + minutes(drawn("contact", DAY))),
        "discharge_ready_at": sometimes("ready", 98, ready),
        "sip_required": yes_or_no(sip),
        "sip_called_at": pl.when(sip).then(
            sometimes("called", 95, ready + minutes(drawn("called", 2 * DAY) - DAY))
        ),
        "region_unavailable_from": pl.when(is_unavailable).then(existing(unavailable)),
        "region_unavailable_to": pl.when(is_unavailable & happens("available", 70)).then(available),
        "discharged_at": sometimes("discharged", 98, pl.max_horizontal(existing(admitted), left)),
    }


def yes_or_no(claim: pl.Expr) -> pl.Expr:
    return pl.when(claim).then(pl.lit("yes")).otherwise(pl.lit("no"))


if __name__ == "__main__":
    write_episodes(Path(sys.argv[1]), int(sys.argv[2]))
