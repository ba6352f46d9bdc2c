"""What went wrong between the parties, and what was done about it."""

from collections.abc import Collection
from typing import Unpack

from accounts.models import Unit
from coordination.actions.entry import Entry
from coordination.actions.receivers import chosen_parties
from coordination.actions.write import LockedCase, record
from coordination.core.deviations import to_follow_up
from coordination.core.messages import DeviationCategory, DeviationFollowedUp, DeviationReported
from coordination.core.states import Step
from coordination.models import Event


def report(
    *, category: DeviationCategory, text: str, units: Collection[Unit], **entry: Unpack[Entry]
) -> Event:
    """A deviation, to the units in the case that are to follow it up. They and the sender read it, nobody else."""

    def payload(locked: LockedCase) -> DeviationReported:
        return DeviationReported(
            unit=locked.by.unit_id,
            capacity=locked.capacity,
            category=category,
            text=text,
            receivers=chosen_parties(locked.case, units, by=locked.by),
        )

    return record(Step.DEVIATION_REPORTED, payload, **entry)


def follow_up(*, cause: str, measure: str, deviation: int | None = None, **entry: Unpack[Entry]) -> Event:
    """Why it was so and what has been done, about the deviation of that sequence, or the oldest that waits."""

    def payload(locked: LockedCase) -> DeviationFollowedUp:
        unit, capacity = locked.by.unit_id, locked.capacity
        waiting = [one.sequence for one, _ in to_follow_up(locked.history, unit, capacity)]
        about = deviation or next(iter(waiting), 0)
        return DeviationFollowedUp(about, unit, capacity, cause, measure)

    return record(Step.DEVIATION_FOLLOWED_UP, payload, **entry)
