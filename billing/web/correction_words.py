"""Corrections in words: what was wrong, what is right instead, and why."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.places import MUNICIPALITIES
from billing.core.corrections import CATALOGUE, Asks, CorrectionKind
from billing.models import Correction
from billing.statements.content import LineCorrection
from billing.web.numbers import date_in_words, is_english


def kind_in_words(kind: str) -> str:
    """What was wrong."""
    row = CATALOGUE[CorrectionKind(kind)]
    return row.english if is_english() else row.swedish


def said_in_words(
    kind: str, *, at: str | None, first_day: date | None, last_day: date | None, municipality: str | None
) -> str:
    """What is right instead; empty where the kind says it all."""
    match CATALOGUE[CorrectionKind(kind)].asks:
        case Asks.NOTHING:
            return ""
        case Asks.TIME | Asks.TIME_OR_NEVER if at:
            when = datetime.fromisoformat(at)
            return (
                f"{date_in_words(when.date())} {when:%H:%M}"
                if is_english()
                else f"{date_in_words(when.date())} {when:%H.%M}"
            )
        case Asks.TIME | Asks.TIME_OR_NEVER:
            return _("not at all")
        case Asks.DATES if first_day and last_day:
            said = {"first": date_in_words(first_day), "last": date_in_words(last_day)}
            return said["first"] if first_day == last_day else _("%(first)s to %(last)s") % said
        case Asks.MUNICIPALITY if municipality:
            return MUNICIPALITIES[municipality].name
    return ""


def row_in_words(row: Correction) -> str:
    """A stored correction, in one sentence; one that undoes another says so."""
    said = said_in_words(
        row.kind,
        at=row.civil_at,
        first_day=row.first_day,
        last_day=row.last_day,
        municipality=row.municipality,
    )
    sentence = f"{kind_in_words(row.kind)}: {said}" if said else kind_in_words(row.kind)
    if row.undoes_id:
        return _("Undo correction %(number)d (%(what)s)") % {"number": row.undoes_id, "what": sentence}
    return sentence


@dataclass(frozen=True, slots=True)
class CorrectionShown:
    """A correction beside the episode that it corrects."""

    correction: LineCorrection

    @property
    def name(self) -> str:
        return _("correction %(number)d") % {"number": self.correction.number}

    @property
    def url(self) -> str:
        return reverse("correction", args=[self.correction.number])

    @property
    def what(self) -> str:
        """A sentence."""
        told = self.correction.said
        first, last = (
            date.fromisoformat(told[name]) if name in told else None for name in ("first_day", "last_day")
        )
        said = said_in_words(
            self.correction.kind,
            at=told.get("at"),
            first_day=first,
            last_day=last,
            municipality=told.get("municipality"),
        )
        kind = kind_in_words(self.correction.kind)
        return f"{kind}: {said}." if said else f"{kind}."

    @property
    def sentence(self) -> str:
        """All of it, where nothing can be linked."""
        return f"{capfirst(self.name)}: {self.what} {self.why}"

    @property
    def why(self) -> str:
        reference = self.correction.reference
        return f"{self.correction.evidence} [{reference}]" if reference else self.correction.evidence
