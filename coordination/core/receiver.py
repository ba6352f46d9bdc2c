"""A unit that something was sent to."""

from dataclasses import dataclass

from coordination.core.states import Capacity


@dataclass(frozen=True, slots=True)
class Receiver:
    """A unit that a notice or a message went to, and in which capacity; by its name of that day."""

    unit: int
    name: str
    capacity: Capacity
