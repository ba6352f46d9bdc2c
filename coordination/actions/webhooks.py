"""Messages to other systems, signed by Standard Webhooks: what happened in which case, and nothing of the patient."""

import json
import secrets
from base64 import b64encode
from typing import Any

import requests
from django.conf import settings
from django.utils import timezone
from requests.adapters import HTTPAdapter
from standardwebhooks import Webhook

from coordination.actions.sending import REFUSED_ADDRESS, UNREACHABLE, Fault, answered
from coordination.actions.webhook_addresses import RefusedAddress, Target, target_of
from coordination.models import Channel, Delivery

TIMEOUT = (5, 10)
"""Seconds to connect, and between two pieces of the answer."""


class _Pinned(HTTPAdapter):
    """Speaks to the number that was looked at, whatever the name means by now; the certificate is the name's."""

    def __init__(self, host: str) -> None:
        self._host = host
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs, server_hostname=self._host, assert_hostname=self._host)


def new_secret() -> str:
    """A key as the standard writes it."""
    return "whsec_" + b64encode(secrets.token_bytes(32)).decode()


def send(row: Delivery, channel: Channel) -> Fault | None:
    """None when the receiver has answered that it has the message. It may come again, with the same webhook-id."""
    try:
        target = target_of(channel.address, may_be_private=settings.WEBHOOKS_IN_OWN_NETWORK)
    except RefusedAddress:
        return REFUSED_ADDRESS
    body = json.dumps(content(row), separators=(",", ":"))
    at = timezone.now()
    headers = {
        "Host": target.host_header,
        "Content-Type": "application/json",
        "webhook-id": str(row.key),
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(channel.secret).sign(str(row.key), at, body),
    }
    try:
        status = _post(target, body, headers)
    except requests.RequestException:
        return UNREACHABLE
    return None if 200 <= status < 300 else answered(status)


def content(row: Delivery) -> dict[str, Any]:
    """The standard's type, timestamp and data; who is meant is asked for in the API, where looks are logged."""
    if row.announcement is not None:
        data: dict[str, Any] = {
            "date": row.announcement.kind,
            "month": row.announcement.month,
            "due_at": row.announcement.due_at.isoformat(),
            "minutes_after": row.announcement.minutes,
        }
        return {"type": "month.reminder", "timestamp": row.created_at.isoformat(), "data": data}
    data = {
        "case": str(row.case_id),
        "url": f"{settings.SITE_URL}/api/v1/cases/{row.case_id}/",
    }
    if row.event is not None:
        data["sequence"] = row.event.sequence
        return {"type": f"case.{row.event.step}", "timestamp": row.created_at.isoformat(), "data": data}
    if row.reminder is not None:
        data |= {
            "deadline": row.reminder.kind,
            "due_at": row.reminder.due_at.isoformat(),
            "minutes_after": row.reminder.minutes,
        }
    return {"type": "deadline.reminder", "timestamp": row.created_at.isoformat(), "data": data}


def _post(target: Target, body: str, headers: dict[str, str]) -> int:
    with requests.Session() as session:
        # No proxy, no .netrc: nothing of this machine's goes along.
        session.trust_env = False
        if target.is_https:
            session.mount("https://", _Pinned(target.host))
        answer = session.post(
            target.pinned_url,
            data=body.encode(),
            headers=headers,
            timeout=TIMEOUT,
            allow_redirects=False,
            stream=True,
        )
        # What else it says is not read.
        answer.close()
        return answer.status_code
