"""An agreement, or the statute, as data: who, when and on which terms."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from agreements.dated import DatePeriod, Source, Sourced, Words


@dataclass(frozen=True, slots=True)
class Parties:
    """The region and the municipalities that a text binds; the statute: no region, every municipality."""

    region: str | None
    municipalities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MainAgreement:
    """The agreement without which another one is not in force."""

    slug: str
    name: str
    in_force_from: date


@dataclass(frozen=True, slots=True)
class TerminationRule:
    """Who may terminate (`CHOICES["by"]`), whether in writing, for whom it ends (`CHOICES["ends_for"]`)."""

    by: str
    written: bool
    ends_for: str


@dataclass(frozen=True, slots=True)
class Validity:
    """When a text is in force, how it goes on by itself, and what ends it."""

    period: Sourced[DatePeriod]
    extension_months: Sourced[int | None]
    notice_months: Sourced[int | None]
    termination: Sourced[TerminationRule | None]
    separate_economic_termination: Sourced[TerminationRule | None]
    depends_on: Sourced[MainAgreement | None]
    approved_by_all: Sourced[str]


@dataclass(frozen=True, slots=True)
class UnsettledReading:
    """What a statement tells of an open question. `key` is empty where it concerns the whole text.

    `chosen` and `alternatives` are values of the term that `key` names, or words where no term holds them.
    """

    key: str
    question: Words
    chosen: Any
    alternatives: tuple[Any, ...]
    source: Source


class NoSuchReading(ValueError):
    """A reading that the agreement's file does not name among the alternatives."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One text. `terms` has the keys of `agreements.terms.TERM_SHAPES`; `digest` is that of the file."""

    slug: str
    name: str
    kind: Literal["agreement", "statute"]
    parties: Sourced[Parties]
    replaces: Sourced[str | None]
    validity: Validity
    terms: Mapping[str, Sourced[Any]]
    readings: tuple[UnsettledReading, ...]
    digest: str

    @property
    def region(self) -> str | None:
        return self.parties.value.region

    @property
    def municipalities(self) -> tuple[str, ...]:
        return self.parties.value.municipalities

    def binds(self, region: str, municipality: str) -> bool:
        """Whether the text is one between these two, whatever the day."""
        return self.region in (None, region) and municipality in self.municipalities

    @property
    def unsettled(self) -> tuple[UnsettledReading, ...]:
        """Every open question: of the whole, of the validity, of each term, and those that no term holds."""
        sourced = {f"validity.{name}": getattr(self.validity, name) for name in Validity.__slots__}
        sourced |= self.terms
        of_values = (
            UnsettledReading(
                key,
                entry.unsettled.question,
                entry.value,
                entry.unsettled.alternatives,
                entry.source,
            )
            for key, entry in sourced.items()
            if entry.unsettled is not None
        )
        return (
            *(r for r in self.readings if not r.key),
            *of_values,
            *(r for r in self.readings if r.key),
        )

    def read_otherwise(self, key: str, value: Any) -> "Agreement":
        """The same text with one unsettled term read as an alternative that its file names."""
        unsettled = self.terms[key].unsettled
        if unsettled is None or value not in unsettled.alternatives:
            raise NoSuchReading(f"{self.slug}: {value!r} is no alternative reading of {key}")
        terms = {**self.terms, key: replace(self.terms[key], value=value)}
        return replace(self, terms=MappingProxyType(terms))
