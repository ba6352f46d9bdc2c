"""Written times as civil times in Europe/Stockholm."""

from datetime import timedelta

import polars as pl

ZONE = "Europe/Stockholm"
PLAIN = "0000-00-00T00:00"
PLAIN_FORMAT = "%Y-%m-%dT%H:%M"
WRITTEN = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-5][0-9])?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?$"
)
WEEK = timedelta(weeks=1) // timedelta(microseconds=1)
SUNDAY_AT_2, SUNDAY_AT_3 = (timedelta(days=3, hours=hour) // timedelta(microseconds=1) for hour in (2, 3))
"""Within the weeks that are counted in microseconds from Thursday the 1st of January 1970."""


def plain_time(written: pl.Expr) -> pl.Expr:
    """The time of a cell that is written `YYYY-MM-DDTHH:MM` and nothing else, as nearly all are; else null.

    A time in the doubled hour of an autumn night stays as it is written.
    """
    parsed = written.str.to_datetime(PLAIN_FORMAT, strict=False, cache=False)
    return pl.when(has_plain_shape(written)).then(parsed)


def has_plain_shape(written: pl.Expr) -> pl.Expr:
    """True where digits stand where they do in `PLAIN`; null where the length is another.

    The parser alone lets spaces and signs pass for digits. Sixteen bytes are one whole number: its high half-bytes
    tell digits from all but a few signs that the parser refuses. This takes a seventh of a regular expression's time.
    """
    mask = bytes(0xF0 if sign == "0" else 0xFF for sign in PLAIN)
    number = written.cast(pl.Binary).bin.reinterpret(dtype=pl.Int128, endianness="big")
    return number & _sixteen_bytes(mask) == _sixteen_bytes(PLAIN.encode())


def _sixteen_bytes(of: bytes) -> pl.Expr:
    return pl.lit(int.from_bytes(of, "big", signed=True), dtype=pl.Int128)


def any_time(written: pl.Series) -> pl.Series:
    """The times of cells in any form that a file may have, those with an offset turned to Stockholm's; else null."""
    name, cell, rest = written.name, pl.col("cell"), pl.col("rest")
    parts = (
        written.to_frame("cell")
        .select(pl.when(cell.str.contains(WRITTEN)).then("cell"))
        .select(
            minute=cell.str.head(len(PLAIN)).str.to_datetime(PLAIN_FORMAT, strict=False, cache=False),
            rest=cell.str.slice(len(PLAIN)),
        )
        .with_columns(has_seconds=rest.str.starts_with(":"))
        .with_columns(
            second=pl.when("has_seconds").then(number_at(rest, 1)).otherwise(0),
            zone=pl.when("has_seconds").then(rest.str.slice(len(":00"))).otherwise(rest),
        )
    )
    zone = pl.col("zone")
    wall = pl.col("minute") + pl.duration(seconds="second")
    offset = pl.duration(hours=number_at(zone, 1), minutes=number_at(zone, len("+00:")))
    utc = pl.when(zone.str.starts_with("-")).then(wall + offset).otherwise(wall - offset)
    zoned = pl.when(zone != "").then(utc).dt.replace_time_zone("UTC").dt.convert_time_zone(ZONE)
    civil = pl.when(zone != "").then(zoned.dt.replace_time_zone(None)).otherwise(wall)
    return parts.select(civil.alias(name)).to_series()


def number_at(text: pl.Expr, place: int) -> pl.Expr:
    """The two digits at a place in the text as a number; 0 where there are none."""
    return text.str.slice(place, 2).cast(pl.Int64, strict=False).fill_null(0)


def never_was(civil: pl.Expr) -> pl.Expr:
    """True in the hour that the clock skips when summer time begins."""
    return civil.is_not_null() & (
        civil.dt.replace_time_zone(ZONE, ambiguous="earliest", non_existent="null").is_null()
    )


def any_never_was(civil: pl.Expr) -> pl.Expr:
    """Whether any of the times never was: only those of a Sunday night between 2 and 3 are looked up."""
    in_week = civil.to_physical() % WEEK
    return never_was(civil.filter(in_week.is_between(SUNDAY_AT_2, SUNDAY_AT_3))).any()
