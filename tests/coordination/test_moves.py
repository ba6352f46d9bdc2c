"""Who must act, by when, and what follows otherwise."""

from datetime import date

from agreements.files import load_agreements
from coordination.core.deadlines import deadlines
from coordination.core.events import Destination
from coordination.core.history import History
from coordination.core.law import Ground
from coordination.core.move import Consequence, Move
from coordination.core.moves import next_moves, waiting
from coordination.core.states import Capacity, Step
from coordination.terms import counting_terms
from tests.coordination.histories import (
    BOTH,
    INTAKE,
    PRIMARY_CARE,
    Happening,
    accepted,
    admitted,
    appointed,
    available,
    called,
    delayed,
    history,
    home,
    informed,
    missing,
    notified,
    ready,
    received,
    waived,
    withdrawn,
)
from tests.coordination.sip_histories import asked_for_sip, sip_planned
from tests.coordination.stories import ONLY_MUNICIPAL, ONLY_OUTPATIENT, at

ADMISSION = admitted("2026-03-03T09:10")
NOTICE = notified("2026-03-03T11:40")
RECEIPTS = (received("2026-03-03T12:00", 2, INTAKE), received("2026-03-03T12:00", 2, PRIMARY_CARE))
READY = ready("2026-03-05T13:15")


def moves(*happenings: Happening, now: str | None = None) -> tuple[Move, ...]:
    case = history(*happenings)
    return next_moves(case, deadlines(case), at(now) if now else None)


def steps(*happenings: Happening) -> list[tuple[Step, Capacity]]:
    return [(one.step, one.acting) for one in moves(*happenings)]


def test_it_asks_for_an_assessment_first() -> None:
    (only,) = moves(admitted("2026-03-03T09:10", None))
    assert only == Move(Step.NEED_ASSESSED, Capacity.WARD, Consequence.NOBODY_IS_TOLD, Ground.LUS_2_1)


def test_it_asks_the_ward_for_the_notice() -> None:
    (only,) = moves(ADMISSION)
    assert (only.step, only.acting, only.due_at) == (
        Step.ADMISSION_NOTICE_SENT,
        Capacity.WARD,
        at("2026-03-04T09:10"),
    )
    assert (only.otherwise, only.ground) == (Consequence.NO_LIABILITY_WITHOUT_NOTICE, Ground.LUS_2_3)


def test_it_asks_each_receiver_for_a_receipt_and_outpatient_care_for_a_contact() -> None:
    found = moves(ADMISSION, NOTICE)
    assert [(one.step, one.unit) for one in found] == [
        (Step.NOTICE_RECEIVED, INTAKE.unit),
        (Step.NOTICE_RECEIVED, PRIMARY_CARE.unit),
        (Step.CARE_CONTACT_APPOINTED, None),
    ]
    assert [one.is_binding for one in found] == [True, True, False]


def test_it_asks_each_receiver_for_one_receipt_of_two_notices_by_the_first_time() -> None:
    found = [one for one in moves(ADMISSION, NOTICE, READY) if one.step is Step.NOTICE_RECEIVED]
    assert [(one.unit, one.due_at) for one in found] == [
        (INTAKE.unit, at("2026-03-03T15:40")),
        (PRIMARY_CARE.unit, at("2026-03-03T15:40")),
    ]


def test_it_asks_the_municipality_to_answer_when_the_patient_is_ready() -> None:
    before = (ADMISSION, NOTICE, *RECEIPTS, appointed("2026-03-04T10:00"))
    answer = (Step.RECEPTION_ACCEPTED, Capacity.MUNICIPALITY)
    assert answer not in steps(*before)
    assert steps(*before, READY)[0] == answer
    assert answer in steps(*before, READY, delayed("2026-03-05T14:00"))
    assert answer not in steps(*before, READY, accepted("2026-03-05T14:00"))
    assert answer not in steps(*before, READY, withdrawn("2026-03-05T14:00"))
    (move, *_) = moves(*before, READY)
    assert (move.otherwise, move.ground) == (Consequence.LIABILITY_COUNTS, Ground.LUS_5_1)


def test_it_asks_outpatient_care_for_the_sip_call_and_what_is_missing() -> None:
    case = (ADMISSION, NOTICE, *RECEIPTS, appointed("2026-03-04T10:00"), READY, missing("2026-03-05T15:00"))
    outpatient = [one.step for one in moves(*case) if one.acting is Capacity.OUTPATIENT]
    assert outpatient == [Step.REGION_SERVICES_AVAILABLE, Step.NOTICE_RECEIVED, Step.SIP_CALLED]


def test_it_wants_what_is_late_or_due_today_first_then_what_has_no_limit_then_what_is_due_later() -> None:
    case = history(
        ADMISSION, NOTICE, *RECEIPTS, appointed("2026-03-04T10:00"), READY, missing("2026-03-05T15:00")
    )

    def outpatients(now: str) -> list[Step]:
        found = next_moves(case, deadlines(case), at(now))
        return [one.step for one in found if one.acting is Capacity.OUTPATIENT]

    # The receipt is due this evening, and late the day after; the three days for the call are not over.
    expected = [Step.NOTICE_RECEIVED, Step.REGION_SERVICES_AVAILABLE, Step.SIP_CALLED]
    assert outpatients("2026-03-05T16:00") == outpatients("2026-03-06T08:00") == expected
    # On their last day they stand before it.
    expected = [Step.NOTICE_RECEIVED, Step.SIP_CALLED, Step.REGION_SERVICES_AVAILABLE]
    assert outpatients("2026-03-08T08:00") == expected


