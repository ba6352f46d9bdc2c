"""Halmstad's months on their way to money: one reviewed, one issued, one paid, and one taken back and issued anew."""

from datetime import datetime, time, timedelta

from accounts.access.roles import Role
from accounts.models import Assignment, Unit
from billing.actions.closing import close_months
from billing.actions.credits import credit_statement, propose_credit
from billing.actions.payments import register_payment
from billing.actions.reviews import review_month
from billing.actions.statements import acknowledge_statement, issue_statement
from billing.models import Statement
from billing.months.basis import AsKnown
from billing.months.spans import first_day, month_of
from config.demo.clock import Clock, instant
from config.demo.places import HALLAND

HALMSTAD = "1380"
REASON = "Vårdtillfällen som registrerades efter stängningen ska räknas, enligt överenskommelse med kommunen."


def issue_months(units: dict[str, Unit], clock: Clock) -> int:
    """How many documents the region has issued. The last month closes by itself, and those of others are written."""
    reviews, issues = _assignments(units[f"finance {HALLAND}"], Role.REGION_CONTROLLER)[:2]
    (payer,) = _assignments(units[f"finance {HALMSTAD}"], Role.MUNICIPAL_CONTROLLER)[:1]
    this = month_of(clock.today)
    _credited_and_paid(this - 5, reviews, issues)
    paid = _issued(this - 4, reviews, issues)
    acknowledge_statement(paid, by=payer, at=_on(this - 4, 22))
    register_payment(paid, by=reviews, day=_on(this - 4, 48).date(), at=_on(this - 4, 48))
    acknowledge_statement(_issued(this - 3, reviews, issues), by=payer, at=_on(this - 3, 23))
    _review(this - 2, reviews, on=12)
    close_months(at=clock.now)
    return Statement.objects.count()


def _credited_and_paid(month: int, reviews: Assignment, issues: Assignment) -> None:
    first = _issued(month, reviews, issues)
    propose_credit(first, by=reviews, reason=REASON, at=_on(month, 25))
    credit_statement(first, by=issues, at=_on(month, 26))
    _review(month, reviews, on=27, as_known=AsKnown.NOW)
    second = _issue(month, issues, on=28)
    register_payment(second, by=reviews, day=_on(month, 56).date(), at=_on(month, 56))


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
        at=_on(month, on),
    )


def _issue(month: int, by: Assignment, *, on: int) -> Statement:
    return issue_statement(by=by, region=HALLAND, municipality=HALMSTAD, month=month, at=_on(month, on))


def _on(month: int, day: int) -> datetime:
    """In the forenoon of a day of the next month, or so many days from its beginning."""
    return instant(first_day(month + 1) + timedelta(days=day - 1), time(10))


def _assignments(unit: Unit, role: Role) -> list[Assignment]:
    return list(Assignment.objects.filter(unit=unit, role=role).with_place().order_by("pk"))
