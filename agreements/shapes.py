"""What a value in an agreement's file may look like, and the Python value that it becomes.

A shape is a function from what YAML gives to the value; `BadShape` tells the keys inside it and the reasons.
"""

from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from agreements.choices import CHOICES
from agreements.dated import Words

Shape = Callable[[Any], Any]


class BadShape(Exception):
    """A value that does not fit; `faults` pairs a key inside the value (or nothing) with a reason."""

    def __init__(self, *faults: tuple[str, str]) -> None:
        self.faults = faults
        super().__init__(faults)


def refusal(expected: str, given: Any) -> BadShape:
    """What the value should have been, in Swedish like every fault that people are told."""
    return BadShape(("", f"ska vara {expected}, inte {given!r}"))


def decimal(given: Any) -> Decimal:
    """A number of days or per cent, never below zero."""
    if isinstance(given, (int, Decimal)) and not isinstance(given, bool) and given >= 0:
        return Decimal(given)
    raise refusal("ett tal, noll eller mer", given)


def percent(given: Any) -> Decimal:
    """A number from 0 to 100."""
    if (share := decimal(given)) <= 100:
        return share
    raise refusal("ett tal från 0 till 100", given)


def whole(least: int, most: int) -> Shape:
    """A whole number between the two, both allowed."""

    def read(given: Any) -> int:
        if isinstance(given, int) and not isinstance(given, bool) and least <= given <= most:
            return given
        raise refusal(f"ett heltal från {least} till {most}", given)

    return read


def truth(given: Any) -> bool:
    if isinstance(given, bool):
        return given
    raise refusal("true eller false", given)


def text(given: Any) -> str:
    if isinstance(given, str) and given.strip() and given != "none":
        return given.strip()
    raise refusal("en text", given)


def day(given: Any) -> date:
    if type(given) is date:
        return given
    raise refusal("ett datum som 2027-01-31", given)


def time_of_day(given: Any) -> time:
    """A time in quotes, "14:00": without them YAML may read a number."""
    try:
        return time.fromisoformat(given)
    except (TypeError, ValueError):
        raise refusal('ett klockslag inom citattecken, som "14:00"', given) from None


def choice(name: str) -> Shape:
    """One of the names that `CHOICES` lists under `name`."""
    names = CHOICES[name]

    def read(given: Any) -> str:
        if isinstance(given, str) and given in names:
            return given
        raise refusal(f"något av {', '.join(names)}", given)

    return read


def optional(shape: Shape) -> Shape:
    """`none`, which becomes None, or what the shape gives."""
    return lambda given: None if given == "none" else shape(given)


def listing(shape: Shape) -> Shape:
    """A list, possibly empty, which becomes a tuple."""

    def read(given: Any) -> tuple[Any, ...]:
        if not isinstance(given, list):
            raise refusal("en lista", given)
        return tuple(_read_all({str(at): (shape, value) for at, value in enumerate(given)}).values())

    return read


def record(shapes: Mapping[str, Shape], may_lack: tuple[str, ...] = ()) -> Shape:
    """A mapping with these keys and no others."""

    def read(given: Any) -> Mapping[str, Any]:
        if not isinstance(given, dict):
            raise refusal(f"en tabell med nycklarna {', '.join(shapes)}", given)
        wrong_keys = [(name, "saknas") for name in shapes if name not in (*given, *may_lack)]
        wrong_keys += [(str(name), "är ingen känd nyckel") for name in given if name not in shapes]
        present = {name: (shape, given[name]) for name, shape in shapes.items() if name in given}
        return MappingProxyType(_read_all(present, wrong_keys))

    return read


def words(given: Any) -> Words:
    """The same words as `sv` and `en`."""
    both = record({"sv": text, "en": text})(given)
    return Words(both["sv"], both["en"])


def _read_all(
    parts: Mapping[str, tuple[Shape, Any]], faults: list[tuple[str, str]] | None = None
) -> dict[str, Any]:
    """Every part read, or `BadShape` with the faults of all of them."""
    faults = list(faults or ())
    read: dict[str, Any] = {}
    for name, (shape, given) in parts.items():
        try:
            read[name] = shape(given)
        except BadShape as bad:
            faults += [(f"{name}.{inner}".rstrip("."), reason) for inner, reason in bad.faults]
    if faults:
        raise BadShape(*faults)
    return read
