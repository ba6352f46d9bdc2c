"""The carrier that an address of the settings names: a folder's path, sftp://user@host/path, or https://host/path."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings

from billing.carriers.access_point import AccessPoint
from billing.carriers.folder import Folder
from billing.carriers.parcel import Carrier
from billing.carriers.sftp import Sftp

OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the settings keep beside the addresses: a bearer token, a private key's file, a file of known hosts."""

    token: str = ""
    key_file: str = ""
    known_hosts: str = ""


def credentials() -> Credentials:
    """Those of the settings."""
    return Credentials(settings.OUTBOX_TOKEN, settings.OUTBOX_KEY_FILE, settings.OUTBOX_KNOWN_HOSTS)


class UnknownCarrier(ValueError):
    """The address names no way, or one that something is missing for."""


def carrier_of(address: str, given: Credentials) -> Carrier:
    """The way to the address. Raises `UnknownCarrier` with what is wrong, without the address."""
    if "://" not in address:
        if not address:
            raise UnknownCarrier("no address is given")
        return Folder(Path(address))
    split = urlsplit(address)
    match split.scheme:
        case "file":
            return Folder(Path(unquote(split.path)))
        case "sftp":
            if not (split.hostname and split.username):
                raise UnknownCarrier("an address of SFTP names a user and a host")
            if not (given.key_file and given.known_hosts):
                raise UnknownCarrier("SFTP needs a private key and a file of known hosts")
            path = unquote(split.path)
            return Sftp(
                host=split.hostname,
                port=split.port or 22,
                user=unquote(split.username),
                path=path,
                key_file=given.key_file,
                known_hosts=given.known_hosts,
            )
        case "https":
            return AccessPoint(address, given.token)
        case "http" if split.hostname in OWN_MACHINE:
            # A gateway beside us; anywhere else the token would be told to all.
            return AccessPoint(address, given.token)
        case _:
            raise UnknownCarrier("an address begins with sftp:// or https://, or is a folder's path")
