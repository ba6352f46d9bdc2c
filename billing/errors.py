"""What the rules of the billing month refuse, each with what to do about it."""

from django.utils.translation import gettext, gettext_noop

from accounts.access.policy import NotAllowed
from accounts.errors import DomainError


class StepNotPossible(DomainError):
    """The month is not where the step begins (409)."""

    code = "month_step_not_possible"
    sentence = gettext_noop("The month has come to another point. Open it again and see where it is.")


class MonthStillOpen(DomainError):
    code = "month_still_open"
    sentence = gettext_noop("The month cannot be reviewed yet: registrations count until %(until)s.")


class NothingToIssue(DomainError):
    code = "nothing_to_issue"
    sentence = gettext_noop(
        "No care episode ended in the month, so there is nothing to issue a statement of."
    )


class DailyAmountUnknown(DomainError):
    code = "daily_amount_missing"
    sentence = gettext_noop(
        "The daily amount for %(years)s is missing. Ask the region's system administrator to enter it."
    )


class OwnReview(NotAllowed):
    """Two people must stand behind what is issued."""

    code = "own_review"
    sentence = gettext_noop("You prepared this yourself. Ask somebody else at the region to issue it.")


class BeforeInvoiceDay(DomainError):
    code = "before_invoice_day"
    sentence = gettext_noop(
        "The agreement has the invoice sent on %(day)s. Say that you issue it before that day, or wait."
    )


class CalculatedOnly(DomainError):
    code = "calculated_only"
    sentence = gettext_noop(
        "The region calculates this month without invoicing. Its administrators decide when statements are issued."
    )


class OwnChange(NotAllowed):
    code = "own_change"
    sentence = gettext_noop("Your own organisation plans this: the others answer.")


class ChangeIsWithdrawn(DomainError):
    code = "change_is_withdrawn"
    sentence = gettext_noop("The change is withdrawn, and there is nothing left to answer.")


class ConsultationIsOver(DomainError):
    code = "consultation_is_over"
    sentence = gettext_noop(
        "The change takes effect on %(day)s, and could be answered until then. Write to the one who planned it."
    )


class FiguresChanged(DomainError):
    """What would be issued is not what was reviewed: code, texts or facts of that time are others now."""

    code = "figures_changed"
    sentence = gettext_noop("The figures are not those that were reviewed. Review the month again.")


class NotCreditedBefore(DomainError):
    code = "not_credited_before"
    sentence = gettext_noop(
        "What was registered after the close counts only when a statement has been credited and is issued anew."
    )


class CreditNotProposed(DomainError):
    code = "credit_not_proposed"
    sentence = gettext_noop(
        "Nobody has proposed to credit the statement. Propose it, and let somebody else do it."
    )


class PaidOnImpossibleDay(DomainError):
    code = "paid_on_impossible_day"
    sentence = gettext_noop(
        "A payment comes on the day of the statement or later, and not on a day still to come."
    )


class CorrectionTooLate(DomainError):
    """The last date is over: the agreement's data say which (409)."""

    code = "correction_too_late"
    sentence = gettext_noop(
        "The basis for %(month)s can be corrected no more, and nothing has been changed. What is wrong in a statement "
        "that has been issued is put right by a credit note and another statement."
    )


class NoSuchEpisode(DomainError):
    code = "no_such_episode"
    sentence = gettext_noop("The month has no such care episode. Take its number from the month's page.")


class CorrectionDecided(DomainError):
    code = "correction_decided"
    sentence = gettext_noop("The correction is decided already. Open it again and see how.")


class NotToBeUndone(DomainError):
    code = "correction_not_in_force"
    sentence = gettext_noop("The correction does not count now, so there is nothing to undo.")


class OwnProposal(NotAllowed):
    """Two people must stand behind a correction."""

    code = "own_proposal"
    sentence = gettext_noop("You proposed this yourself. Ask somebody else at the region to decide.")


class CorrectionsWait(DomainError):
    """After the statement it would be too late to decide on them."""

    code = "corrections_wait"
    sentence = gettext_noop(
        "Proposed corrections of the month wait for a decision. Decide on them first: once the statement is issued "
        "only a credit note can change it."
    )


