"""Notices that came to the wrong place: sent back, handed over, or taken back."""

from typing import Unpack

from accounts.models import Unit
from agreements.places import is_municipality
from coordination.actions.entry import Entry
from coordination.actions.receivers import centre, chosen_parties, named, one_to_take_over
from coordination.actions.write import LockedCase, record
from coordination.core.addressing import NoticeForwarded, NoticeReturned, NotOurPatient, RecipientRemoved
from coordination.core.events import AdmissionNoticeSent
from coordination.core.states import Capacity, Step
from coordination.errors import InvalidPatient, NotInTheCase, UnsuitableReceiver
from coordination.models import Event


def send_back(
    *, reason: str, municipality_code: str = "", notice: int | None = None, **entry: Unpack[Entry]
) -> Event:
    """Not our resident: the notice of that sequence, or the latest to the unit, which leaves the case now."""
    if municipality_code and not is_municipality(municipality_code):
        raise InvalidPatient(fields="municipality_code")

    def payload(locked: LockedCase) -> NoticeReturned:
        sent = notice or _latest_notice(locked)
        return NoticeReturned(sent, locked.by.unit_id, reason, municipality_code or None)

    return record(Step.NOTICE_RETURNED, payload, **entry)


def say_not_ours(
    *, reason: str, listed_at: Unit | None = None, notice: int | None = None, **entry: Unpack[Entry]
) -> Event:
    """Not listed with us: the notice of that sequence, or the latest to the unit, which leaves the case now.

    `listed_at` is the primary care centre where it knows the patient to be listed: the next notice goes there.
    """

    def payload(locked: LockedCase) -> NotOurPatient:
        if listed_at and listed_at.pk == locked.by.unit_id:
            raise UnsuitableReceiver(unit=listed_at.name)
        sent = notice or _latest_notice(locked)
        return NotOurPatient(sent, locked.by.unit_id, reason, named(centre(listed_at)))

    return record(Step.NOT_OUR_PATIENT, payload, **entry)


def hand_over(
    *, to: Unit, stays: bool, note: str = "", notice: int | None = None, **entry: Unpack[Entry]
) -> Event:
    """The notice, to another unit of the own organisation; whether the own unit goes on following the case.

    Outpatient care hands it over to another care provider's primary care centre too, if the patient is listed there.
    """

    def payload(locked: LockedCase) -> NoticeForwarded:
        receiver = one_to_take_over(to, by=locked.by, capacity=locked.capacity, case=locked.case)
        is_colleague = to.organisation_id == locked.by.unit.organisation_id
        return NoticeForwarded(
            notice=notice or _latest_notice(locked),
            unit=locked.by.unit_id,
            receivers=(receiver,),
            stays=stays,
            note=note,
            listed_at=None if is_colleague else named(to),
        )

    return record(Step.NOTICE_FORWARDED, payload, **entry)


def remove(*, unit: Unit, reason: str, **entry: Unpack[Entry]) -> Event:
    """Takes back what the ward sent to the wrong unit: it has no more access, and what it has written stays."""

    def payload(locked: LockedCase) -> RecipientRemoved:
        (receiver,) = chosen_parties(locked.case, [unit], by=locked.by)
        if receiver.capacity is Capacity.WARD:
            raise NotInTheCase(unit=unit.name)
        return RecipientRemoved(receiver, reason)

    return record(Step.RECIPIENT_REMOVED, payload, **entry)


def _latest_notice(locked: LockedCase) -> int:
    """The sequence of the latest notice to the unit, an admission notice if it has had one; 0 where there is none."""
    mine = [
        (isinstance(notice, AdmissionNoticeSent), sent.sequence)
        for sent, notice in locked.history.notices
        if any(receiver.unit == locked.by.unit_id for receiver in notice.receivers)
    ]
    return max(mine)[1] if mine else 0
