"""Admission notices, and receipts of everything that is sent."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Unpack
from uuid import uuid5

from django.db import transaction

from accounts.models import Unit
from coordination.actions.entry import Entry
from coordination.actions.receivers import receivers_of_notice, units_with_notice
from coordination.actions.write import LockedCase, record
from coordination.core.events import AdmissionNoticeSent, NoticeReceived
from coordination.core.messages import NoticeExtended
from coordination.core.planning import NoticeWithheld, WithheldNotice
from coordination.core.states import Step
from coordination.models import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """What is told beyond the law's four things; `basis` is why it may be, where the patient had not consented."""

    situation: str
    relatives: str = ""
    aids: str = ""
    basis: str = ""


@transaction.atomic
def send(
    *,
    estimated_discharge_at: datetime,
    units: Collection[Unit] = (),
    extension: Extension | None = None,
    **entry: Unpack[Entry],
) -> Event:
    """The admission notice (LUS 2:1-3) to those whom the needs concern: `units`, else as routing says.

    The extended part is an event of its own, sent with the notice or not at all: where it is refused, nothing is sent.
    """

    def payload(locked: LockedCase) -> AdmissionNoticeSent:
        return AdmissionNoticeSent(
            estimated_discharge_at=estimated_discharge_at,
            receivers=receivers_of_notice(locked.case, locked.history, units),
        )

    notice = record(Step.ADMISSION_NOTICE_SENT, payload, **entry)
    if extension:
        key = entry.get("idempotency_key")
        of_extension = {"expected_version": None, "idempotency_key": uuid5(key, "extension") if key else None}
        extend(**asdict(extension), **{**entry, **of_extension})  # type: ignore[misc]  # an entry still
    return notice


def extend(
    *, situation: str, relatives: str = "", aids: str = "", basis: str = "", **entry: Unpack[Entry]
) -> Event:
    """More than the law's four things, to those who have the admission notice: with consent, or on a written basis."""

    def payload(locked: LockedCase) -> NoticeExtended:
        return NoticeExtended(
            situation, relatives, aids, basis, units_with_notice(locked.case, locked.history)
        )

    return record(Step.NOTICE_EXTENDED, payload, **entry)


def withhold(*, notice: WithheldNotice, ground: str, **entry: Unpack[Entry]) -> Event:
    """That secrecy forbids a notice, and why: nobody is told, and no liability follows."""
    return record(Step.NOTICE_WITHHELD, NoticeWithheld(notice=notice, ground=ground), **entry)


def acknowledge(*, notice: int | None = None, seen: int | None = None, **entry: Unpack[Entry]) -> Event:
    """The unit's receipt of a notice by its sequence, or of the latest sent to it; earlier ones are covered by it.

    `seen` is the case's version as the unit saw it: a notice sent after that is not acknowledged unread.
    """

    def payload(locked: LockedCase) -> NoticeReceived:
        unit = locked.by.unit_id
        sent_to_it = (
            sent.sequence
            for sent, told in locked.history.notices
            if any(receiver.unit == unit for receiver in told.receivers)
            and (seen is None or sent.sequence <= seen)
        )
        return NoticeReceived(notice=notice or max(sent_to_it, default=0), unit=unit)

    return record(Step.NOTICE_RECEIVED, payload, **entry)
