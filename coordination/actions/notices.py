"""Admission notices, and receipts of everything that is sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Unpack
from uuid import uuid5

from django.db import transaction

from accounts.models import District, Organisation, Unit
from coordination.actions.entry import Entry
from coordination.actions.receivers import (
    Way,
    centre,
    named,
    outside,
    receivers_of_notice,
    somebody,
    units_with_notice,
)
from coordination.actions.write import LockedCase, record
from coordination.core.events import AdmissionNoticeSent, NoticeReceived
from coordination.core.messages import NoticeExtended
from coordination.core.needs import municipality_is_needed
from coordination.core.planning import NoticeWithheld, WithheldNotice
from coordination.core.states import Step
from coordination.errors import UnknownDistrict
from coordination.models import Case, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """What is told beyond the law's four things; `basis` is why it may be, where the patient had not consented."""

    situation: str
    relatives: str = ""
    aids: str = ""
    basis: str = ""


def send(
    *,
    estimated_discharge_at: datetime,
    units: Collection[Unit] = (),
    district: str = "",
    listed_at: Unit | None = None,
    extension: Extension | None = None,
    told_outside: str = "",
    **entry: Unpack[Entry],
) -> Event:
    """The admission notice (LUS 2:1-3) to those whom the needs concern: `units`, else as routing says.

    `district` is one of the liable municipality's, by its name, and `listed_at` the primary care centre where the
    patient is listed: for the notice to find its way, and kept for the next one.
    A municipality that has no unit here is told another way, and `told_outside` says how: whom, and by phone or letter.
    The extended part is an event of its own, sent with the notice or not at all: where it is refused, nothing is sent.
    """

    def payload(locked: LockedCase) -> AdmissionNoticeSent:
        way = Way(_district_called(district, locked.case), centre(listed_at))
        receivers = receivers_of_notice(locked.case, locked.history, units, way)
        said = outside(told_outside, locked.case)
        # Where nobody is to be told at all, the rules say so.
        is_needed = municipality_is_needed(locked.history.needs or frozenset())
        return AdmissionNoticeSent(
            estimated_discharge_at=estimated_discharge_at,
            receivers=somebody(receivers, said, locked.case) if is_needed else receivers,
            district=named(way.district),
            listed_at=named(way.listed_at),
            told_outside=said,
        )

    if extension is None:
        return record(Step.ADMISSION_NOTICE_SENT, payload, **entry)
    key = entry.get("idempotency_key")
    of_extension = entry.copy()
    of_extension["expected_version"] = None
    of_extension["idempotency_key"] = uuid5(key, "extension") if key else None
    with transaction.atomic():
        notice = record(Step.ADMISSION_NOTICE_SENT, payload, **entry)
        extend(
            situation=extension.situation,
            relatives=extension.relatives,
            aids=extension.aids,
            basis=extension.basis,
            **of_extension,
        )
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


def _district_called(name: str, case: Case) -> District | None:
    if not name:
        return None
    own = {
        "organisation__kind": Organisation.Kind.MUNICIPALITY,
        "organisation__code": case.liable_municipality_code,
    }
    district = District.objects.in_use().filter(name__iexact=name, **own).first()
    if district is None:
        raise UnknownDistrict
    return district


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
