"""What ends a text before its time: a party's termination, or the end of the agreement that it depends on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agreements.agreement import Agreement, TerminationRule
from agreements.dated import last_day_for_notice, last_days_of_terms


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
    """The agreement cannot be terminated so; `reason` says why."""

    code = "termination_fault"

    def __init__(self, termination: Termination, reason: str) -> None:
        self.termination, self.reason = termination, reason
        super().__init__(f"{termination.slug}: {reason}")


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
        raise TerminationFault(termination, "Texten gäller tills vidare och kan inte sägas upp.")
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
        what = "Texten" if is_whole else "Den ekonomiska delen för sig"
        raise TerminationFault(termination, f"{what} kan inte sägas upp.")
    parties = {agreement.region, *agreement.municipalities}
    if strangers := sorted(set(termination.by) - parties):
        raise TerminationFault(termination, f"{', '.join(strangers)} är inte part.")
    if not termination.by:
        raise TerminationFault(termination, "Ange vem som säger upp.")
    if rule.by == "every_party" and set(termination.by) != parties:
        raise TerminationFault(termination, "Alla parter måste ha beslutat om uppsägningen.")
    return rule
