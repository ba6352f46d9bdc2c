"""An access point's HTTP API: it is posted the document, and finds its receiver by the addresses in it."""

from dataclasses import dataclass

import requests

from billing.carriers.parcel import REFUSED, UNREACHABLE, NotCarried, Parcel

TIMEOUT = (5, 30)
"""Seconds to connect, and between two pieces of the answer."""
FINAL = {400, 409, 413, 415, 422}
"""The document is not taken: the same one again would not be either."""


@dataclass(frozen=True, slots=True)
class AccessPoint:
    """`Idempotency-Key` is the sending's: by it the access point knows one that comes again."""

    url: str
    token: str

    def carry(self, parcel: Parcel) -> None:
        headers = {
            "Content-Type": parcel.kind,
            "Content-Disposition": f'attachment; filename="{parcel.name}"',
            "Idempotency-Key": parcel.key,
            **({"Authorization": f"Bearer {self.token}"} if self.token else {}),
        }
        try:
            with requests.Session() as session:
                # No proxy, no .netrc: nothing of this machine's goes along.
                session.trust_env = False
                answer = session.post(
                    self.url,
                    data=parcel.content,
                    headers=headers,
                    timeout=TIMEOUT,
                    allow_redirects=False,
                    stream=True,
                )
                # What else it says is not read.
                answer.close()
        except requests.RequestException as error:
            raise NotCarried(UNREACHABLE) from error
        status = answer.status_code
        if status in (401, 403):
            raise NotCarried(REFUSED)
        if not 200 <= status < 300:
            raise NotCarried(f"status_{status}", is_final=status in FINAL)
