"""What a municipality that contests lines of a statement would not owe, and where its text takes a dispute."""

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal

from agreements.agreement import Agreement
from agreements.dated import Words
from agreements.files import load_agreements
from billing.core.corrections import Correction, CorrectionKind
from billing.models import Statement
from billing.months.basis import AsKnown
from billing.months.between import MonthBetween
from billing.months.known_corrections import KnownCorrection


def contested_amount(statement: Statement, episodes: Collection[str]) -> Decimal:
    """What the month costs less without these episodes; never below 0, since one can also keep an average down."""
    as_issued = MonthBetween(
        statement.region_code,
        statement.municipality_code,
        statement.month,
        as_of=statement.as_of,
        as_known=AsKnown(statement.as_known),
        months_seen=1,
    )
    without = tuple(
        KnownCorrection(
            fact=Correction(
                number=0,
                region=statement.region_code,
                episode_id=number,
                kind=CorrectionKind.OPENED_BY_MISTAKE,
            ),
            evidence="",
            reference="",
            decided_at=statement.as_of,
        )
        for number in episodes
    )
    amount = replace(as_issued, corrections=(*as_issued.answer.corrections, *without)).amount
    # Without its days a month may need no daily amount; with them it had one.
    return max(statement.amount - (amount or Decimal(0)), Decimal("0.00"))


def text_of(statement: Statement) -> Agreement | None:
    """The text that the statement ends under; none where it ships no longer."""
    part = statement.parts.order_by("pk").last()
    return None if part is None else load_agreements().get(part.agreement)


def dispute_levels(statement: Statement) -> list[Words]:
    """Where a dispute goes, level by level, as the text says; empty where it says nothing."""
    text = text_of(statement)
    return [] if text is None else list(text.terms["dispute_levels"].value)
