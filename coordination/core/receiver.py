"""A unit that something was sent to, and what a notice found its way by."""

from dataclasses import dataclass

from coordination.core.states import Capacity


@dataclass(frozen=True, slots=True)
class Receiver:
    """A unit that a notice or a message went to, and in which capacity; by its name of that day.

    `is_default` says that a notice went there only for want of a better answer in the routing table of that day.
    """

    unit: int
    name: str
    capacity: Capacity
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A district, or the primary care centre where the patient is listed: its key, and its name of that day."""

    key: int
    name: str
