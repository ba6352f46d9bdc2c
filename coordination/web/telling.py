"""How an event is told: a title, and particulars as terms and values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language

from look.spoken_time import say_moment

Particulars = Sequence[tuple[str, str | Promise]]


@dataclass(frozen=True)
class Told:
    """What happened, and its particulars as terms and values."""

    title: str
    particulars: Particulars


def said(at: datetime) -> str:
    """A time as people say it, in the reader's language."""
    return say_moment(at, timezone.now(), get_language() or "sv")


def filled(*pairs: tuple[str, str]) -> Particulars:
    return [pair for pair in pairs if pair[1]]
