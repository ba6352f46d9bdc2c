"""A statement computed again from the facts as they were known when it was drawn up: it must say the same."""

from dataclasses import dataclass

from billing.core.liability import DailyAmountMissing
from billing.models import Statement
from billing.months.basis import AsKnown
from billing.months.together import MonthTogether
from billing.statements.digests import code_version, content_digest
from billing.statements.drafts import Draft
from billing.statements.drawing import drawn_between
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


def recomputed(statement: Statement) -> Draft:
    """What is known of the statement's time, by the code and the texts of today."""
    together = MonthTogether(
        region=statement.region_code,
        municipality=statement.municipality_code,
        month=statement.month,
        as_of=statement.as_of,
        as_known=AsKnown(statement.as_known),
    )
    return drawn_between(together)


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
        is_same_again=again is not None and again.digest == statement.digest,
        code_changed=code_version() != statement.code_version,
        texts_changed=again is None
        or versions != {part.agreement: part.terms_version for part in again.parts},
    )
