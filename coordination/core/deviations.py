"""Which deviations wait for whose follow-up."""

from coordination.core.events import Recorded
from coordination.core.history import History
from coordination.core.messages import DeviationFollowedUp, DeviationReported, is_addressed, is_same_party
from coordination.core.states import Capacity


def deviation(history: History, sequence: int) -> tuple[Recorded, DeviationReported] | None:
    """The deviation of that number, if it stands."""
    return next((pair for pair in history.payloads(DeviationReported) if pair[0].sequence == sequence), None)


def is_followed_up(history: History, sequence: int, unit: int, capacity: Capacity) -> bool:
    """Whether the party has answered that deviation."""
    return any(
        told.deviation == sequence and is_same_party(told.unit, told.capacity, unit, capacity)
        for _, told in history.payloads(DeviationFollowedUp)
    )


def to_follow_up(
    history: History, unit: int, capacity: Capacity
) -> tuple[tuple[Recorded, DeviationReported], ...]:
    """The deviations that wait for the party, the oldest first."""
    return tuple(
        (one, told)
        for one, told in history.payloads(DeviationReported)
        if is_addressed(told, unit, capacity) and not is_followed_up(history, one.sequence, unit, capacity)
    )


def waiting_for(history: History) -> tuple[tuple[int, Capacity], ...]:
    """The parties that have a deviation to follow up, as they were addressed; not those that have left."""
    addressed = [
        (one.unit, one.capacity)
        for _, told in history.payloads(DeviationReported)
        for one in told.receivers
        if one.unit not in history.left
    ]
    return tuple(party for party in dict.fromkeys(addressed) if to_follow_up(history, *party))
