"""Written times as civil times in Europe/Stockholm."""

from datetime import timedelta

import polars as pl

ZONE = "Europe/Stockholm"
PLAIN = "0000-00-00T00:00"
WRITTEN = (
    r"^([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})(:[0-5][0-9])?"
    r"(?:Z|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))?$"
)
WEEK = timedelta(weeks=1) // timedelta(microseconds=1)
SUNDAY_AT_2, SUNDAY_AT_3 = (timedelta(days=3, hours=hour) // timedelta(microseconds=1) for hour in (2, 3))
"""Within the weeks that are counted in microseconds from Thursday the 1st of January 1970."""


def plain_time(written: pl.Expr) -> pl.Expr:
    """The time of a cell that is written `YYYY-MM-DDTHH:MM` and nothing else, as nearly all are; else null.

    A time in the doubled hour of an autumn night stays as it is written.
    """
    parsed = written.str.to_datetime("%Y-%m-%dT%H:%M", strict=False, cache=False)
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


def any_time(written: pl.Expr) -> pl.Expr:
    """The time of a cell in any form that a file may have, one with an offset turned to Stockholm's; else null."""
    minutes, seconds, sign, *hours_and_minutes = (
        written.str.extract(WRITTEN, group) for group in range(1, 6)
    )
    wall = (minutes + seconds.fill_null(":00")).str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False)
    hours_off, minutes_off = (digits.cast(pl.Int64).fill_null(0) for digits in hours_and_minutes)
    off = pl.duration(hours=hours_off, minutes=minutes_off)
    utc = pl.when(sign == "-").then(wall + off).otherwise(wall - off)
    converted = utc.dt.replace_time_zone("UTC").dt.convert_time_zone(ZONE).dt.replace_time_zone(None)
    has_offset = sign.is_not_null() | written.str.ends_with("Z")
    return pl.when(has_offset).then(converted).otherwise(wall)


def never_was(civil: pl.Expr) -> pl.Expr:
    """True in the hour that the clock skips when summer time begins."""
    return civil.is_not_null() & (
        civil.dt.replace_time_zone(ZONE, ambiguous="earliest", non_existent="null").is_null()
    )


def any_never_was(civil: pl.Expr) -> pl.Expr:
    """Whether any of the times never was: only those of a Sunday night between 2 and 3 are looked up."""
    in_week = civil.to_physical() % WEEK
    return never_was(civil.filter(in_week.is_between(SUNDAY_AT_2, SUNDAY_AT_3))).any()
