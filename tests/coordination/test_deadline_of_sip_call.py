"""The SIP call within three days of the discharge-ready notice (LUS 4:3)."""

import pytest

from coordination.core.deadline import Deadline, DeadlineKind
from coordination.core.deadlines import deadlines, sip_call_due
from coordination.core.events import Destination
from coordination.core.history import History
from coordination.core.law import Ground
from coordination.core.needs import Consent, Need
from coordination.core.sips import SipWaiver
from coordination.core.states import Capacity
from coordination.core.terms import ProcessTerms
from tests.coordination.histories import (
    Happening,
    admitted,
    assessed,
    called,
    cancelled,
    history,
    home,
    ready,
    waived,
    withdrawn,
)
from tests.coordination.stories import EVERYTHING, ONLY_MUNICIPAL, ONLY_OUTPATIENT, at

ADMISSION = admitted("2026-03-01T09:10")


def calls(case: History) -> list[Deadline]:
    return [one for one in deadlines(case) if one.kind is DeadlineKind.SIP_CALL]


def the_call(case: History) -> Deadline:
    (only,) = calls(case)
    return only


def test_it_ends_with_the_third_day_at_24() -> None:
    due = the_call(history(ADMISSION, ready("2026-03-05T13:15")))
    assert (due.starts_at, due.due_at) == (at("2026-03-05T13:15"), at("2026-03-09T00:00"))
    assert (due.acting, due.ground, due.started_by) == (Capacity.OUTPATIENT, Ground.LUS_4_3, 2)


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        ("2026-03-05T00:00", "2026-03-09T00:00"),
        ("2026-03-05T23:59:59", "2026-03-09T00:00"),
        # The nights when the clock is changed, in the middle and at the end.
        ("2026-03-27T12:00", "2026-03-31T00:00"),
        ("2026-03-26T12:00", "2026-03-30T00:00"),
        ("2026-10-22T12:00", "2026-10-26T00:00"),
        ("2026-10-25T02:30", "2026-10-29T00:00"),
        # Over the ends of months and years, and the leap day.
        ("2026-12-29T15:00", "2027-01-02T00:00"),
        ("2028-02-27T15:00", "2028-03-02T00:00"),
        ("2027-02-27T15:00", "2027-03-03T00:00"),
    ],
)
def test_it_counts_civil_days(sent: str, due: str) -> None:
    assert sip_call_due(at(sent)) == at(due)


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        # Last day Saturday, Sunday, Good Friday, Midsummer Eve, Christmas Eve; and a Wednesday as it is.
        ("2026-03-04T12:00", "2026-03-10T00:00"),
        ("2026-03-05T12:00", "2026-03-10T00:00"),
        ("2026-03-31T12:00", "2026-04-08T00:00"),
        ("2026-06-16T12:00", "2026-06-23T00:00"),
        ("2026-12-21T12:00", "2026-12-29T00:00"),
        ("2026-03-08T12:00", "2026-03-12T00:00"),
    ],
)
def test_it_moves_to_a_working_day_only_where_the_switch_is_on(sent: str, due: str) -> None:
    switched = ProcessTerms(sip_moves_to_working_day=True)
    assert sip_call_due(at(sent), switched) == at(due)
    assert sip_call_due(at(sent)) <= at(due)


def test_it_is_met_in_the_last_second_and_missed_at_midnight() -> None:
    late = at("2026-05-01T00:00")
    story = [ADMISSION, ready("2026-03-05T13:15")]
    assert the_call(history(*story, called("2026-03-08T23:59:59"))).missed_at(late) is None
    assert the_call(history(*story, called("2026-03-09T00:00"))).missed_at(late) is None
    missed = the_call(history(*story, called("2026-03-09T00:00:00.000001")))
    assert missed.missed_at(late) == at("2026-03-09T00:00")


def test_it_is_met_by_a_call_sent_before_the_notice() -> None:
    due = the_call(history(ADMISSION, called("2026-03-03T10:00"), ready("2026-03-05T13:15")))
    assert due.met_at == at("2026-03-03T10:00")


@pytest.mark.parametrize("needs", [ONLY_MUNICIPAL, ONLY_OUTPATIENT, frozenset({Need.MUNICIPAL_HEALTH_CARE})])
def test_it_does_not_run_where_one_party_is_enough(needs: frozenset[Need]) -> None:
    assert calls(history(admitted("2026-03-01T09:10", needs), ready("2026-03-05T13:15"))) == []


def test_it_does_not_run_where_the_patient_has_declined() -> None:
    declined = admitted("2026-03-01T09:10", consent=Consent.DECLINED)
    assert calls(history(declined, ready("2026-03-05T13:15"))) == []


@pytest.mark.parametrize("reason", SipWaiver)
def test_it_does_not_run_where_the_sip_was_waived_before(reason: SipWaiver) -> None:
    assert calls(history(ADMISSION, waived("2026-03-04T10:00", reason), ready("2026-03-05T13:15"))) == []


@pytest.mark.parametrize(
    "end",
    [
        withdrawn("2026-03-06T08:00"),
        waived("2026-03-06T08:00"),
        assessed("2026-03-06T08:00", ONLY_MUNICIPAL),
        cancelled("2026-03-06T08:00"),
        home("2026-03-06T08:00", Destination.DECEASED),
    ],
    ids=["withdrawn", "waived", "one party is enough", "cancelled", "died"],
)
def test_it_is_cancelled_by_what_takes_the_reason_away(end: Happening) -> None:
    due = the_call(history(ADMISSION, ready("2026-03-05T13:15"), end))
    assert due.cancelled_at == at("2026-03-06T08:00")
    assert due.missed_at(at("2026-05-01T00:00")) is None


def test_it_goes_on_when_the_patient_goes_home() -> None:
    due = the_call(history(ADMISSION, ready("2026-03-05T13:15"), home("2026-03-06T10:00")))
    assert due.is_open
    assert due.missed_at(at("2026-03-09T00:01")) == at("2026-03-09T00:00")


def test_it_begins_again_with_a_new_notice() -> None:
    case = history(
        ADMISSION, ready("2026-03-05T13:15"), withdrawn("2026-03-06T08:00"), ready("2026-03-08T09:00")
    )
    first, second = calls(case)
    assert (first.started_by, first.cancelled_at) == (2, at("2026-03-06T08:00"))
    assert (second.started_by, second.due_at, second.is_open) == (4, at("2026-03-12T00:00"), True)


def test_it_stays_missed_when_the_notice_is_withdrawn_too_late() -> None:
    due = the_call(history(ADMISSION, ready("2026-03-05T13:15"), withdrawn("2026-03-10T08:00")))
    assert due.missed_at(at("2026-05-01T00:00")) == at("2026-03-09T00:00")


def test_it_begins_when_the_need_of_both_is_found_after_the_notice() -> None:
    case = history(
        admitted("2026-03-01T09:10", ONLY_MUNICIPAL),
        ready("2026-03-05T13:15"),
        assessed("2026-03-06T09:00", EVERYTHING),
    )
    due = the_call(case)
    assert (due.started_by, due.starts_at, due.due_at) == (3, at("2026-03-06T09:00"), at("2026-03-10T00:00"))


def test_it_follows_the_order_of_happening_and_not_of_registration() -> None:
    case = history(ADMISSION, ready("2026-03-05T13:15"), home("2026-03-10T08:00"), called("2026-03-06T10:00"))
    due = the_call(case)
    assert due.met_at == at("2026-03-06T10:00")
    assert due.missed_at(at("2026-05-01T00:00")) is None
