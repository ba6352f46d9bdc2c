"""The discharge-ready notice, and its withdrawal."""

from collections.abc import Collection
from datetime import datetime
from typing import Unpack

from accounts.models import Unit
from coordination.actions.entry import Entry
from coordination.actions.receivers import outside, receivers_of_readiness
from coordination.actions.write import LockedCase, record
from coordination.core.events import DischargeReadySent, DischargeReadyWithdrawn, ReadinessGround
from coordination.core.states import Step
from coordination.models import Event


def declare(
    *,
    physician: str,
    assessed_at: datetime,
    ground: ReadinessGround = ReadinessGround.ASSESSMENT,
    units: Collection[Unit] = (),
    told_outside: str = "",
    **entry: Unpack[Entry],
) -> Event:
    """The discharge-ready notice (LUS 3:1) to everybody told so far; `units` are told with it for the first time.

    `told_outside` says how a municipality without a unit here was told."""

    def payload(locked: LockedCase) -> DischargeReadySent:
        return DischargeReadySent(
            physician=physician,
            assessed_at=assessed_at,
            ground=ground,
            receivers=receivers_of_readiness(locked.case, locked.history, units),
            told_outside=outside(told_outside, locked.case),
        )

    return record(Step.DISCHARGE_READY_SENT, payload, **entry)


def withdraw(*, reason: str, **entry: Unpack[Entry]) -> Event:
    """The notice no longer stands; nothing is counted from it, and a new one is needed when ready again."""
    return record(Step.DISCHARGE_READY_WITHDRAWN, DischargeReadyWithdrawn(reason=reason), **entry)
