"""What a statement says, drawn up or issued: its parts with their charges, and every care episode."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from billing.core.reasons import Reason, Status
from billing.statements.plain import LEFT_OUT_WHERE_EMPTY


class ChargeKind(StrEnum):
    """What an amount is asked for."""

    AVERAGED = "averaged"
    """The days by which the average is over the threshold."""
    INDIVIDUAL = "individual"
    """The days that care episodes pay by themselves."""
    DISCOUNT = "discount"
    """What the text takes off the two together, rounded so that the charges add up to the amount."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """A line of the bill. `days` are null where there are none, `kronor` a day where several years share them."""

    kind: ChargeKind
    amount: Decimal
    ground: str
    days: Decimal | None = None
    kronor: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountOfYear:
    """The daily amount of a year in which days were counted, and where that is said."""

    year: int
    kronor: Decimal
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherReading:
    """An alternative to an unsettled reading, and what the whole month would have cost by it.

    Without `amount` no month can be computed by it, and `why_not` says why. `question` and `why_not` are Swedish, as
    the texts are; `read_as` and `alternative` are values of the term `key`.
    """

    key: str
    question: str
    read_as: Any
    alternative: Any
    amount: Decimal | None
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one text makes of the month: most statements have one.

    `terms_version` is the digest of the text's file; `terms` are the values of it that decide amounts.
    """

    agreement: str
    name: str
    terms_version: str
    terms: Mapping[str, Any]
    closed_at: datetime | None
    episodes: int
    days: int
    average: Decimal | None
    individual_episodes: int
    individual_days: int
    excluded: int
    excess_days: Decimal
    is_over: bool
    window_is_met: bool
    averaged_amount: Decimal
    individual_amount: Decimal
    amount: Decimal
    daily_amounts: tuple[AmountOfYear, ...]
    charges: tuple[Charge, ...]
    readings: tuple[OtherReading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCorrection:
    """What was put right in the facts of a line: by which correction, why, and what it says of its kind.

    `said` has the time, the dates or the municipality that the kind asks for, as text.
    """

    number: int
    kind: str
    said: Mapping[str, Any]
    evidence: str
    reference: str
    decided_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A care episode by its number, counted or not, with the reason, its ground and the facts it was judged by.

    The facts are those with the corrections.
    """

    agreement: str
    episode_id: str
    status: Status
    reason: Reason
    ground: str
    days: int
    payable_days: int
    counted_from: date | None
    free_days: int
    admission_notice_is_late: bool
    sip_call_is_late: bool
    registered_late: str
    facts: Mapping[str, Any]
    corrections: tuple[LineCorrection, ...] = field(default=(), metadata=LEFT_OUT_WHERE_EMPTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A month between a region and a municipality; the lines stand in the order of their numbers."""

    region: str
    municipality: str
    month: int
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]

    @property
    def amount(self) -> Decimal:
        """What the municipality owes for the month."""
        return sum((part.amount for part in self.parts), Decimal("0.00"))
