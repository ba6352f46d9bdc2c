"""After a statement: it is paid, or taken back by a credit note of its own and issued anew; nothing is written over."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.http import Http404

from accounts.access.policy import NotAllowed
from billing.actions.credits import credit_statement, propose_credit
from billing.actions.payments import register_payment
from billing.actions.statements import acknowledge_statement
from billing.core.month_life import MonthStatus, MonthStep, month_replayed
from billing.errors import CreditNotProposed, OwnReview, PaidOnImpossibleDay, StepNotPossible
from billing.models import BilledMonth, Statement, StatementLine
from billing.months.basis import AsKnown
from billing.statements.recomputing import verdict
from billing.statements.stored import content_of
from tests.billing_statements.issued import ON_THE_20TH, a_statement, issued, second_controller
from tests.billing_statements.test_issuing import written
from tests.billing_stored.facts import episode, store
from tests.cast import Cast

REASON = "Två vårdtillfällen registrerades för sent."
PAID_ON = date(2027, 4, 30)
IN_MAY = datetime.fromisoformat("2027-05-03T09:00+02:00")


def status() -> str:
    return BilledMonth.objects.get().status


def credited(cast: Cast, statement: Statement) -> Statement:
    """Proposed by one controller, done by another."""
    propose_credit(statement, by=cast.region_controller, reason=REASON)
    return credit_statement(statement, by=second_controller(cast))


def test_it_is_paid_on_a_day(cast: Cast) -> None:
    statement = a_statement(cast)
    paid = register_payment(statement, by=cast.region_controller, day=PAID_ON, at=IN_MAY)
    assert (paid.day, paid.statement) == (PAID_ON, statement)
    assert status() == MonthStatus.PAID


@pytest.mark.parametrize("day", [date(2027, 4, 19), date(2027, 5, 4)])
def test_it_is_not_paid_before_it_was_issued_or_after_today(cast: Cast, day: date) -> None:
    statement = a_statement(cast)
    before = written()
    with pytest.raises(PaidOnImpossibleDay):
        register_payment(statement, by=cast.region_controller, day=day, at=IN_MAY)
    assert written() == before


def test_it_is_paid_once(cast: Cast) -> None:
    statement = a_statement(cast)
    register_payment(statement, by=cast.region_controller, day=PAID_ON, at=IN_MAY)
    before = written()
    with pytest.raises(StepNotPossible):
        register_payment(statement, by=cast.region_controller, day=PAID_ON, at=IN_MAY)
    assert written() == before


def test_it_is_taken_back_by_a_document_of_its_own(cast: Cast) -> None:
    statement = a_statement(cast)
    stored = list(Statement.objects.filter(pk=statement.pk).values())
    lines = list(StatementLine.objects.values())
    note = credited(cast, statement)
    assert (note.number, note.kind, note.amount) == ("13-2027-0002", "credit_note", -statement.amount)
    assert (note.credits, note.reason) == (statement, REASON)
    assert status() == MonthStatus.CREDITED
    assert list(Statement.objects.filter(pk=statement.pk).values()) == stored
    assert list(StatementLine.objects.values()) == lines
    assert verdict(note).is_same_again
    assert content_of(note) == content_of(statement)


def test_it_is_issued_anew_with_what_came_late(cast: Cast) -> None:
    first = a_statement(cast)
    store(episode(9, discharged_at=datetime(2027, 3, 10, 9)), at=ON_THE_20TH)
    credited(cast, first)
    second = issued(cast, reviewed_at=IN_MAY, at=IN_MAY, as_known=AsKnown.NOW)
    # 7 + 7 days of four episodes: 8 over the 6 that are free.
    assert (second.number, second.amount) == ("13-2027-0003", Decimal(80_000))
    assert [part.closed_at for part in content_of(second).parts] == [content_of(first).parts[0].closed_at]
    assert verdict(first).is_same_again
    assert verdict(second).is_same_again
    steps = [MonthStep(event.step) for event in BilledMonth.objects.get().events.all()]
    assert month_replayed(steps) == status() == MonthStatus.ISSUED


def test_it_is_issued_anew_as_known_at_the_close_unless_said(cast: Cast) -> None:
    first = a_statement(cast)
    store(episode(9, discharged_at=datetime(2027, 3, 10, 9)), at=ON_THE_20TH)
    credited(cast, first)
    assert issued(cast, reviewed_at=IN_MAY, at=IN_MAY).digest == first.digest


def test_it_takes_two_to_credit(cast: Cast) -> None:
    statement = a_statement(cast)
    by = second_controller(cast)
    before = written()
    with pytest.raises(CreditNotProposed):
        credit_statement(statement, by=by)
    assert written() == before
    propose_credit(statement, by=by, reason=REASON)
    before = written()
    with pytest.raises(OwnReview):
        credit_statement(statement, by=by)
    assert written() == before


def test_it_leaves_a_credited_statement_alone(cast: Cast) -> None:
    first = a_statement(cast)
    note = credited(cast, first)
    issued(cast, reviewed_at=IN_MAY, at=IN_MAY)
    before = written()
    for taken_back in (first, note):
        with pytest.raises(StepNotPossible):
            register_payment(taken_back, by=cast.region_controller, day=PAID_ON, at=IN_MAY)
        with pytest.raises(StepNotPossible):
            propose_credit(taken_back, by=cast.region_controller, reason=REASON)
        with pytest.raises(StepNotPossible):
            acknowledge_statement(taken_back, by=cast.municipal_controller)
    assert written() == before


def test_it_is_the_regions_controllers_work(cast: Cast) -> None:
    statement = a_statement(cast)
    before = written()
    for name, somebody in cast.everybody():
        if name == "region_controller":
            continue
        with pytest.raises((NotAllowed, Http404)):
            register_payment(statement, by=somebody, day=PAID_ON, at=IN_MAY)
        with pytest.raises((NotAllowed, Http404)):
            propose_credit(statement, by=somebody, reason=REASON)
        with pytest.raises((NotAllowed, Http404)):
            credit_statement(statement, by=somebody)
    assert written() == before
