"""What a carrier takes, and how it says that it could not."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file to be carried; `key` stays the same when it is carried again, so that a receiver can know it."""

    key: str
    name: str
    kind: str
    content: bytes


class NotCarried(Exception):
    """Why not, in a code of our own: what others answer is repeated nowhere. After a final one there is no retry."""

    def __init__(self, code: str, *, is_final: bool = False) -> None:
        self.code, self.is_final = code, is_final
        super().__init__(code)


class Carrier(Protocol):
    """One way. Carrying the same parcel twice does no more than carrying it once, as far as the way lets it."""

    def carry(self, parcel: Parcel) -> None:
        """Returns when the receiver has it; else raises `NotCarried`."""


UNREACHABLE = "unreachable"
UNWRITABLE = "unwritable"
REFUSED = "refused"
UNKNOWN_HOST = "unknown_host"
MISCONFIGURED = "misconfigured"
