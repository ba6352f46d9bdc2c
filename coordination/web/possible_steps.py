"""Which steps the reader can take in a case now, and the one that is nearest: what the buttons are made of."""

from collections.abc import Callable, Mapping

from accounts.access.policy import may
from coordination.actions.write import PERMISSION_FOR
from coordination.core.moves import Move
from coordination.core.needs import both_are_needed, to_be_told
from coordination.core.states import ACTING, TRANSITIONS, Capacity, Status, Step
from coordination.errors import NotYourStep
from coordination.opened_case import OpenedCase
from coordination.web.step_pages import STEP_PAGES

Condition = Callable[[OpenedCase], bool]


def require_step(opened: OpenedCase, step: Step) -> None:
    """Raises NotYourStep for those who may see the case but whose unit or assignment has no such step."""
    if not _is_readers(opened, step):
        raise NotYourStep(permission=PERMISSION_FOR[step].value)


def possible_steps(opened: OpenedCase) -> list[Step]:
    """The reader's steps that make sense as the case is, in the order of the table. The actions have the last word."""
    return [step for step in STEP_PAGES if _is_readers(opened, step) and is_possible(opened, step)]


def is_possible(opened: OpenedCase, step: Step) -> bool:
    """Whether anybody could take the step as the case is."""
    return (Status(opened.case.status), step) in TRANSITIONS and MAKES_SENSE.get(step, _always)(opened)


def nearest_step(opened: OpenedCase) -> Step | None:
    """The step behind the page's one primary button: what is due first, then what is wanted at once, then the next."""
    mine = [move for move in opened.moves if is_readers_move(opened, move)]
    wanted = [move.step for move in sorted(mine, key=lambda move: move.due_at is None)]
    possible = possible_steps(opened)
    return next((step for step in [*wanted, *FOLLOWING[opened.capacity]] if step in possible), None)


def is_readers_move(opened: OpenedCase, move: Move) -> bool:
    """Whether it is the reader's unit that must act."""
    return move.acting is opened.capacity and move.unit in (None, opened.by.unit_id)


FOLLOWING: Mapping[Capacity, tuple[Step, ...]] = {
    Capacity.WARD: (Step.DISCHARGE_READY_SENT, Step.DISCHARGED),
    Capacity.OUTPATIENT: (),
    Capacity.MUNICIPALITY: (),
}
"""What comes next on the way home when nothing is wanted."""


def _always(opened: OpenedCase) -> bool:
    return True


def _is_readers(opened: OpenedCase, step: Step) -> bool:
    return opened.capacity in ACTING[step] and may(opened.by, PERMISSION_FOR[step])


def _somebody_is_to_be_told(opened: OpenedCase) -> bool:
    needs = opened.history.needs or frozenset()
    return any(opened.history.notified_at(capacity) is None for capacity in to_be_told(needs))


def _a_notice_waits_for_us(opened: OpenedCase) -> bool:
    us = opened.by.unit_id
    return any(
        opened.history.received(sent, us) is None
        for sent, notice in opened.history.notices
        if any(receiver.unit == us for receiver in notice.receivers)
    )


def _needs_both(opened: OpenedCase) -> bool:
    return both_are_needed(opened.history.needs or frozenset())


MAKES_SENSE: Mapping[Step, Condition] = {
    Step.ADMISSION_NOTICE_SENT: _somebody_is_to_be_told,
    Step.NOTICE_RECEIVED: _a_notice_waits_for_us,
    Step.DISCHARGE_READY_SENT: lambda opened: (
        bool(opened.history.needs) and opened.history.standing_notice is None
    ),
    Step.SIP_CALLED: _needs_both,
    Step.SIP_NOT_NEEDED: lambda opened: opened.history.sip_is_required,
    Step.RECEPTION_ACCEPTED: lambda opened: opened.history.discharged is None,
    Step.RECEPTION_DELAYED: lambda opened: opened.history.discharged is None,
    Step.REGION_SERVICES_MISSING: lambda opened: opened.history.services_missing_since is None,
    Step.REGION_SERVICES_AVAILABLE: lambda opened: opened.history.services_missing_since is not None,
}
