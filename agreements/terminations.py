"""What ends a text before its time: a party's termination, or the end of the agreement that it depends on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agreements.agreement import Agreement, TerminationRule
from agreements.dated import Words, last_day_for_notice, last_days_of_terms


class Scope(StrEnum):
    """How much of an agreement a termination ends."""

    WHOLE = "whole"
    ECONOMIC = "economic"


@dataclass(frozen=True, slots=True)
class Termination:
    """A written notice. `by` holds the codes of the parties whose decision it is."""

    slug: str
    given_on: date
    by: tuple[str, ...]
    scope: Scope = Scope.WHOLE


@dataclass(frozen=True, slots=True)
class MainAgreementEnd:
    """The last day of an agreement on which others depend, by its slug."""

    slug: str
    last_day: date


class TerminationFault(ValueError):
    """The agreement cannot be terminated so; `reason` says why, in a sentence for whoever tries."""

    code = "termination_fault"

    def __init__(self, termination: Termination, reason: Words) -> None:
        self.termination, self.reason = termination, reason
        super().__init__(f"{termination.slug}: {reason.sv}")


def last_day(agreement: Agreement, termination: Termination) -> date:
    """The last day in force of what is terminated: the end of the first term that the notice is in time for.

    A notice given too late for the running term works from the end of the next.
    """
    _rule(agreement, termination)
    notice_months = agreement.validity.notice_months.value or 0
    end = None
    for end in last_days_of_terms(agreement.validity.period.value, agreement.validity.extension_months.value):
        if termination.given_on <= last_day_for_notice(end, notice_months):
            break
    if end is None:
        without_end = Words(
            "Texten gäller tills vidare och kan inte sägas upp.",
            "The text is in force until further notice and cannot be terminated.",
        )
        raise TerminationFault(termination, without_end)
    return end


def ends_between(agreement: Agreement, termination: Termination, region: str, municipality: str) -> bool:
    """Whether the termination ends the text between these two parties."""
    rule = _rule(agreement, termination)
    return rule.ends_for == "all_parties" or bool({region, municipality} & set(termination.by))


def _rule(agreement: Agreement, termination: Termination) -> TerminationRule:
    """What the agreement says of such a termination, or `TerminationFault` where it does not allow it."""
    validity = agreement.validity
    is_whole = termination.scope is Scope.WHOLE
    rule = (validity.termination if is_whole else validity.separate_economic_termination).value
    if rule is None:
        raise TerminationFault(termination, _NOT_THE_WHOLE if is_whole else _NOT_THE_ECONOMIC_PART)
    parties = {agreement.region, *agreement.municipalities}
    if strangers := ", ".join(sorted(set(termination.by) - parties)):
        raise TerminationFault(
            termination, Words(f"{strangers} är inte part.", f"{strangers} is no party to it.")
        )
    if not termination.by:
        raise TerminationFault(termination, Words("Ange vem som säger upp.", "Say who terminates."))
    if rule.by == "every_party" and set(termination.by) != parties:
        raise TerminationFault(termination, NOT_BY_ALL)
    return rule


_NOT_THE_WHOLE = Words("Texten kan inte sägas upp.", "The text cannot be terminated.")
_NOT_THE_ECONOMIC_PART = Words(
    "Den ekonomiska delen för sig kan inte sägas upp.", "The economic part cannot be terminated alone."
)
NOT_BY_ALL = Words(
    "Alla parter måste ha beslutat om uppsägningen.", "Every party must have decided on the termination."
)
