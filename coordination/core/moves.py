"""Who must act in a case, by when, and what follows otherwise. Codes, no words: each surface says them its own way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from coordination.core.civil import civil_day
from coordination.core.deadline import WAITING, Deadline, DeadlineKind
from coordination.core.deviations import waiting_for
from coordination.core.ending import nothing_is_left
from coordination.core.history import History
from coordination.core.law import Ground
from coordination.core.needs import health_care_is_needed, municipality_is_needed, to_be_told
from coordination.core.plan_versions import care_plans, is_closed, sip_plans
from coordination.core.secrecy import forbidding
from coordination.core.sip_meeting import last_meeting, standing_meeting, unanswered, waiting_request
from coordination.core.sips import SipCalled
from coordination.core.standing import answer, is_told, municipal_units, on_leave_until, told_ready
from coordination.core.states import OPEN, Capacity, Status, Step
from coordination.core.terms import CountingTerms


class Consequence(StrEnum):
    """What follows when a move is not made."""

    NOBODY_IS_TOLD = "nobody_is_told"
    NO_LIABILITY_WITHOUT_NOTICE = "no_liability_without_notice"
    NO_LIABILITY_UNTIL_TOLD_READY = "no_liability_until_told_ready"
    NO_LIABILITY_WITHOUT_SIP_CALL = "no_liability_without_sip_call"
    NO_LIABILITY_WHILE_MISSING = "no_liability_while_missing"
    SENDER_DOES_NOT_KNOW = "sender_does_not_know"
    NO_LIABILITY_WITHOUT_CONTACT = "no_liability_without_contact"
    PATIENT_HAS_NO_CONTACT = "patient_has_no_contact"
    OTHERS_PLAN_BLINDLY = "others_plan_blindly"
    CANNOT_BE_READY = "cannot_be_ready"
    CARE_BREAKS_OFF = "care_breaks_off"
    LIABILITY_COUNTS = "liability_counts"
    A_PARTY_WAITS = "a_party_waits"
    PATIENT_HAS_NO_PLAN = "patient_has_no_plan"
    NOBODY_KNOWS_IF_IT_WORKS = "nobody_knows_if_it_works"
    PLAN_IS_NOT_AGREED = "plan_is_not_agreed"
    NOTHING_FOR_THE_COURT = "nothing_for_the_court"
    NOBODY_KNOWS_WHO_COMES = "nobody_knows_who_comes"
    NOBODY_KNOWS_IF_BACK = "nobody_knows_if_back"
    NOBODY_LEARNS = "nobody_learns"


@dataclass(frozen=True, slots=True)
class Move:
    """What a party must do next. `unit` None: any unit of that capacity may. `due_at` None: as soon as possible.

    Before `since` nobody waits for it yet, and after `until` nobody does any more. What `is_private` is known
    only to those whose it is.
    """

    step: Step
    acting: Capacity
    otherwise: Consequence
    ground: Ground
    unit: int | None = None
    due_at: datetime | None = None
    is_binding: bool = False
    since: datetime | None = None
    until: datetime | None = None
    is_private: bool = False

    def is_for(self, capacity: Capacity, unit: int) -> bool:
        """Whether it is that unit's to make."""
        return self.acting is capacity and self.unit in (None, unit)

    def is_waited_for(self, now: datetime) -> bool:
        """Whether it is time for it, and not too late."""
        return (self.since is None or self.since <= now) and (self.until is None or now < self.until)

    def is_late(self, now: datetime) -> bool:
        """Whether its time limit has passed: a time that is only expected is no limit."""
        return self.is_binding and self.due_at is not None and self.due_at < now


@dataclass(frozen=True, slots=True)
class Waiting:
    """A ready patient who has not gone home.

    `day` counts the dates after that of the notice to the municipality, the first of which is `first_day`; where the
    notice went to others only, after that of theirs. `lacking` is what keeps the municipality from being liable as
    things stand.
    """

    ready_on: date
    first_day: date
    day: int
    lacking: tuple[Consequence, ...]


