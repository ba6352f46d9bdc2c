"""How an attempt to send went wrong, in codes of our own: what others answer is repeated nowhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Why it was not sent; after a final one there is no other attempt."""

    code: str
    is_final: bool = False


CHANNEL_ARCHIVED = Fault("channel_archived", is_final=True)
REFUSED_ADDRESS = Fault("refused_address")
UNREACHABLE = Fault("unreachable")
UNWRITABLE = Fault("unwritable")
GONE = Fault("status_410", is_final=True)


def answered(status: int) -> Fault:
    """The receiver answered, but not that it has it."""
    return GONE if status == 410 else Fault(f"status_{status}")
