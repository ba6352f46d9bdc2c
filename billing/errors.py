"""What the rules of the billing month refuse, each with what to do about it."""

from django.utils.translation import gettext_noop

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
