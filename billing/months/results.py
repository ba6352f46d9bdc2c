"""The computed months and episodes as people and programs read them: a table, CSV, or JSON."""

import json
from typing import TextIO

import polars as pl

AMOUNTS = ("averaged_amount", "individual_amount", "amount")
MONTH_COLUMNS = (
    "municipality",
    "month",
    "episodes",
    "days",
    "average",
    "individual_episodes",
    "individual_days",
    "excluded",
    *AMOUNTS,
)
EPISODE_COLUMNS = ("episode_id", "status", "reason", "days", "payable_days")
GOVERNED_BY = "agreement"
ABSENT = "-"


def shown_months(months: pl.DataFrame) -> pl.DataFrame:
    """The months of `billing.core.liability` with names for numbers; an average and amounts as `"2.18"`.

    Months that several texts govern have each its own as `agreement`.
    """
    year, month_of_year = pl.col("month") // 12, pl.col("month") % 12 + 1
    name = pl.format("{}-{}", padded(year, 4), padded(month_of_year, 2))
    texts = pl.col("municipality", "average", *AMOUNTS).cast(pl.String)
    return months.with_columns(texts, month=name).select(of_those(months, MONTH_COLUMNS))


def of_those(frame: pl.DataFrame, names: tuple[str, ...]) -> list[str]:
    """The names, and the text's where each row has its own."""
    return [*names, *(name for name in (GOVERNED_BY,) if name in frame.columns)]


def padded(number: pl.Expr, digits: int) -> pl.Expr:
    """A number with zeros before it."""
    return number.cast(pl.String).str.zfill(digits)


def write_json(agreement: str | None, months: pl.DataFrame, episodes: pl.DataFrame, out: TextIO) -> None:
    """One object: the agreement's slug, the months, and the episodes in the order of their facts.

    Where each is governed by the text in force the slug is null, and every month and episode has its own.
    """
    rows = json.dumps(shown_months(months).to_dicts(), ensure_ascii=False)
    out.write(f'{{"agreement": {json.dumps(agreement)}, "months": {rows}, "episodes": ')
    out.write(episodes.select(of_those(episodes, EPISODE_COLUMNS)).write_json())
    out.write("}\n")


def write_csv(months: pl.DataFrame, out: TextIO) -> None:
    """The months with a header; an average that is not is empty."""
    out.write(shown_months(months).write_csv())


def write_table(months: pl.DataFrame, out: TextIO) -> None:
    """The months in columns for a person to read, numbers to the right."""
    cells = shown_months(months).with_columns(pl.all().cast(pl.String).fill_null(ABSENT))
    longest = cells.select(pl.all().str.len_chars().max().fill_null(0)).row(0)
    widths = {name: max(len(name), length) for name, length in zip(cells.columns, longest, strict=True)}
    out.write("  ".join(name.rjust(width) for name, width in widths.items()) + "\n")
    aligned = (pl.col(name).str.pad_start(width) for name, width in widths.items())
    out.writelines(f"{line}\n" for line in cells.select(pl.concat_str(aligned, separator="  ")).to_series())
