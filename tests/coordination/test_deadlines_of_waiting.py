"""When a ready patient's days count, pass the threshold and leave the average: the municipality is told before."""

from datetime import UTC, datetime

import pytest

from agreements.files import load_agreements
from coordination.core.deadline import Deadline, DeadlineKind
from coordination.core.deadlines import deadlines
from coordination.core.events import Destination
from coordination.core.history import History
from coordination.core.law import Ground
from coordination.core.receiver import Receiver
from coordination.core.states import Capacity
from coordination.core.terms import CountingTerms, ProcessTerms
from coordination.terms import counting_terms
from tests.coordination.histories import (
    INTAKE,
    Happening,
    accepted,
    admitted,
    assessed,
    available,
    called,
    cancelled,
    corrected,
    forwarded,
    history,
    home,
    missing,
    notified,
    ready,
    removed,
    returned,
    withdrawn,
)
from tests.coordination.stories import ONLY_OUTPATIENT, at

HALLAND, DALARNA, VASTRA_GOTALAND, STATUTE = (
    counting_terms(load_agreements()[slug])
    for slug in ("halland-2027", "dalarna-2020", "vastra-gotaland-2020", "statute-2018")
)
ADMISSION, NOTICE = admitted("2027-03-01T09:10"), notified("2027-03-01T11:40")
# A Thursday.
READY = ready("2027-03-04T13:15")
FOREVER = datetime.max.replace(tzinfo=UTC)
COUNTING, OVER, LONG = DeadlineKind.COUNTING_STARTS, DeadlineKind.OVER_THRESHOLD, DeadlineKind.LONG_STAY


def limits(case: History, terms: CountingTerms) -> dict[DeadlineKind, Deadline]:
    """Those of the one municipal unit."""
    found = [
        one for one in deadlines(case, ProcessTerms(counting=terms)) if one.kind in (COUNTING, OVER, LONG)
    ]
    by_kind = {one.kind: one for one in found}
    assert len(by_kind) == len(found)
    return by_kind


def passed_at(*happenings: Happening, terms: CountingTerms) -> dict[DeadlineKind, datetime]:
    return {kind: one.due_at for kind, one in limits(history(ADMISSION, *happenings), terms).items()}


def test_it_counts_in_halland_from_the_next_day_and_is_over_1_5_with_the_second() -> None:
    assert passed_at(NOTICE, READY, terms=HALLAND) == {
        COUNTING: at("2027-03-05T00:00"),
        OVER: at("2027-03-06T00:00"),
    }


def test_it_counts_in_vastra_gotaland_from_the_next_day_and_leaves_the_average_with_the_eighth() -> None:
    assert passed_at(NOTICE, READY, terms=VASTRA_GOTALAND) == {
        COUNTING: at("2027-03-05T00:00"),
        OVER: at("2027-03-08T00:00"),
        LONG: at("2027-03-12T00:00"),
    }


@pytest.mark.parametrize(
    ("when", "counts", "over", "leaves"),
    [
        # The day itself is day one, and has begun when it begins to count.
        ("13:59:59", "2027-03-04T13:59:59", "2027-03-06T00:00", "2027-03-11T00:00"),
        ("14:00:00", "2027-03-05T00:00", "2027-03-07T00:00", "2027-03-12T00:00"),
    ],
)
def test_it_counts_in_dalarna_the_same_day_before_two_in_the_afternoon(
    when: str, counts: str, over: str, leaves: str
) -> None:
    found = passed_at(NOTICE, called("2027-03-03T10:00"), ready(f"2027-03-04T{when}"), terms=DALARNA)
    assert found == {COUNTING: at(counts), OVER: at(over), LONG: at(leaves)}


@pytest.mark.parametrize(
    ("when", "begins"), [("12:00:00", "2027-03-08T00:00"), ("12:00:01", "2027-03-09T00:00")]
)
def test_it_lets_liability_begin_by_the_statute_three_days_after_the_notice_or_four(
    when: str, begins: str
) -> None:
    """Sent on Thursday at noon: the fourth day after it, Monday, is the first to be paid for."""
    assert passed_at(NOTICE, ready(f"2027-03-04T{when}"), terms=STATUTE) == {COUNTING: at(begins)}


