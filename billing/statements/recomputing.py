"""A statement computed again from the facts as they were known when it was drawn up: it must say the same."""

from dataclasses import dataclass

from billing.core.liability import DailyAmountMissing
from billing.models import Statement
from billing.months.basis import AsKnown
from billing.months.between import MonthBetween
from billing.statements.content import Content
from billing.statements.digests import code_version, content_digest
from billing.statements.drawing import drawn
from billing.statements.stored import content_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """`is_untouched`: the stored rows have the digest. `is_same_again`: so has what is computed now.

    Where the second is false, `code_changed` and `texts_changed` say what is another than then.
    """

    is_untouched: bool
    is_same_again: bool
    code_changed: bool
    texts_changed: bool


def recomputed(statement: Statement) -> Content:
    """The content from what was known at the statement's time, by the code and the texts of today."""
    between = MonthBetween(
        statement.region_code,
        statement.municipality_code,
        statement.month,
        as_of=statement.as_of,
        as_known=AsKnown(statement.as_known),
        compares=True,
        months_seen=1,
    )
    return drawn(between)


def verdict(statement: Statement) -> Verdict:
    """Whether the statement still is what it was, and would be today."""
    stored = content_of(statement)
    try:
        again = recomputed(statement)
    except DailyAmountMissing:
        again = None
    versions = {part.agreement: part.terms_version for part in stored.parts}
    return Verdict(
        is_untouched=content_digest(stored) == statement.digest,
        is_same_again=again is not None and content_digest(again) == statement.digest,
        code_changed=code_version() != statement.code_version,
        texts_changed=again is None
        or versions != {part.agreement: part.terms_version for part in again.parts},
    )
