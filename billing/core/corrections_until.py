"""Until when the basis of a month can be corrected. Afterwards only a credit note and another statement help."""

from enum import StrEnum

from billing.core.month_life import MonthStatus


class CorrectionsUntil(StrEnum):
    """What a text says of it (`may_be_corrected`)."""

    INVOICE_SENT = "invoice_sent"
    """Halland 2026: "vilka felaktigheter som kan justeras på fakturaunderlaget fram tills fakturan är sänd"."""
    JOINT_ROUTINE = "joint_routine"
    """Halland 2027 refers to the same routine, which is not published: read as its description in the text of 2026."""
    MONTH_REVIEWED = "month_reviewed"
    """Where a text is silent: what a controller stands behind is not to be changed by anybody any more."""


_BEFORE_REVIEW = (MonthStatus.OPEN, MonthStatus.CLOSED, MonthStatus.CREDITED)


def may_be_corrected(status: MonthStatus, until: CorrectionsUntil) -> bool:
    """A credited month can be corrected again, until another statement of it is issued."""
    match until:
        case CorrectionsUntil.INVOICE_SENT | CorrectionsUntil.JOINT_ROUTINE:
            return status in (*_BEFORE_REVIEW, MonthStatus.REVIEWED)
        case CorrectionsUntil.MONTH_REVIEWED:
            return status in _BEFORE_REVIEW
