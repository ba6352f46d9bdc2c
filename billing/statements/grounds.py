"""What the figures of a statement stand on: clauses of the text, and sections of the law."""

from agreements.agreement import Agreement
from billing.core.reasons import EXPLANATIONS, Reason, Status


def ground_of(status: Status, reason: Reason, text: Agreement) -> str:
    """What an episode's place in the month stands on."""
    match status:
        case Status.AVERAGED:
            return clause(text, "threshold_days")
        case Status.INDIVIDUAL:
            return clause(text, "long_stay")
        case Status.EXCLUDED if reason is Reason.NO_CARE_CONTACT:
            return clause(text, "care_contact_needed")
        case Status.EXCLUDED:
            return EXPLANATIONS[reason].ground


def clause(text: Agreement, key: str) -> str:
    """The clause that one of the text's terms was read in, with the document where it is another than the text."""
    source = text.terms[key].source
    return source.section if source.document == text.name else f"{source.document}, {source.section}"
