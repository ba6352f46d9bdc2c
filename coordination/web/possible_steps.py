"""Which steps the reader can take in a case now, and the one that is nearest: what the buttons are made of."""

from collections.abc import Collection, Mapping

from accounts.access.permissions import Permission
from accounts.access.policy import permissions_of
from coordination.actions.permissions import PERMISSION_FOR
from coordination.core.ending import is_left
from coordination.core.move import Move
from coordination.core.secrecy import forbidding
from coordination.core.states import STEPS, Capacity, Status, Step
from coordination.errors import NotYourStep
from coordination.opened_case import OpenedCase
from coordination.web.step_pages import STEP_PAGES


def require_step(opened: OpenedCase, step: Step) -> None:
    """Raises NotYourStep for those who may see the case but whose unit or assignment has no such step."""
    if not _is_readers(opened, step, permissions_of(opened.by)):
        raise NotYourStep(permission=PERMISSION_FOR[step].value)


def possible_steps(opened: OpenedCase) -> list[Step]:
    """The reader's steps that make sense as the case is, in the order of the table. The actions have the last word."""
    allowed = permissions_of(opened.by)
    return [step for step in STEP_PAGES if _is_readers(opened, step, allowed) and is_possible(opened, step)]


def is_possible(opened: OpenedCase, step: Step) -> bool:
    """Whether anybody could take the step as the case is."""
    is_in_table = Status(opened.case.status) in STEPS[step].leads
    may_be = is_in_table and is_left(opened.history, step) and not forbidding(opened.history, step)
    return may_be and STEP_PAGES[step].makes_sense(opened)


def nearest_step(opened: OpenedCase, possible: Collection[Step]) -> Step | None:
    """The step behind the page's one primary button: the first that is wanted of the reader, else the next."""
    wanted = [move.step for move in opened.moves if is_readers_move(opened, move)]
    return next((step for step in [*wanted, *FOLLOWING[opened.capacity]] if step in possible), None)


def is_readers_move(opened: OpenedCase, move: Move) -> bool:
    """Whether it is the reader's unit that must act."""
    return move.is_for(opened.capacity, opened.by.unit_id)


FOLLOWING: Mapping[Capacity, tuple[Step, ...]] = {
    Capacity.WARD: (Step.DISCHARGE_READY_SENT, Step.DISCHARGED),
    Capacity.OUTPATIENT: (),
    Capacity.MUNICIPALITY: (),
    Capacity.FORMER_WARD: (),
}
"""What comes next on the way home when nothing is wanted."""


def _is_readers(opened: OpenedCase, step: Step, allowed: Collection[Permission]) -> bool:
    return opened.capacity in STEPS[step].acting and PERMISSION_FOR[step] in allowed
