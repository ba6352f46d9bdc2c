"""How far apart two civil times are, on the two nights a year when the clock is turned too."""

from datetime import timedelta

import polars as pl

ZONE = "Europe/Stockholm"
TURN = timedelta(hours=1)


def instant(civil: pl.Expr) -> pl.Expr:
    """The moment of a civil time; the earlier one in autumn's doubled hour, null in spring's missing one."""
    return civil.dt.replace_time_zone(ZONE, ambiguous="earliest", non_existent="null")


def hours_apart_exceed(start: pl.Expr, end: pl.Expr, limit: timedelta) -> pl.Expr:
    """True where `end` lies more than `limit` of real time after `start`.

    The clock turns by an hour at most: only where the two are within that of the limit are their instants looked up.
    """
    apart = end - start
    is_near = (apart > limit - TURN) & (apart <= limit + TURN)
    near_start, near_end = (pl.when(is_near).then(time) for time in (start, end))
    return pl.when(is_near).then(instant(near_end) - instant(near_start) > limit).otherwise(apart > limit)
