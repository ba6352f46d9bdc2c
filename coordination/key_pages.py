"""Pages of a list that grows for years, the latest first, gone through by key: the last costs what the first does.

Nothing is counted, and no page begins by reading those before it. A row that comes meanwhile moves no other one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
Key = tuple[datetime, int]
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class KeyPage(Generic[M]):
    """Some rows, and what the address asks for on either side: `older` as `before`, `newer` as `after`, or nothing."""

    rows: list[M]
    older: str = ""
    newer: str = ""


def key_page(rows: QuerySet[M], asked: Mapping[str, Any], clock: str, size: int) -> KeyPage[M]:
    """The page that the address asks for, by the field `clock` and then the primary key.

    What can't be read is as if it were not there: the latest rows, which also come where nearly all newer ones fit.
    """
    if after := _read(asked.get("after")):
        newer = list(_beyond(rows, clock, after, "gt").order_by(clock, "pk")[: size + 1])
        if len(newer) > size:
            shown = newer[:size][::-1]
            return KeyPage(shown, older=_key(shown[-1], clock), newer=_key(shown[0], clock))
    before = None if after else _read(asked.get("before"))
    if before:
        rows = _beyond(rows, clock, before, "lt")
    found = list(rows.order_by(f"-{clock}", "-pk")[: size + 1])
    shown = found[:size]
    return KeyPage(
        shown,
        older=_key(shown[-1], clock) if len(found) > size else "",
        newer=_key(shown[0], clock) if before and shown else "",
    )


def is_key(said: str) -> bool:
    """Whether it can have been given as `older` or `newer`."""
    return _read(said) is not None


def _beyond(rows: QuerySet[M], clock: str, key: Key, side: str) -> QuerySet[M]:
    """Those on one side of the key. The first condition is what an index begins at."""
    at, pk = key
    beyond = Q(**{f"{clock}__{side}": at}) | Q(**{clock: at, f"pk__{side}": pk})
    return rows.filter(**{f"{clock}__{side}e": at}).filter(beyond)


def _key(row: Model, clock: str) -> str:
    return f"{(getattr(row, clock) - BEGINNING) // timedelta(microseconds=1)}.{row.pk}"


def _read(said: str | None) -> Key | None:
    """The key that the address says, if it is one."""
    time, _point, pk = (said or "").partition(".")
    try:
        key = BEGINNING + timedelta(microseconds=int(time)), int(pk)
    except (ValueError, OverflowError):
        return None
    return key if 0 < key[1] < 2**63 else None
