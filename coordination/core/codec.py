"""Payloads to JSON and back: dataclasses of text, numbers, times, days, enums, sets and tuples, read strictly."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from coordination.core.civil import in_utc

Record = TypeVar("Record")


class UnreadablePayload(ValueError):
    """Stored JSON that is not what its step says."""


def to_json(value: Any) -> Any:
    """Plain JSON for a payload; sets are sorted, so that the same payload is always the same text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, datetime):
        # Instants in UTC, whatever zone a form was filled in in; civil times as they are.
        return (in_utc(value) if value.tzinfo else value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(to_json(one) for one in value)
    if isinstance(value, tuple):
        return [to_json(one) for one in value]
    return value


def from_json(kind: type[Record], data: Any) -> Record:
    """The dataclass that the JSON was made from; a field it does not know, or lacks, is an error."""
    if not isinstance(data, Mapping):
        raise UnreadablePayload(f"{kind.__name__}: not an object")
    hints = _hints(kind)  # type: ignore[arg-type]  # a class is hashable
    if unknown := data.keys() - hints.keys():
        raise UnreadablePayload(f"{kind.__name__}: unknown {sorted(unknown)}")
    try:
        return kind(**{name: _reader(hints[name])(data[name]) for name in data})
    except (TypeError, ValueError) as wrong:
        raise UnreadablePayload(f"{kind.__name__}: {wrong}") from wrong


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """What reads a value of that type; found out once, since every step reads all events of its case."""
    if get_origin(hint) is UnionType:
        (inner,) = (_reader(one) for one in get_args(hint) if one is not NoneType)
        return lambda data: None if data is None else inner(data)
    if get_origin(hint) in (frozenset, tuple):
        several, one = get_origin(hint), _reader(get_args(hint)[0])
        return lambda data: several(map(one, data))
    if is_dataclass(hint):
        return partial(from_json, hint)  # type: ignore[arg-type]  # a class, as hints are
    if hint is datetime:
        return datetime.fromisoformat
    if hint is date:
        return date.fromisoformat
    if issubclass(hint, Enum):
        return hint
    return partial(_as_it_is, hint)


def _as_it_is(kind: type, data: Any) -> Any:
    # bool is an int to Python, and 1 is not "yes": the type must be the very one.
    if type(data) is not kind:
        raise UnreadablePayload(f"{data!r} is not {kind.__name__}")
    return data