class CorrectedSinceReview(DomainError):
    code = "corrected_since_review"
    sentence = gettext_noop("A correction has been decided since the month was reviewed. Review it again.")


class NotACorrection(DomainError):
    """The proposal or the decision lacks something, or cannot be right; `field` is at fault."""

    code = "correction_fault"
    sentences = {
        "not_said": gettext_noop("Say what is right."),
        "no_such_hour": gettext_noop("There was no such hour: the clock was put forward that night."),
        "before_admission": gettext_noop("The patient had not been admitted then."),
        "not_earlier": gettext_noop("The discharge is earlier than that already."),
        "last_before_first": gettext_noop("The last day is before the first."),
        "too_many_dates": gettext_noop("A year is the most."),
        "outside_the_stay": gettext_noop("The patient was not in inpatient care on any of those days."),
        "nothing_changes": gettext_noop("The basis says so already, so there is nothing to correct."),
        "no_reason": gettext_noop("Say why the proposal is rejected."),
    }

    def __init__(self, field: str, fault: str) -> None:
        super().__init__(field=field, fault=str(fault))
        self.field = field

    @property
    def message(self) -> str:
        sentence = self.sentences[self.data["fault"]]
        return gettext(sentence)


class PersonalNumberSaid(DomainError):
    """What is written freely stands on what is issued."""

    code = "personal_number_said"
    sentence = gettext_noop(
        "A personal identity number has no place on a statement. Name the care episode by its number instead."
    )


class NobodyToInvoice(DomainError):
    """Gotland's region and municipality are one body."""

    code = "nobody_to_invoice"
    sentence = gettext_noop("The region and the municipality are one body: there is nothing to invoice.")


class NothingOwed(DomainError):
    code = "nothing_owed"
    sentence = gettext_noop("Nothing is owed by the document, so there is no invoice of it.")


class InvoicePartyUnknown(DomainError):
    """The sender's or the receiver's details are not there, or nobody has approved them."""

    code = "invoice_party_unknown"
    sentence = gettext_noop(
        "The invoice details of %(party)s are missing. Ask the region's system administrators to enter them."
    )


class AccountsUnknown(DomainError):
    code = "accounts_unknown"
    sentence = gettext_noop(
        "The region's accounts are missing. Ask its system administrators to enter and approve them."
    )


class NothingToSend(DomainError):
    code = "nothing_to_send"
    sentence = gettext_noop("Everything of the document has been sent, or waits to be.")


class WhatIfImpossible(DomainError):
    """The question has no answer; `field` is the one that makes it so."""

    field = ""


class NothingBetweenOneBody(WhatIfImpossible):
    code = "one_body"
    field = "municipality"
    sentence = gettext_noop("Region and municipality are one legal person: nothing is billed between them.")


class NoThresholdToChange(WhatIfImpossible):
    code = "no_threshold_to_change"
    field = "threshold"
    sentence = gettext_noop(
        "No agreement is in force in these months, and the statute has no threshold. Choose a text to try."
    )


class NoWindowToChange(WhatIfImpossible):
    code = "no_window_to_change"
    field = "of_months"
    sentence = gettext_noop(
        "No agreement is in force in these months, and by the statute every month is owed. Choose a text to try."
    )


class DisputeStepNotPossible(DomainError):
    """The dispute is not where the step begins (409)."""

    code = "dispute_step_not_possible"
    sentence = gettext_noop("The dispute has come to another point. Open it again and see where it is.")


class AlreadyContested(DomainError):
    code = "already_contested"
    sentence = gettext_noop("The statement is contested already. Write in that dispute what you want to add.")


class NothingToContest(DomainError):
    code = "nothing_to_contest"
    sentence = gettext_noop("Choose care episodes that stand on the statement, or the whole month.")


class NoFurtherLevel(DomainError):
    code = "no_further_level"
    sentence = gettext_noop("The text names no further level for a dispute.")


class DecisionNotProposed(DomainError):
    code = "decision_not_proposed"
    sentence = gettext_noop(
        "Nobody has proposed a decision. Propose it, and let somebody else at the region decide."
    )


class OwnDecision(NotAllowed):
    """Two people must stand behind a decision on a dispute."""

    code = "own_decision"
    sentence = gettext_noop("You proposed this decision yourself. Ask somebody else at the region to decide.")
