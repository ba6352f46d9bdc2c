"""The people of a run: cases near their time limits, and a ward's system that sends notices and never gives up."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

import requests
from django.utils import timezone

from accounts.access.roles import Role
from accounts.actions.api_tokens import issue_token
from accounts.models import Assignment, Unit
from coordination.models import Case
from tests.cast import Cast, make_assignment
from tests.coordination.channels import mail_to, webhook_to
from tests.coordination.stories import Story

CALL_TIMEOUT = 3
PACE = 0.05

Notice = tuple[UUID, str]
"""The case that it is of, and the key that it is sent under."""


@dataclass
class Ward:
    """Sends one notice a case, each under one key, again and again until it is told that it has been taken."""

    port: int
    secret: str
    waiting: list[Notice] = field(default_factory=list)
    taken: list[Notice] = field(default_factory=list)
    tried: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)

    def try_once(self, *, times_at_once: int = 1) -> bool:
        """Whether the next notice was taken; sent so many times at the same moment."""
        if not self.waiting:
            return False
        notice = self.waiting[0]
        with ThreadPoolExecutor(times_at_once) as pool:
            is_taken = any(list(pool.map(self._send, [notice] * times_at_once)))
        if is_taken:
            self.taken.append(self.waiting.pop(0))
        return is_taken

    def repeat(self) -> bool:
        """A notice that was taken long ago, once more, as from a queue that has lost its place; False without one."""
        return bool(self.taken) and (self._send(self.taken[0]) or True)

    def try_until_taken(self, patience: float) -> None:
        """All that wait, unless there is one that nobody takes for so many seconds."""
        end = time.monotonic() + patience
        while self.waiting and time.monotonic() < end:
            if self.try_once():
                end = time.monotonic() + patience
            else:
                time.sleep(PACE)

    def _send(self, notice: Notice) -> bool:
        case, key = notice
        self.tried.add(key)
        try:
            answer = requests.post(
                f"http://127.0.0.1:{self.port}/api/v1/cases/{case}/admission-notice-sent/",
                json={"estimated_discharge_at": (timezone.now() + timedelta(days=2)).isoformat()},
                headers={"Authorization": f"Bearer {self.secret}", "Idempotency-Key": key},
                timeout=CALL_TIMEOUT,
            )
        except requests.RequestException:
            return False
        if 400 <= answer.status_code < 500:
            self.refused.append(f"{answer.status_code} {answer.text}")
        return answer.status_code == 201


def open_cases(cast: Cast, count: int) -> Sequence[Case]:
    """Cases of patients admitted a day ago: their notices are due one after the other while the run goes on."""
    now = timezone.now()
    return [
        Story(cast, admitted_at=now - timedelta(hours=24) + timedelta(seconds=index)).case
        for index in range(count)
    ]


def ward_of(cast: Cast, port: int, cases: Sequence[Case]) -> Ward:
    """The ward's system; every second case gets a notice, the others are forgotten."""
    tomorrow = timezone.now() + timedelta(days=1)
    token = issue_token(assignment=cast.nurse, label="journalsystemet", expires_at=tomorrow)
    ward = Ward(port, token.secret)
    ward.waiting += [(case.pk, str(uuid4())) for case in cases[::2]]
    return ward


def listen(cast: Cast, address: str) -> Sequence[Unit]:
    """Halmstad's system is told, and so is the ward's: the units, each by a path of its own.

    Both get mail besides, and so do their heads when something is late.
    """
    head: Assignment = make_assignment(cast.intake, Role.UNIT_ADMINISTRATOR, "Ina Ius")
    for by in (head, cast.unit_administrator):
        webhook_to(by, f"{address}/{by.unit_id}")
        mail_to(by, mail_address(by.unit_id))
        mail_to(by, mail_address(by.unit_id, of_head=True), for_head=True)
    return [cast.intake, cast.ward]


def mail_address(unit_id: int, *, of_head: bool = False) -> str:
    """Where a unit, or its head, gets mail."""
    return f"{'head' if of_head else 'unit'}-{unit_id}@example.se"
