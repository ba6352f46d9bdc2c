"""The care contact before discharge (LUS 2:5), and the parties' own routine of receipts."""

from datetime import timedelta

from coordination.core.deadline import Deadline, DeadlineKind
from coordination.core.deadlines import deadlines
from coordination.core.events import Destination
from coordination.core.history import History
from coordination.core.law import Ground
from coordination.core.states import Capacity
from coordination.core.terms import ProcessTerms
from tests.coordination.histories import (
    INTAKE,
    PRIMARY_CARE,
    admitted,
    appointed,
    assessed,
    cancelled,
    history,
    home,
    notified,
    ready,
    received,
    withdrawn,
)
from tests.coordination.stories import ONLY_MUNICIPAL, at

ADMISSION = admitted("2026-03-03T09:10")
NOTICE = notified("2026-03-03T11:40", expected="2026-03-09T12:00")
LATER = at("2026-06-01T00:00")


def of_kind(case: History, kind: DeadlineKind, terms: ProcessTerms | None = None) -> list[Deadline]:
    return [one for one in deadlines(case, terms or ProcessTerms()) if one.kind is kind]


def the_contact(case: History) -> Deadline:
    (only,) = of_kind(case, DeadlineKind.CARE_CONTACT)
    return only


def test_it_asks_for_a_contact_once_outpatient_care_is_told() -> None:
    assert of_kind(history(ADMISSION), DeadlineKind.CARE_CONTACT) == []
    assert of_kind(history(ADMISSION, notified("2026-03-03T11:40", INTAKE)), DeadlineKind.CARE_CONTACT) == []
    due = the_contact(history(ADMISSION, NOTICE))
    assert (due.acting, due.ground, due.started_by) == (Capacity.OUTPATIENT, Ground.LUS_2_5, 2)


def test_it_aims_at_the_estimated_discharge_and_misses_nothing_before_the_real_one() -> None:
    due = the_contact(history(ADMISSION, NOTICE))
    assert (due.due_at, due.is_binding) == (at("2026-03-09T12:00"), False)
    assert due.missed_at(LATER) is None


def test_it_is_missed_by_going_home_without_a_contact() -> None:
    due = the_contact(history(ADMISSION, NOTICE, home("2026-03-07T10:00"), appointed("2026-03-07T10:01")))
    assert due.missed_at(LATER) == at("2026-03-07T10:00")
    assert due.met_at == at("2026-03-07T10:01")


def test_it_is_met_at_the_moment_of_discharge() -> None:
    due = the_contact(history(ADMISSION, NOTICE, appointed("2026-03-07T10:00"), home("2026-03-07T10:00")))
    assert due.missed_at(LATER) is None


def test_it_needs_no_contact_for_the_dead_nor_for_a_mistake_nor_without_need() -> None:
    for end in (home("2026-03-07T10:00", Destination.DECEASED), cancelled("2026-03-07T10:00")):
        assert the_contact(history(ADMISSION, NOTICE, end)).cancelled_at == at("2026-03-07T10:00")
    needless = history(ADMISSION, NOTICE, assessed("2026-03-05T10:00", ONLY_MUNICIPAL))
    assert the_contact(needless).cancelled_at == at("2026-03-05T10:00")


def test_it_reminds_every_receiver_of_every_notice() -> None:
    found = of_kind(history(ADMISSION, NOTICE, ready("2026-03-05T13:15")), DeadlineKind.RECEIPT)
    assert [(one.started_by, one.unit, one.acting, one.due_at) for one in found] == [
        (2, INTAKE.unit, Capacity.MUNICIPALITY, at("2026-03-03T15:40")),
        (2, PRIMARY_CARE.unit, Capacity.OUTPATIENT, at("2026-03-03T15:40")),
        (3, INTAKE.unit, Capacity.MUNICIPALITY, at("2026-03-05T17:15")),
        (3, PRIMARY_CARE.unit, Capacity.OUTPATIENT, at("2026-03-05T17:15")),
    ]
    assert {one.ground for one in found} == {Ground.ROUTINE}


def test_it_reminds_nobody_of_a_receipt_for_the_dead() -> None:
    dead = home("2026-03-03T14:00", Destination.DECEASED)
    found = of_kind(history(ADMISSION, NOTICE, dead), DeadlineKind.RECEIPT)
    assert {one.cancelled_at for one in found} == {at("2026-03-03T14:00")}
    assert {one.missed_at(LATER) for one in found} == {None}


def test_it_reminds_when_the_parties_routine_says() -> None:
    terms = ProcessTerms(receipt_within=timedelta(hours=1))
    found = of_kind(history(ADMISSION, NOTICE), DeadlineKind.RECEIPT, terms)
    assert {one.due_at for one in found} == {at("2026-03-03T12:40")}


def test_it_takes_a_receipt_for_every_earlier_notice_to_the_same_unit() -> None:
    case = history(ADMISSION, NOTICE, ready("2026-03-05T13:15"), received("2026-03-05T14:00", 3, INTAKE))
    found = {(one.started_by, one.unit): one for one in of_kind(case, DeadlineKind.RECEIPT)}
    assert found[2, INTAKE.unit].missed_at(LATER) == at("2026-03-03T15:40")
    assert found[3, INTAKE.unit].missed_at(LATER) is None
    assert {key for key, one in found.items() if one.is_open} == {
        (2, PRIMARY_CARE.unit),
        (3, PRIMARY_CARE.unit),
    }


def test_it_takes_a_receipt_for_no_later_notice() -> None:
    case = history(ADMISSION, NOTICE, received("2026-03-03T12:00", 2, INTAKE), ready("2026-03-05T13:15"))
    found = {(one.started_by, one.unit): one for one in of_kind(case, DeadlineKind.RECEIPT)}
    assert found[2, INTAKE.unit].met_at == at("2026-03-03T12:00")
    assert found[4, INTAKE.unit].is_open


def test_it_asks_for_no_receipt_of_what_was_withdrawn() -> None:
    case = history(ADMISSION, NOTICE, ready("2026-03-05T13:15"), withdrawn("2026-03-05T14:00"))
    cancelled_at = {one.started_by: one.cancelled_at for one in of_kind(case, DeadlineKind.RECEIPT)}
    assert cancelled_at == {2: None, 3: at("2026-03-05T14:00")}