def test_it_rests_on_the_agreement_or_on_the_statute() -> None:
    grounds = {
        one.ground
        for terms in (HALLAND, STATUTE)
        for one in limits(history(ADMISSION, NOTICE, READY), terms).values()
    }
    assert grounds == {Ground.LUS_4_5, Ground.LUS_5_4}


def test_it_is_nobodys_where_nobody_can_owe_anything() -> None:
    assert not any(one.kind is COUNTING for one in deadlines(history(ADMISSION, NOTICE, READY)))


@pytest.mark.parametrize(
    ("sent", "counts"),
    [
        # Clocks go forward on Sunday 28 March 2027 and back on 31 October: the day is 23 hours, or 25.
        ("2027-03-27T15:00", "2027-03-28T00:00"),
        ("2027-03-28T15:00", "2027-03-29T00:00"),
        ("2027-10-30T15:00", "2027-10-31T00:00"),
        ("2027-10-31T15:00", "2027-11-01T00:00"),
        # Over the ends of months and years, and the leap day.
        ("2027-12-31T23:59:59", "2028-01-01T00:00"),
        ("2028-02-28T15:00", "2028-02-29T00:00"),
        ("2028-02-29T15:00", "2028-03-01T00:00"),
        ("2028-04-30T00:00", "2028-05-01T00:00"),
    ],
)
def test_it_begins_at_midnight_in_sweden_every_night_of_the_year(sent: str, counts: str) -> None:
    found = limits(history(admitted("2027-03-01T09:10"), NOTICE, ready(sent)), HALLAND)
    assert found[COUNTING].due_at == at(counts)


def test_it_waits_in_dalarna_for_the_call_and_in_halland_for_nothing() -> None:
    assert passed_at(NOTICE, READY, terms=DALARNA) == {}
    later = called("2027-03-06T13:00")
    assert passed_at(NOTICE, READY, later, terms=DALARNA)[COUNTING] == at("2027-03-06T13:00")
    assert passed_at(NOTICE, READY, terms=HALLAND) == passed_at(NOTICE, READY, later, terms=HALLAND)


def test_it_waits_in_dalarna_for_a_late_admission_notice() -> None:
    late = passed_at(READY, called("2027-03-04T14:00"), notified("2027-03-05T15:00"), terms=DALARNA)
    assert late[COUNTING] == at("2027-03-06T00:00")


def test_it_is_met_by_going_home_whether_in_time_or_not() -> None:
    for when in ("2027-03-04T23:59:59", "2027-03-05T00:00"):
        found = limits(history(ADMISSION, NOTICE, READY, home(when)), HALLAND)
        assert {one.met_at for one in found.values()} == {at(when)}


def test_it_is_never_missed() -> None:
    found = limits(history(ADMISSION, NOTICE, READY), VASTRA_GOTALAND)
    assert {one.missed_at(FOREVER) for one in found.values()} == {None}
    assert not any(one.is_binding for one in found.values())


def test_it_goes_on_when_the_municipality_says_that_it_can_receive() -> None:
    found = limits(history(ADMISSION, NOTICE, READY, accepted("2027-03-04T15:00")), HALLAND)
    assert all(one.is_open for one in found.values())


def test_it_ends_by_death_a_withdrawal_and_a_case_that_was_a_mistake() -> None:
    ends = (
        home("2027-03-06T10:00", Destination.DECEASED),
        withdrawn("2027-03-06T10:00"),
        cancelled("2027-03-06T10:00"),
    )
    for end in ends:
        found = limits(history(ADMISSION, NOTICE, READY, end), HALLAND)
        assert {one.cancelled_at for one in found.values()} == {at("2027-03-06T10:00")}