def test_it_asks_nothing_of_a_municipality_that_is_not_needed() -> None:
    only_outpatient = (
        admitted("2026-03-03T09:10", ONLY_OUTPATIENT),
        notified("2026-03-03T11:40", PRIMARY_CARE),
    )
    assert Capacity.MUNICIPALITY not in {
        acting for _, acting in steps(*only_outpatient, ready("2026-03-05T13:15", PRIMARY_CARE))
    }


def test_it_asks_nothing_more_when_all_is_done() -> None:
    done = (
        ADMISSION,
        NOTICE,
        *RECEIPTS,
        appointed("2026-03-04T10:00"),
        called("2026-03-04T11:00"),
        home("2026-03-06T10:00"),
        informed("2026-03-06T10:05"),
    )
    assert moves(*done, now="2026-03-06T12:00") == ()


def test_it_goes_on_asking_for_the_sip_and_the_plan_after_the_discharge() -> None:
    """A SIP at home comes after the discharge; its plan is agreed to by all."""
    gone = (
        ADMISSION,
        NOTICE,
        *RECEIPTS,
        appointed("2026-03-04T10:00"),
        READY,
        home("2026-03-06T10:00"),
        informed("2026-03-06T10:05"),
    )
    asked = asked_for_sip("2026-03-06T11:00")
    called_to = called("2026-03-06T12:00")
    assert (Step.RECEPTION_ACCEPTED, Capacity.MUNICIPALITY) not in steps(*gone)
    assert steps(*gone, called_to)[:2] == [
        (Step.SIP_ANSWERED, Capacity.MUNICIPALITY),
        (Step.SIP_ANSWERED, Capacity.WARD),
    ]
    written = sip_planned("2026-03-09T15:00")
    assert (Step.SIP_PLAN_AGREED, Capacity.MUNICIPALITY) in steps(*gone, called_to, written)
    # The law's three days run for the call already; a second one is asked for with no time limit.
    assert (Step.SIP_CALLED, Capacity.OUTPATIENT) in steps(*gone, asked)
    dead = (*gone[:-2], home("2026-03-06T10:00", Destination.DECEASED), called_to)
    assert not {Step.SIP_ANSWERED, Step.SIP_CALLED} & {step for step, _ in steps(*dead)}


def test_it_counts_the_days_of_waiting_from_the_day_after_the_notice() -> None:
    case = history(ADMISSION, NOTICE, READY, called("2026-03-05T14:00"))
    found = [waiting(case, date(2026, 3, day)) for day in (5, 6, 8)]
    assert [one.day for one in found if one] == [0, 1, 3]
    assert found[0] is not None
    assert (found[0].ready_on, found[0].first_day) == (date(2026, 3, 5), date(2026, 3, 6))
    assert found[0].lacking == ()


def test_it_says_what_keeps_the_municipality_from_being_liable() -> None:
    case = history(ADMISSION, ready("2026-03-05T13:15", *BOTH), missing("2026-03-05T15:00"))
    assert lacking(case) == (
        Consequence.NO_LIABILITY_WITHOUT_NOTICE,
        Consequence.NO_LIABILITY_WITHOUT_SIP_CALL,
        Consequence.NO_LIABILITY_WHILE_MISSING,
    )
    solved = history(
        ADMISSION,
        NOTICE,
        READY,
        missing("2026-03-05T15:00"),
        called("2026-03-05T15:00"),
        available("2026-03-05T16:00"),
    )
    assert lacking(solved) == ()


def test_it_says_that_a_contact_is_lacking_where_the_text_asks_for_one() -> None:
    """Dalarna's payment conditions: a fixed care contact for whoever needs health care after the discharge."""
    dalarna = counting_terms(load_agreements()["dalarna-2020"])
    waits = (ADMISSION, NOTICE, READY, called("2026-03-05T14:00"))
    day = date(2026, 3, 8)
    alone = waiting(history(*waits), day, dalarna)
    assert alone and alone.lacking == (Consequence.NO_LIABILITY_WITHOUT_CONTACT,)
    found = [
        waiting(history(*waits), day),
        waiting(history(*waits, appointed("2026-03-05T15:00")), day, dalarna),
        waiting(
            history(admitted("2026-03-03T09:10", ONLY_MUNICIPAL), NOTICE, READY, waived("2026-03-05T15:00")),
            day,
            dalarna,
        ),
    ]
    assert [one and one.lacking for one in found] == [(), (), ()]


def test_it_counts_nobody_who_is_not_waiting() -> None:
    for case in (
        history(ADMISSION, NOTICE),
        history(ADMISSION, NOTICE, READY, withdrawn("2026-03-05T14:00")),
        history(ADMISSION, NOTICE, READY, home("2026-03-05T14:00")),
        history(admitted("2026-03-03T09:10", ONLY_OUTPATIENT), ready("2026-03-05T13:15", PRIMARY_CARE)),
    ):
        assert waiting(case, date(2026, 3, 8)) is None


def lacking(case: History) -> tuple[Consequence, ...]:
    found = waiting(case, date(2026, 3, 6))
    assert found is not None
    return found.lacking
