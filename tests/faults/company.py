"""The people of a run: cases near their time limits, and a ward's system that sends notices and never gives up."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

import requests
from django.utils import timezone

from accounts.access.roles import Role
from accounts.actions.api_tokens import issue_token
from accounts.models import Assignment
from coordination.models import Case
from tests.cast import Cast, make_assignment
from tests.coordination.channels import webhook_to
from tests.coordination.stories import Story

CALL_TIMEOUT = 3


@dataclass
class Ward:
    """Sends one notice a case, each under one key, again and again until it is told that it has been taken."""

    port: int
    secret: str
    waiting: list[tuple[UUID, str]] = field(default_factory=list)
    taken: list[tuple[UUID, str]] = field(default_factory=list)
    tried: set[str] = field(default_factory=set)

    def try_once(self) -> bool:
        """Whether the next notice was taken."""
        if not self.waiting:
            return False
        case, key = self.waiting[0]
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
        if answer.status_code == 201:
            self.taken.append(self.waiting.pop(0))
        elif answer.status_code < 500:
            raise AssertionError(f"a notice was refused: {answer.status_code} {answer.text}")
        return answer.status_code == 201

    def try_until_taken(self, patience: float) -> None:
        """All that wait; raises when they are not taken in time."""
        end = time.monotonic() + patience
        while self.waiting and time.monotonic() < end:
            if not self.try_once():
                time.sleep(0.2)
        assert not self.waiting, "the ward's notices were not taken"


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


def listen(cast: Cast, address: str) -> None:
    """Halmstad's system is told, and so is the ward's."""
    head: Assignment = make_assignment(cast.intake, Role.UNIT_ADMINISTRATOR, "Ina Ius")
    for by in (head, cast.unit_administrator):
        webhook_to(by, address)
