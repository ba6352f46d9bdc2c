"""Who must act in a case, by when, and what follows otherwise. Codes, no words: each surface says them its own way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coordination.core.civil import civil_day
from coordination.core.deadline import WAITING, Deadline, DeadlineKind
from coordination.core.history import History
from coordination.core.move import Consequence, Move
from coordination.core.needs import health_care_is_needed, municipality_is_needed
from coordination.core.sips import SipCalled
from coordination.core.standing import is_told, told_ready
from coordination.core.states import Capacity, Status, Step
from coordination.core.terms import CountingTerms
from coordination.core.untimed_moves import untimed_moves


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

    With `now` what is late or due today stands before all else, and what nobody waits for then is left out. Lists ask
    the database for the first of a unit's moves (`worklist_query.py`), in this same order.
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
    return found if now is None else tuple(sorted(found, key=lambda move: not move.is_pressing(now)))


def _each_once(moves: Iterable[Move]) -> Iterator[Move]:
    """Without what is made by the same act as an earlier one: a receipt covers every notice before it, too."""
    seen = set()
    for move in moves:
        if (whose := (move.step, move.acting, move.unit)) not in seen:
            seen.add(whose)
            yield move


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