STEP_OF = {
    DeadlineKind.ADMISSION_NOTICE: Step.ADMISSION_NOTICE_SENT,
    DeadlineKind.RECEIPT: Step.NOTICE_RECEIVED,
    DeadlineKind.PLANNING_BASIS: Step.PLANNING_BASIS_GIVEN,
    DeadlineKind.TREATMENT_PLAN: Step.TREATMENT_PLAN_WRITTEN,
    DeadlineKind.CARE_CONTACT: Step.CARE_CONTACT_APPOINTED,
    DeadlineKind.SIP_CALL: Step.SIP_CALLED,
    DeadlineKind.SIP_FOLLOW_UP: Step.SIP_FOLLOWED_UP,
    DeadlineKind.DISCHARGE_INFORMATION: Step.DISCHARGE_INFORMATION_SENT,
}
OTHERWISE = {
    DeadlineKind.ADMISSION_NOTICE: Consequence.NO_LIABILITY_WITHOUT_NOTICE,
    DeadlineKind.RECEIPT: Consequence.SENDER_DOES_NOT_KNOW,
    DeadlineKind.PLANNING_BASIS: Consequence.OTHERS_PLAN_BLINDLY,
    DeadlineKind.TREATMENT_PLAN: Consequence.CANNOT_BE_READY,
    DeadlineKind.CARE_CONTACT: Consequence.PATIENT_HAS_NO_CONTACT,
    DeadlineKind.SIP_CALL: Consequence.NO_LIABILITY_WITHOUT_SIP_CALL,
    DeadlineKind.SIP_FOLLOW_UP: Consequence.NOBODY_KNOWS_IF_IT_WORKS,
    DeadlineKind.DISCHARGE_INFORMATION: Consequence.CARE_BREAKS_OFF,
}


def next_moves(
    history: History, deadlines: Iterable[Deadline], now: datetime | None = None
) -> tuple[Move, ...]:
    """Everything that somebody must still do: what has no time limit first, then by when it is due.

    With `now` what is late stands before all else, and what nobody waits for then is left out. Lists ask the database
    for the first of a unit's moves (`web/worklist_query.py`), in this same order.
    """
    timed = (
        Move(
            step=STEP_OF[one.kind],
            acting=one.acting,
            otherwise=OTHERWISE[one.kind],
            ground=one.ground,
            unit=one.unit,
            due_at=one.due_at,
            is_binding=one.is_binding,
        )
        for one in deadlines
        if one.is_open and one.kind not in WAITING
    )
    untimed = (one for one in untimed_moves(history) if now is None or one.is_waited_for(now))
    found = (*untimed, *_each_once(sorted(timed, key=lambda move: (move.due_at, move.step))))
    return found if now is None else tuple(sorted(found, key=lambda move: not move.is_late(now)))


def _each_once(moves: Iterable[Move]) -> Iterator[Move]:
    """Without what is made by the same act as an earlier one: a receipt covers every notice before it, too."""
    seen = set()
    for move in moves:
        if (whose := (move.step, move.acting, move.unit)) not in seen:
            seen.add(whose)
            yield move


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
    """A call that somebody asked for, or a new one in place of a cancelled, unless the law's three days run for it."""
    meeting = last_meeting(history)
    is_due = history.sip_is_required and history.standing_notice is not None
    if waiting_request(history) and (meeting or not is_due):
        yield Move(Step.SIP_CALLED, Capacity.OUTPATIENT, Consequence.A_PARTY_WAITS, Ground.LUS_4_1)
    elif meeting and meeting.is_cancelled and history.sip_is_required:
        yield Move(Step.SIP_CALLED, Capacity.OUTPATIENT, Consequence.PATIENT_HAS_NO_PLAN, Ground.LUS_4_1)


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


def waiting(history: History, today: date, terms: CountingTerms | None = None) -> Waiting | None:
    """How long a ready patient has waited for a municipality; an agreement decides what of it is paid for, and when.

    What is lacking is what a month would say of a patient who went home now: by the statute, and by the text's `terms`.
    """
    told = told_ready(history, Capacity.MUNICIPALITY)
    ready = told or history.standing_notice
    if ready is None or history.status is not Status.READY or not _concerns_municipality(history):
        return None
    lacking = []
    if not is_told(history, Capacity.MUNICIPALITY):
        lacking.append(Consequence.NO_LIABILITY_WITHOUT_NOTICE)
    if told is None:
        lacking.append(Consequence.NO_LIABILITY_UNTIL_TOLD_READY)
    is_asked = terms is not None and terms.care_contact_needed
    if is_asked and health_care_is_needed(history.needs or frozenset()) and not history.care_contact:
        lacking.append(Consequence.NO_LIABILITY_WITHOUT_CONTACT)
    if history.sip_is_required and history.first(SipCalled) is None:
        lacking.append(Consequence.NO_LIABILITY_WITHOUT_SIP_CALL)
    if history.services_missing_since:
        lacking.append(Consequence.NO_LIABILITY_WHILE_MISSING)
    ready_on = civil_day(ready.occurred_at)
    return Waiting(ready_on, ready_on + timedelta(days=1), max((today - ready_on).days, 0), tuple(lacking))


def _concerns_municipality(history: History) -> bool:
    return municipality_is_needed(history.needs or frozenset())
