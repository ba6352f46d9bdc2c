"""A closed month is reviewed by one controller and issued by another, once, with a number, for ever."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.http import Http404

from accounts.access.policy import NotAllowed
from billing.actions.reviews import review_month
from billing.actions.statements import acknowledge_statement, issue_statement
from billing.core.month_life import MonthStatus, MonthStep, month_replayed
from billing.errors import (
    BeforeInvoiceDay,
    DailyAmountUnknown,
    FiguresChanged,
    MonthStillOpen,
    NotCreditedBefore,
    NothingToIssue,
    OwnReview,
    StepNotPossible,
)
from billing.models import BilledMonth, MonthEvent, Statement, StatementLine, StatementSeries
from billing.months.basis import AsKnown
from billing.statements.content import ChargeKind
from billing.statements.stored import content_of
from tests.billing_statements.issued import (
    CLOSES,
    HALMSTAD,
    IN_MARCH,
    ON_THE_8TH,
    ON_THE_20TH,
    a_march,
    a_statement,
    amount_of_2027,
    issued,
    reviewed,
    second_controller,
)
from tests.billing_stored.facts import episode, store
from tests.cast import Cast


def written() -> tuple[list[object], ...]:
    """Everything that a refusal must leave as it was."""
    return (
        list(BilledMonth.objects.exclude(status=MonthStatus.OPEN).values()),
        list(MonthEvent.objects.values()),
        list(Statement.objects.values()),
        list(StatementSeries.objects.values()),
    )


def test_it_is_numbered_with_what_it_costs_and_who_stands_behind_it(cast: Cast) -> None:
    statement = a_statement(cast)
    assert statement.number == "13-2027-0001"
    assert statement.amount == Decimal("25000.00")
    assert (statement.prepared_by, statement.issued_by) == (cast.region_controller, second_controller(cast))
    assert (statement.as_of, statement.issued_at) == (ON_THE_8TH, ON_THE_20TH)


def test_it_keeps_every_episode_with_its_ground_and_every_excluded_one_with_its_reason(cast: Cast) -> None:
    lines = StatementLine.objects.filter(part__statement=a_statement(cast)).order_by("episode_id")
    assert [(line.episode_id, line.status, line.reason, line.days) for line in lines] == [
        ("T-1", "averaged", "", 3),
        ("T-2", "averaged", "", 4),
        ("T-3", "averaged", "", 0),
        ("T-4", "excluded", "no_sip_call", 0),
    ]
    assert lines[0].ground == "Beräkning av genomsnittsmodell och betalningsansvar"
    assert lines[3].ground == "LUS 5 kap. 3 § andra stycket"
    assert lines[0].counted_from == date(2027, 3, 3)
    assert lines[0].facts["discharge_ready_at"] == "2027-03-03T13:15:00"


def test_it_charges_the_days_over_the_threshold(cast: Cast) -> None:
    (part,) = content_of(a_statement(cast)).parts
    (charge,) = part.charges
    assert (charge.kind, charge.days, charge.kronor) == (
        ChargeKind.AVERAGED,
        Decimal("2.5"),
        Decimal(10000),
    )
    assert (part.agreement, part.closed_at) == ("halland-2027", CLOSES)
    assert part.terms["threshold_days"] == "1.5"
    assert part.daily_amounts[0].source == "HSLF-FS 2026:99"


def test_it_tells_of_every_unsettled_reading_what_the_other_would_have_cost(cast: Cast) -> None:
    (part,) = content_of(a_statement(cast)).parts
    assert part.readings
    assert all((other.amount is None) == bool(other.why_not) for other in part.readings)
    by_notice = [other for other in part.readings if other.key == "late_sip_call"]
    assert [other.amount for other in by_notice] == [Decimal(25000)]


def test_it_leaves_out_what_was_registered_after_the_close(cast: Cast) -> None:
    a_march()
    store(episode(9, discharged_at=datetime(2027, 3, 20, 9)), at=CLOSES)
    amount_of_2027(cast)
    assert {line.episode_id for line in content_of(issued(cast)).lines} == {"T-1", "T-2", "T-3", "T-4"}


def test_it_closes_the_month_as_of_when_it_closed_though_nobody_had_written_it(cast: Cast) -> None:
    a_statement(cast)
    month = BilledMonth.objects.get()
    steps = [MonthStep(event.step) for event in month.events.all()]
    assert steps == [MonthStep.CLOSED, MonthStep.REVIEWED, MonthStep.ISSUED]
    assert month.events.all()[0].occurred_at == CLOSES
    assert month.status == month_replayed(steps) == MonthStatus.ISSUED


def test_it_is_not_reviewed_before_registrations_have_closed(cast: Cast) -> None:
    a_march()
    amount_of_2027(cast)
    before = written()
    for at in (IN_MARCH, CLOSES - timedelta(microseconds=1)):
        with pytest.raises(MonthStillOpen, match="month_still_open"):
            reviewed(cast, at=at)
    assert written() == before
    assert reviewed(cast, at=CLOSES).step == MonthStep.REVIEWED


def test_it_is_reviewed_when_it_is_over_where_no_text_closes_it(cast: Cast) -> None:
    store(episode(1, municipality="1480"), at=IN_MARCH)
    amount_of_2027(cast)
    elsewhere = {"by": cast.region_controller, **HALMSTAD, "municipality": "1480"}
    with pytest.raises(MonthStillOpen):
        review_month(at=IN_MARCH, **elsewhere)
    review_month(at=datetime.fromisoformat("2027-04-01T00:00+02:00"), **elsewhere)
    # By the statute, on no particular day: three days are free.
    statement = issue_statement(at=ON_THE_8TH, **elsewhere | {"by": second_controller(cast)})
    assert statement.amount == 0


def test_it_is_as_known_at_the_review_where_no_text_closes_it(cast: Cast) -> None:
    five_days = episode(1, municipality="1480", discharged_at=datetime(2027, 3, 8, 9))
    store(five_days, at=IN_MARCH)
    amount_of_2027(cast)
    elsewhere = HALMSTAD | {"municipality": "1480"}
    reviewed(cast, **elsewhere)
    store(five_days | {"discharged_at": datetime(2027, 3, 9, 9)}, at=ON_THE_8TH + timedelta(1), correct=True)
    statement = issue_statement(by=second_controller(cast), at=ON_THE_20TH, **elsewhere)
    # Told after noon, so that the 4th is day zero: four days, of which three are free.
    assert statement.amount == 10_000


def test_it_is_issued_by_another_than_who_reviewed_it(cast: Cast) -> None:
    a_march()
    amount_of_2027(cast)
    reviewed(cast)
    before = written()
    with pytest.raises(OwnReview):
        issue_statement(by=cast.region_controller, at=ON_THE_20TH, **HALMSTAD)
    assert written() == before


def test_it_is_issued_before_the_20th_only_on_purpose(cast: Cast) -> None:
    a_march()
    amount_of_2027(cast)
    reviewed(cast)
    before, by = written(), second_controller(cast)
    with pytest.raises(BeforeInvoiceDay):
        issue_statement(by=by, at=ON_THE_20TH - timedelta(1), **HALMSTAD)
    assert written() == before
    assert issue_statement(by=by, at=ON_THE_20TH - timedelta(1), before_the_day=True, **HALMSTAD).place == 1


def test_it_is_issued_once(cast: Cast) -> None:
    a_statement(cast)
    before = written()
    with pytest.raises(StepNotPossible):
        issue_statement(by=second_controller(cast), at=ON_THE_20TH, **HALMSTAD)
    with pytest.raises(StepNotPossible):
        reviewed(cast)
    assert written() == before


def test_it_is_what_was_reviewed_or_nothing(cast: Cast) -> None:
    a_march()
    amount_of_2027(cast)
    review = reviewed(cast)
    # What a slow transaction had registered before the review, and stored after it.
    store(episode(8, discharged_at=datetime(2027, 3, 20, 9)), at=IN_MARCH)
    before = written()
    with pytest.raises(FiguresChanged):
        issue_statement(by=second_controller(cast), at=ON_THE_20TH, **HALMSTAD)
    assert written() == before
    assert reviewed(cast, at=ON_THE_20TH).digest != review.digest
    assert issue_statement(by=second_controller(cast), at=ON_THE_20TH, **HALMSTAD).place == 1


def test_it_says_which_years_amount_is_missing(cast: Cast) -> None:
    a_march()
    before = written()
    with pytest.raises(DailyAmountUnknown) as missing:
        reviewed(cast)
    assert missing.value.data == {"years": "2027"}
    assert written() == before


def test_it_has_nothing_to_issue_of_an_empty_month(cast: Cast) -> None:
    before = written()
    with pytest.raises(NothingToIssue):
        reviewed(cast)
    assert written() == before


def test_it_counts_what_came_late_only_after_a_credit_note(cast: Cast) -> None:
    a_march()
    amount_of_2027(cast)
    before = written()
    with pytest.raises(NotCreditedBefore):
        reviewed(cast, as_known=AsKnown.NOW)
    assert written() == before


def test_it_is_acknowledged_by_the_municipality_once_and_changes_nothing(cast: Cast) -> None:
    statement = a_statement(cast)
    first = acknowledge_statement(statement, by=cast.municipal_controller)
    assert acknowledge_statement(statement, by=cast.municipal_controller) == first
    assert BilledMonth.objects.get().status == MonthStatus.ISSUED


def test_it_is_done_by_those_whose_it_is(cast: Cast) -> None:
    statement = a_statement(cast)
    before = written()
    for name, somebody in cast.everybody():
        if name != "municipal_controller":
            with pytest.raises((NotAllowed, Http404)):
                acknowledge_statement(statement, by=somebody)
        if name != "region_controller":
            with pytest.raises((NotAllowed, Http404)):
                review_month(by=somebody, at=ON_THE_8TH, **HALMSTAD)
    assert written() == before