def test_it_begins_anew_with_a_new_notice() -> None:
    case = history(ADMISSION, NOTICE, READY, withdrawn("2027-03-05T10:00"), ready("2027-03-09T10:00"))
    found = [one for one in deadlines(case, ProcessTerms(counting=HALLAND)) if one.kind is COUNTING]
    assert [(one.due_at, one.cancelled_at) for one in found] == [
        (at("2027-03-05T00:00"), at("2027-03-05T10:00")),
        (at("2027-03-10T00:00"), None),
    ]


def test_it_ends_when_the_municipality_is_not_needed_and_never_begins_without_need() -> None:
    lost = limits(history(ADMISSION, NOTICE, READY, assessed("2027-03-05T10:00", ONLY_OUTPATIENT)), HALLAND)
    assert lost[COUNTING].cancelled_at == at("2027-03-05T10:00")
    assert limits(history(admitted("2027-03-01T09:10", ONLY_OUTPATIENT), NOTICE, READY), HALLAND) == {}
    assert limits(history(admitted("2027-03-01T09:10", None), NOTICE, READY), HALLAND) == {}


def test_it_stops_while_region_services_are_missing_and_is_moved_when_they_are_there_again() -> None:
    stopped = limits(history(ADMISSION, NOTICE, READY, missing("2027-03-04T16:00")), HALLAND)
    assert {one.cancelled_at for one in stopped.values()} == {at("2027-03-04T16:00")}
    again = limits(
        history(ADMISSION, NOTICE, READY, missing("2027-03-04T16:00"), available("2027-03-08T08:00")), HALLAND
    )
    assert [(one.due_at, one.is_open) for one in again.values()] == [
        (at("2027-03-09T00:00"), True),
        (at("2027-03-10T00:00"), True),
    ]


def test_it_has_stopped_before_it_began_when_services_were_missing_already() -> None:
    found = limits(history(ADMISSION, NOTICE, missing("2027-03-03T16:00"), READY), HALLAND)
    assert {one.cancelled_at for one in found.values()} == {at("2027-03-04T13:15")}


def test_it_keeps_a_limit_that_was_passed_before_services_went_missing() -> None:
    found = limits(history(ADMISSION, NOTICE, READY, missing("2027-03-06T10:00")), VASTRA_GOTALAND)
    assert {kind: one.is_open for kind, one in found.items()} == {COUNTING: True, OVER: False, LONG: False}


def test_it_tells_each_unit_of_the_liable_municipality_that_is_in_the_case() -> None:
    home_care, colleague = (Receiver(unit, "", Capacity.MUNICIPALITY) for unit in (5, 6))
    before = (
        ADMISSION,
        notified("2027-03-01T11:40", INTAKE, home_care),
        ready("2027-03-04T13:15", INTAKE, home_care),
    )

    def units(*happenings: Happening) -> list[int | None]:
        terms = ProcessTerms(counting=HALLAND)
        found = deadlines(history(*before, *happenings), terms)
        return [one.unit for one in found if one.kind is COUNTING]

    assert units() == [INTAKE.unit, 5]
    assert units(forwarded("2027-03-04T14:00", 3, colleague)) == [5, 6]
    assert units(removed("2027-03-04T14:00")) == [5]
    assert units(returned("2027-03-04T14:00", 3), returned("2027-03-04T14:00", 3, home_care)) == []


def test_it_tells_the_municipality_that_is_liable_and_not_the_one_that_was_thought_to_be() -> None:
    right = Receiver(8, "Mottagningen", Capacity.MUNICIPALITY)
    case = [ADMISSION, NOTICE, READY, corrected("2027-03-05T10:00", "1384")]
    assert limits(history(*case), HALLAND) == {}
    case += [notified("2027-03-05T11:00", right), ready("2027-03-05T11:00", right)]
    found = limits(history(*case), HALLAND)[COUNTING]
    assert (found.unit, found.due_at, found.acting) == (8, at("2027-03-06T00:00"), Capacity.MUNICIPALITY)
