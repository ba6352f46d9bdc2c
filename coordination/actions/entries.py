"""What was registered wrongly, put right: the wrong stays to be read, and counts for nothing (PDL 3:14)."""

from typing import Unpack

from django.db import transaction

from accounts.access.permissions import Permission
from coordination.actions.entry import Entry
from coordination.actions.numbers import keep_still, patient_of
from coordination.actions.stays import open_stay, refusals_are_looks, refuse, refuse_second_stay
from coordination.actions.write import LockedCase, record
from coordination.core.events import EntryVoided
from coordination.core.states import Status, Step
from coordination.errors import NotYourStep
from coordination.models import Event


@refusals_are_looks
@transaction.atomic
def void(*, entry: int, reason: str, **said: Unpack[Entry]) -> Event:
    """Event number `entry` never should have been registered; only the unit whose it is can say it.

    What is right is then registered anew, with the time when it happened. A case that was cancelled or discharged by
    mistake is open again, unless the patient has been admitted since (raises as an admission does).
    """
    # Nobody admits the patient meanwhile, or opens another of their cases.
    keep_still(patient_of(said["case_id"], by=said["by"]))

    def payload(locked: LockedCase) -> EntryVoided:
        wrong = locked.case.events.select_related("by").filter(sequence=entry).first()
        if wrong and not wrong.is_of(locked.by.unit_id, locked.capacity):
            raise NotYourStep(permission=Permission.VOID_ENTRY.value)
        if wrong:
            _refuse_two_open(locked, Step(wrong.step))
        return EntryVoided(entry=entry, reason=reason)

    return record(Step.ENTRY_VOIDED, payload, **said)


def _refuse_two_open(locked: LockedCase, wrong: Step) -> None:
    """A patient lies in one ward at a time."""
    patient = locked.case.patient
    if patient and locked.history.status is Status.CANCELLED:
        refuse_second_stay(patient, locked.by, locked.history.admitted_at)
    elif patient and wrong in (Step.DISCHARGED, Step.DISCHARGE_CORRECTED):
        other = open_stay(patient, locked.by)
        if other and other != locked.case:
            refuse(other, locked.by)
