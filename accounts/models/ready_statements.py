"""Statements that are ready to be sent, several at a time: waiting for an answer takes longer than most of them run."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

from django.db import connection

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class Ready(Generic[A]):
    """One statement: its parts, each with its values, and how to read the answer from the cursor."""

    parts: Sequence[tuple[str, Sequence[Any]]]
    read: Callable[[Any], A]


@overload
def sent_together(one: Ready[A], /) -> tuple[A]: ...
@overload
def sent_together(one: Ready[A], two: Ready[B], /) -> tuple[A, B]: ...
@overload
def sent_together(one: Ready[A], two: Ready[B], three: Ready[C], /) -> tuple[A, B, C]: ...
@overload
def sent_together(one: Ready[A], two: Ready[B], three: Ready[C], four: Ready[D], /) -> tuple[A, B, C, D]: ...
@overload
def sent_together(*ready: Ready[Any]) -> tuple[Any, ...]: ...
def sent_together(*ready: Ready[Any]) -> tuple[Any, ...]:
    """What each gives. They run in their order, each after the one before: it sees what that did, or waited for."""
    if not ready:
        return ()
    with connection.cursor() as cursor:
        cursor.execute("; ".join(_text(cursor, one) for one in ready))
        return tuple(_answers(cursor, ready))


def _text(cursor: Any, ready: Ready[Any]) -> str:
    # Part by part: psycopg keeps what it has read of a statement only where that is short.
    return "".join(cursor.mogrify(*part) for part in ready.parts)


def _answers(cursor: Any, ready: Iterable[Ready[Any]]) -> Iterator[Any]:
    for one in ready:
        yield one.read(cursor)
        cursor.nextset()
