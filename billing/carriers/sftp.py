"""SFTP, to a server that is known by its key, with a key of ours: no password, and nobody is trusted at first sight."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import asyncssh

from billing.carriers.parcel import REFUSED, UNKNOWN_HOST, UNREACHABLE, UNWRITABLE, NotCarried, Parcel

TIMEOUT = 20
"""Seconds to connect and to sign in; the whole may take three times as long."""


@dataclass(frozen=True, slots=True)
class Sftp:
    """A folder on a server. A file is sent under another name and renamed, so that nobody fetches half of one."""

    host: str
    port: int
    user: str
    path: str
    key_file: str
    known_hosts: str

    def carry(self, parcel: Parcel) -> None:
        # In a thread of its own, whose loop is ours alone: where it is called, another may be running.
        try:
            with ThreadPoolExecutor(max_workers=1) as thread:
                thread.submit(self._put_in_time, parcel).result()
        except asyncssh.HostKeyNotVerifiable as error:
            raise NotCarried(UNKNOWN_HOST) from error
        except asyncssh.SFTPError as error:
            raise NotCarried(UNWRITABLE) from error
        except asyncssh.PermissionDenied as error:
            raise NotCarried(REFUSED) from error
        except (OSError, TimeoutError, asyncssh.Error) as error:
            raise NotCarried(UNREACHABLE) from error

    def _put_in_time(self, parcel: Parcel) -> None:
        asyncio.run(asyncio.wait_for(self._put(parcel), 3 * TIMEOUT))

    async def _put(self, parcel: Parcel) -> None:
        place = f"{self.path.rstrip('/')}/{parcel.name}" if self.path else parcel.name
        async with (
            asyncssh.connect(
                self.host,
                self.port,
                username=self.user,
                client_keys=[self.key_file],
                known_hosts=self.known_hosts,
                config=None,
                agent_path=None,
                connect_timeout=TIMEOUT,
                login_timeout=TIMEOUT,
            ) as connection,
            connection.start_sftp_client() as client,
        ):
            async with client.open(f"{place}.part", "wb") as file:
                await file.write(parcel.content)
            await client.posix_rename(f"{place}.part", place)
