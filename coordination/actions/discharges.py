"""The end of a stay in inpatient care, and what those who go on caring need to know."""

from datetime import datetime
from typing import Unpack

from django.db import transaction

from coordination.actions.entry import Entry
from coordination.actions.numbers import keep_still, patient_of
from coordination.actions.stays import refusals_are_looks, refuse_days_of_next_stay
from coordination.actions.write import LockedCase, record
from coordination.core.events import Destination, DischargeCorrected, Discharged
from coordination.core.planning import DischargeInformationSent
from coordination.core.states import Step
from coordination.models import Event


@refusals_are_looks
def register(*, destination: Destination, note: str = "", **entry: Unpack[Entry]) -> Event:
    """The patient has left inpatient care, with or without a notice before; also by death.

    Raises `OtherStay` for a time at which they lay in a ward again, where the stay is registered after the fact.
    """

    def payload(locked: LockedCase) -> Discharged:
        refuse_days_of_next_stay(locked.case, entry["occurred_at"])
        return Discharged(destination=destination, note=note)

    return record(Step.DISCHARGED, payload, **entry)


@refusals_are_looks
@transaction.atomic
def correct(
    *,
    discharged_at: datetime,
    destination: Destination,
    reason: str,
    note: str = "",
    **entry: Unpack[Entry],
) -> Event:
    """When and whereto the patient really left, also while they lie in a ward again.

    Raises `OtherStay` for a time at which they did so already.
    """
    entry["occurred_at"] = discharged_at
    # Nobody admits the patient to those days meanwhile; before the case is locked, as everybody takes turns.
    keep_still(patient_of(entry["case_id"], by=entry["by"]))

    def payload(locked: LockedCase) -> DischargeCorrected:
        refuse_days_of_next_stay(locked.case, discharged_at)
        wrong = locked.history.discharged
        return DischargeCorrected(destination, note, entry=wrong.sequence if wrong else 0, reason=reason)

    return record(Step.DISCHARGE_CORRECTED, payload, **entry)


def inform(*, summary: str, medicines: str, contact: str, **entry: Unpack[Entry]) -> Event:
    """The necessary information, on the same day (LUS 3:2)."""
    payload = DischargeInformationSent(summary=summary, medicines=medicines, contact=contact)
    return record(Step.DISCHARGE_INFORMATION_SENT, payload, **entry)
