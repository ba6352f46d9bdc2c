"""Values as JSON holds them, always the same for the same value: what is stored, and what is digested."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

LEFT_OUT_WHERE_EMPTY: Mapping[str, bool] = {"left_out_where_empty": True}
"""Of a field that statements had not from the first: those issued before it keep their digest."""


def plain(value: Any) -> Any:
    """Decimals without the zeros at their end and times in ISO's form, as text; a dataclass by its fields.

    A time with a zone is told in UTC, whichever zone it came in.
    """
    match value:
        case None | bool() | int():
            return value
        case Enum():
            return value.value
        case str():
            return value
        case Decimal():
            # Zero has a sign and decimals too.
            return format(value.normalize() + 0, "f") if value else "0"
        case datetime() if value.tzinfo is not None:
            return value.astimezone(UTC).isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case Mapping():
            return {str(key): plain(each) for key, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            said = ((name, getattr(value, name), is_optional) for name, is_optional in _fields(type(value)))
            return {name: plain(each) for name, each, is_optional in said if each or not is_optional}
    raise TypeError(f"no plain form of {type(value).__name__}")


@cache
def _fields(kind: type) -> Sequence[tuple[str, bool]]:
    """A dataclass's fields by their names, and whether each is left out where it is empty."""
    return [(field.name, bool(field.metadata)) for field in fields(kind)]
