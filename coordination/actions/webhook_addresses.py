"""Where a webhook may go: to the open internet by HTTPS, so that nobody makes us knock at our own doors."""

import socket
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit


class RefusedAddress(ValueError):
    """The address is none that we send to."""


@dataclass(frozen=True, slots=True)
class Target:
    """A web address with the number behind its name, as it was when it was looked at."""

    scheme: str
    host: str
    port: int
    number: str
    path: str

    @property
    def is_https(self) -> bool:
        return self.scheme == "https"

    @property
    def host_header(self) -> str:
        usual = 443 if self.is_https else 80
        return self.host if self.port == usual else f"{self.host}:{self.port}"

    @property
    def pinned_url(self) -> str:
        """The address by number, so that the name is not looked up again."""
        number = f"[{self.number}]" if ":" in self.number else self.number
        return f"{self.scheme}://{number}:{self.port}{self.path}"


def target_of(url: str, *, may_be_private: bool) -> Target:
    """The target; raises `RefusedAddress` for anything but HTTPS to numbers of the open internet.

    `may_be_private` lets in plain HTTP and private numbers: for an integration engine in the same closed network.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise RefusedAddress from None
    schemes = {"https", "http"} if may_be_private else {"https"}
    if parts.scheme not in schemes or not parts.hostname or parts.username or parts.password:
        raise RefusedAddress
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise RefusedAddress from None
    numbers = [str(address[0]) for *_, address in found]
    if not may_be_private and not all(ip_address(number.partition("%")[0]).is_global for number in numbers):
        raise RefusedAddress
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, parts.hostname, port, numbers[0], path)
