"""What nobody has set a time limit for, though somebody waits for it."""

from collections.abc import Iterator

from coordination.core.deviations import waiting_for
from coordination.core.ending import nothing_is_left
from coordination.core.history import History
from coordination.core.law import Ground
from coordination.core.move import Consequence, Move
from coordination.core.needs import municipality_is_needed, to_be_told
from coordination.core.plan_versions import care_plans, is_closed, sip_plans
from coordination.core.secrecy import forbidding
from coordination.core.sip_meeting import (
    last_meeting,
    may_be_called,
    standing_meeting,
    unanswered,
    waiting_request,
)
from coordination.core.sips import SipNotNeeded
from coordination.core.standing import answer, is_told, municipal_units, on_leave_until, told_ready
from coordination.core.states import OPEN, Capacity, Status, Step


def untimed_moves(history: History) -> tuple[Move, ...]:
    """What nobody has set a time limit for, though somebody waits for it; last what is waited for only a while.

    After the discharge the SIP and the plans go on, as they may be made at home, and what went wrong between them all
    is followed up whatever became of the patient. Last of all comes what is waited for from a certain time on.
    """
    if history.status not in (*OPEN, Status.DISCHARGED):
        return ()
    followed_up = tuple(_of_deviations(history))
    if nothing_is_left(history):
        return followed_up
    if history.status is Status.DISCHARGED:
        return (*_of_sip(history), *_of_plans(history), *followed_up, *_answers_to_call(history))
    return (*_untimed(history), *followed_up, *_answers_to_call(history), *_return_from_leave(history))


def _untimed(history: History) -> Iterator[Move]:
    needs = history.needs or frozenset()
    if history.needs is None:
        yield Move(Step.NEED_ASSESSED, Capacity.WARD, Consequence.NOBODY_IS_TOLD, Ground.LUS_2_1)
    in_vain = (
        history.notified_at(one) is not None and not is_told(history, one) for one in to_be_told(needs)
    )
    if any(in_vain) and not forbidding(history, Step.ADMISSION_NOTICE_SENT):
        # The first sending keeps its time; the notice is to be addressed anew.
        yield Move(
            Step.ADMISSION_NOTICE_SENT,
            Capacity.WARD,
            Consequence.NO_LIABILITY_WITHOUT_NOTICE,
            Ground.LUS_2_1,
        )
    if history.services_missing_since:
        yield Move(
            Step.REGION_SERVICES_AVAILABLE,
            Capacity.OUTPATIENT,
            Consequence.NO_LIABILITY_WHILE_MISSING,
            Ground.LUS_5_5,
        )
    yield from _of_sip(history)
    yield from _of_plans(history)
    answered = answer(history)
    is_accepted = answered is not None and answered.step is Step.RECEPTION_ACCEPTED
    if not history.standing_notice or not _concerns_municipality(history):
        return
    if told_ready(history, Capacity.MUNICIPALITY) is None:
        # Where secrecy forbids it, nobody asks for it (LUS 3:1).
        if not forbidding(history, Step.DISCHARGE_READY_SENT):
            yield Move(
                Step.DISCHARGE_READY_SENT,
                Capacity.WARD,
                Consequence.NO_LIABILITY_UNTIL_TOLD_READY,
                Ground.LUS_3_1,
            )
    elif not is_accepted and municipal_units(history):
        # A municipality that was told outside answers there, too.
        yield Move(
            Step.RECEPTION_ACCEPTED, Capacity.MUNICIPALITY, Consequence.LIABILITY_COUNTS, Ground.LUS_5_1
        )


def _of_sip(history: History) -> Iterator[Move]:
    """A call that a party or the track asks for, or one in place of a cancelled, unless the law's three days run."""
    meeting = last_meeting(history)
    is_due = history.sip_is_required and history.standing_notice is not None
    if waiting_request(history) and (meeting or not is_due):
        yield Move(Step.SIP_CALLED, Capacity.OUTPATIENT, Consequence.A_PARTY_WAITS, Ground.LUS_4_1)
    elif meeting is None and not is_due and _wants_sip_at_once(history):
        yield Move(Step.SIP_CALLED, Capacity.OUTPATIENT, Consequence.PATIENT_HAS_NO_PLAN, Ground.ROUTINE)
    elif meeting and meeting.is_cancelled and history.sip_is_required:
        yield Move(Step.SIP_CALLED, Capacity.OUTPATIENT, Consequence.PATIENT_HAS_NO_PLAN, Ground.LUS_4_1)


def _wants_sip_at_once(history: History) -> bool:
    """Whether the patient's track asks for the meeting's time at once, and nobody has said that there is to be none."""
    is_asked = history.track is not None and "sip_at_once" in history.track.asks_for
    return is_asked and may_be_called(history) and not history.of(SipNotNeeded)


def _answers_to_call(history: History) -> Iterator[Move]:
    """Whoever is called to the SIP says whether they come, until the meeting."""
    meeting = standing_meeting(history)
    for unit in unanswered(history):
        yield Move(
            Step.SIP_ANSWERED,
            unit.capacity if unit else Capacity.WARD,
            Consequence.NOBODY_KNOWS_WHO_COMES,
            Ground.LUS_4_2,
            unit=unit.unit if unit else None,
            until=meeting.meets_at if meeting else None,
        )


def _of_deviations(history: History) -> Iterator[Move]:
    """Each party to which a deviation was reported answers it, once for all that wait."""
    for unit, capacity in waiting_for(history):
        yield Move(
            Step.DEVIATION_FOLLOWED_UP,
            capacity,
            Consequence.NOBODY_LEARNS,
            Ground.ROUTINE,
            unit=None if capacity is Capacity.WARD else unit,
            is_private=True,
        )


def _return_from_leave(history: History) -> Iterator[Move]:
    """Who was to be back from leave by now is back, or the leave is longer than anybody knows."""
    if until := on_leave_until(history):
        yield Move(
            Step.LEAVE_ENDED,
            Capacity.WARD,
            Consequence.NOBODY_KNOWS_IF_BACK,
            Ground.LEAVE,
            since=until,
        )


def _of_plans(history: History) -> Iterator[Move]:
    """Each party of the version that holds signs it: agrees to the SIP's plan, adjusts the coordinated care plan."""
    for version in sip_plans(history)[-1:]:
        for party in () if is_closed(history) else version.unsigned:
            otherwise = Consequence.PLAN_IS_NOT_AGREED
            yield Move(Step.SIP_PLAN_AGREED, party.capacity, otherwise, Ground.LUS_4_2, unit=party.unit)
    for care_plan in care_plans(history)[-1:]:
        for party in care_plan.unsigned:
            otherwise = Consequence.NOTHING_FOR_THE_COURT
            yield Move(Step.CARE_PLAN_ADJUSTED, party.capacity, otherwise, Ground.LPT_7_A, unit=party.unit)


def _concerns_municipality(history: History) -> bool:
    return municipality_is_needed(history.needs or frozenset())
