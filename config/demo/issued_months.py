"""Halmstad's months on their way to money: one reviewed, one issued, one paid, one issued anew and contested."""

from accounts.access.roles import Role
from accounts.models import Assignment, Unit
from billing.actions.closing import close_months
from billing.actions.credits import credit_statement, propose_credit
from billing.actions.payments import register_payment
from billing.actions.reviews import review_month
from billing.actions.statements import acknowledge_statement, issue_statement
from billing.models import Statement
from billing.months.basis import AsKnown
from billing.months.spans import month_of
from config.demo.clock import Clock
from config.demo.corrected_months import contest, correct_month, propose_in
from config.demo.issued_places import HALMSTAD, in_next_month
from config.demo.places import HALLAND

REASON = "Vårdtillfällen som registrerades efter stängningen ska räknas, enligt överenskommelse med kommunen."


def issue_months(units: dict[str, Unit], clock: Clock) -> int:
    """How many documents the region has issued. The last month closes by itself, and those of others are written."""
    reviews, issues = _assignments(units[f"finance {HALLAND}"], Role.REGION_CONTROLLER)[:2]
    (payer,) = _assignments(units[f"finance {HALMSTAD}"], Role.MUNICIPAL_CONTROLLER)[:1]
    this = month_of(clock.today)
    correct_month(this - 5, payer, issues)
    contest(_credited(this - 5, reviews, issues), payer, reviews, clock)
    paid = _issued(this - 4, reviews, issues)
    acknowledge_statement(paid, by=payer, at=in_next_month(this - 4, 22))
    register_payment(paid, by=reviews, day=in_next_month(this - 4, 48).date(), at=in_next_month(this - 4, 48))
    acknowledge_statement(_issued(this - 3, reviews, issues), by=payer, at=in_next_month(this - 3, 23))
    _review(this - 2, reviews, on=12)
    close_months(at=clock.now)
    propose_in(this - 1, payer, clock)
    return Statement.objects.count()


def _credited(month: int, reviews: Assignment, issues: Assignment) -> Statement:
    """The statement that is issued anew."""
    first = _issued(month, reviews, issues)
    propose_credit(first, by=reviews, reason=REASON, at=in_next_month(month, 25))
    credit_statement(first, by=issues, at=in_next_month(month, 26))
    _review(month, reviews, on=27, as_known=AsKnown.NOW)
    return _issue(month, issues, on=28)


def _issued(month: int, reviews: Assignment, issues: Assignment) -> Statement:
    _review(month, reviews, on=12)
    return _issue(month, issues, on=20)


def _review(month: int, by: Assignment, *, on: int, as_known: AsKnown = AsKnown.AT_CLOSE) -> None:
    review_month(
        by=by,
        region=HALLAND,
        municipality=HALMSTAD,
        month=month,
        as_known=as_known,
        at=in_next_month(month, on),
    )


def _issue(month: int, by: Assignment, *, on: int) -> Statement:
    return issue_statement(
        by=by, region=HALLAND, municipality=HALMSTAD, month=month, at=in_next_month(month, on)
    )


def _assignments(unit: Unit, role: Role) -> list[Assignment]:
    return list(Assignment.objects.filter(unit=unit, role=role).with_place().order_by("pk"))
