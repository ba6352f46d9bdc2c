"""A municipality contests a statement: what it would not owe is held, both keep a log, two of the region decide."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import ProgrammingError, connection, transaction
from django.http import Http404

from accounts.access.policy import NotAllowed
from billing.actions.corrections import decide_correction
from billing.actions.credits import credit_statement
from billing.actions.dispute_reminders import remind_of_disputes
from billing.actions.disputes import (
    decide_dispute,
    escalate,
    note,
    propose_decision,
    start_analysis,
    to_be_paid_now,
    withdraw_dispute,
)
from billing.actions.payments import register_payment
from billing.core.dispute_life import DisputeStatus, DisputeStep, Outcome, dispute_replayed
from billing.core.month_life import MonthStatus, MonthStep, month_replayed
from billing.errors import (
    AlreadyContested,
    DecisionNotProposed,
    DisputeStepNotPossible,
    NoFurtherLevel,
    NothingToContest,
    OwnDecision,
    StepNotPossible,
)
from billing.models import BilledMonth, Dispute, DisputeEvent
from coordination.models import Announcement
from tests.billing_statements.contested import IN_MAY, ON_THE_22ND, contested, decided, statement_of
from tests.billing_statements.corrected import proposed
from tests.billing_statements.issued import a_statement, issued, second_controller
from tests.billing_statements.test_issuing import written
from tests.cast import Cast

PAID_ON = date(2027, 4, 22)


def everything() -> tuple[object, ...]:
    return (
        *written(),
        list(Dispute.objects.order_by("pk").values()),
        list(DisputeEvent.objects.order_by("pk").values()),
        Announcement.objects.count(),
    )


def is_refused(error: type[Exception] | tuple[type[Exception], ...], attempt: Callable[[], Any]) -> None:
    """Refused so, with nothing changed."""
    before = everything()
    with pytest.raises(error):
        attempt()
    assert everything() == before


def month_status() -> str:
    return BilledMonth.objects.get().status


@pytest.fixture(autouse=True)
def later(clock: None) -> Any:
    with time_machine.travel(IN_MAY + timedelta(hours=1)):
        yield


def test_it_holds_what_the_municipality_would_not_owe_and_the_rest_is_to_be_paid(cast: Cast) -> None:
    # Without T-1 it is 4 days of 2 episodes, 1 over 3; without T-3, which keeps the average down, it would be more.
    dispute = contested(cast, episodes=("T-1",))
    assert (dispute.held_amount, to_be_paid_now(dispute)) == (Decimal(15_000), Decimal(10_000))
    assert month_status() == MonthStatus.DISPUTED
    assert statement_of(dispute).held_amount == 15_000


@pytest.mark.parametrize(
    ("episodes", "held"),
    [(("T-2",), 25_000), (("T-3",), 0), (("T-4",), 0), (("T-1", "T-2"), 25_000), ((), 25_000)],
)
def test_it_holds_by_the_figures_of_the_statement(cast: Cast, episodes: tuple[str, ...], held: int) -> None:
    assert contested(cast, episodes=episodes).held_amount == held


def test_it_is_paid_but_for_what_is_held(cast: Cast) -> None:
    dispute = contested(cast, episodes=("T-1",))
    statement = dispute.statement
    paid = register_payment(
        statement, by=cast.region_controller, day=PAID_ON, undisputed=True, at=ON_THE_22ND
    )
    assert paid.amount == 10_000
    assert month_status() == MonthStatus.DISPUTED
    is_refused(
        StepNotPossible,
        lambda: register_payment(
            statement, by=cast.region_controller, day=PAID_ON, undisputed=True, at=ON_THE_22ND
        ),
    )
    decided(cast, dispute, Outcome.REJECTED)
    register_payment(statement, by=cast.region_controller, day=IN_MAY.date(), at=IN_MAY)
    assert month_status() == MonthStatus.PAID


def test_it_leads_to_a_credit_note_a_correction_and_another_statement_where_the_municipality_is_right(
    cast: Cast,
) -> None:
    dispute = decided(cast, contested(cast), Outcome.UPHELD)
    assert dispute.status == DisputeStatus.ACCEPTED
    assert month_status() == MonthStatus.DISPUTED
    # Who decided has proposed the credit note with it, so another issues it.
    note_of_credit = credit_statement(dispute.statement, by=cast.region_controller, at=IN_MAY)
    dispute.refresh_from_db()
    assert dispute.status == DisputeStatus.SETTLED
    correction = proposed(cast, at=IN_MAY)
    decide_correction(correction, by=second_controller(cast), accept=True, at=IN_MAY)
    again = issued(cast, reviewed_at=IN_MAY, at=IN_MAY)
    assert (note_of_credit.amount, again.amount) == (Decimal(-25_000), Decimal(0))
    steps = [MonthStep(event.step) for event in BilledMonth.objects.get().events.all()]
    assert month_replayed(steps) == month_status() == MonthStatus.ISSUED


def test_it_is_rejected_and_the_whole_is_owed_until_it_is_taken_on(cast: Cast) -> None:
    dispute = decided(cast, contested(cast), Outcome.REJECTED)
    assert (dispute.status, month_status()) == (DisputeStatus.REJECTED, MonthStatus.ISSUED)
    assert statement_of(dispute).held_amount is None
    is_refused(NotAllowed, lambda: escalate(dispute, by=cast.region_controller, at=IN_MAY))
    escalate(dispute, by=cast.municipal_controller, at=IN_MAY)
    dispute.refresh_from_db()
    assert (dispute.status, dispute.level, month_status()) == (DisputeStatus.OPEN, 1, MonthStatus.DISPUTED)


def test_it_goes_no_further_than_the_levels_of_the_text(cast: Cast) -> None:
    dispute = contested(cast)
    # Halland 2027: negotiation, then the district court.
    escalate(dispute, by=cast.region_controller, at=ON_THE_22ND + timedelta(days=3))
    dispute.refresh_from_db()
    assert (dispute.level, dispute.decide_by) == (1, date(2027, 5, 25))
    is_refused(NoFurtherLevel, lambda: escalate(dispute, by=cast.municipal_controller, at=IN_MAY))


def test_it_has_a_log_of_both_sides_that_replays_to_where_it_is(cast: Cast) -> None:
    dispute = contested(cast)
    start_analysis(dispute, by=cast.municipal_controller, text="Vi ses den 28 april.", at=ON_THE_22ND)
    note(dispute, by=cast.region_controller, text="Avdelningens logg visar två samtal.", at=IN_MAY)
    decided(cast, dispute, Outcome.PARTLY)
    said = [(event.step, event.text) for event in dispute.events.all()]
    assert [step for step, _ in said] == [
        "opened",
        "analysis_started",
        "noted",
        "decision_proposed",
        "accepted",
    ]
    assert said[2][1] == "Avdelningens logg visar två samtal."
    steps = [DisputeStep(step) for step, _ in said]
    assert dispute_replayed(steps) == dispute.status


def test_it_is_contested_no_more_and_the_whole_is_owed(cast: Cast) -> None:
    dispute = contested(cast)
    withdraw_dispute(dispute, by=cast.municipal_controller, at=IN_MAY)
    assert month_status() == MonthStatus.ISSUED
    is_refused(
        DisputeStepNotPossible,
        lambda: note(dispute, by=cast.municipal_controller, text="En sak till", at=IN_MAY),
    )
    # And it can be contested anew.
    assert contested(cast, statement=dispute.statement).pk != dispute.pk


def test_it_is_decided_by_two_people(cast: Cast) -> None:
    dispute = contested(cast)
    is_refused(DecisionNotProposed, lambda: decide_dispute(dispute, by=second_controller(cast), at=IN_MAY))
    said = {"outcome": Outcome.UPHELD, "reason": "Ja"}
    propose_decision(dispute, by=cast.region_controller, **said, at=IN_MAY)
    is_refused(OwnDecision, lambda: decide_dispute(dispute, by=cast.region_controller, at=IN_MAY))
    # What was proposed at one level is not decided at the next.
    escalate(dispute, by=cast.municipal_controller, at=IN_MAY)
    is_refused(DecisionNotProposed, lambda: decide_dispute(dispute, by=second_controller(cast), at=IN_MAY))


def test_it_is_about_lines_of_a_standing_statement_once(cast: Cast) -> None:
    statement = a_statement(cast)
    is_refused(NothingToContest, lambda: contested(cast, statement=statement, episodes=("T-99",)))
    contested(cast, statement=statement)
    is_refused((AlreadyContested, StepNotPossible), lambda: contested(cast, statement=statement))


def test_it_is_about_a_paid_statement_too_which_stays_paid(cast: Cast) -> None:
    statement = a_statement(cast)
    register_payment(statement, by=cast.region_controller, day=PAID_ON, at=ON_THE_22ND)
    dispute = contested(cast, statement=statement)
    assert month_status() == MonthStatus.PAID
    decided(cast, dispute, Outcome.UPHELD)
    credit_statement(statement, by=cast.region_controller, at=IN_MAY)
    assert month_status() == MonthStatus.CREDITED


def test_it_is_the_parties_and_each_does_its_own(cast: Cast) -> None:
    statement, second = a_statement(cast), second_controller(cast)
    for name, somebody in cast.everybody():
        if name != "municipal_controller":
            is_refused((NotAllowed, Http404), lambda by=somebody: contested(cast, statement=statement, by=by))  # type: ignore[misc]
    dispute = contested(cast, statement=statement)
    own = {"municipal_controller", "region_controller"}
    for name, somebody in cast.everybody():
        if name not in own:
            is_refused((NotAllowed, Http404), lambda by=somebody: note(dispute, by=by, text="x"))  # type: ignore[misc]
            is_refused((NotAllowed, Http404), lambda by=somebody: escalate(dispute, by=by))  # type: ignore[misc]
    for attempt in (start_analysis, withdraw_dispute):
        is_refused(NotAllowed, lambda by=second, attempt=attempt: attempt(dispute, by=by))  # type: ignore[misc]
    said = {"outcome": Outcome.UPHELD, "reason": "Ja"}
    is_refused(NotAllowed, lambda: propose_decision(dispute, by=cast.municipal_controller, **said))
    is_refused(NotAllowed, lambda: decide_dispute(dispute, by=cast.municipal_controller))


def test_it_is_told_to_the_other_side_but_a_proposal_to_nobody(cast: Cast) -> None:
    dispute = contested(cast)
    told = Announcement.objects.filter(kind="dispute").order_by("pk")
    assert [(each.unit, each.path) for each in told] == [(cast.region_finance, f"/disputes/{dispute.pk}/")]
    propose_decision(dispute, by=cast.region_controller, outcome=Outcome.UPHELD, reason="Ja", at=IN_MAY)
    assert told.count() == 1
    decide_dispute(dispute, by=second_controller(cast), at=IN_MAY)
    assert [each.unit for each in told.all()] == [cast.region_finance, cast.municipal_finance]


def test_it_is_reminded_of_before_the_day_on_it_and_after_once_each(cast: Cast) -> None:
    dispute = contested(cast)
    assert dispute.decide_by == date(2027, 5, 22)
    told = Announcement.objects.filter(kind="dispute_due")
    for at, offices in [
        (datetime(2027, 5, 15, 11, tzinfo=UTC), 0),
        (datetime(2027, 5, 15, 12, tzinfo=UTC), 1),
        (datetime(2027, 5, 16, 12, tzinfo=UTC), 1),
        (datetime(2027, 5, 22, 12, tzinfo=UTC), 2),
        # The municipality is told as well that the day is over.
        (datetime(2027, 5, 23, 12, tzinfo=UTC), 4),
    ]:
        remind_of_disputes(now=at)
        remind_of_disputes(now=at)
        assert told.count() == offices, at


def test_it_is_not_reminded_of_when_it_is_decided(cast: Cast) -> None:
    decided(cast, contested(cast), Outcome.REJECTED)
    assert remind_of_disputes(now=datetime(2027, 5, 23, 12, tzinfo=UTC)) == 0


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE billing_disputeevent SET text = ''",
        "DELETE FROM billing_disputeevent",
        "DELETE FROM billing_dispute",
    ],
)
def test_it_is_a_log_that_nobody_changes(cast: Cast, sql: str) -> None:
    contested(cast)
    before = everything()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(sql)
    assert everything() == before
