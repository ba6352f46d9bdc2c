"""The fixed care contacts: outpatient care's, and the ward's in compulsory care."""

from typing import Unpack

from coordination.actions.entry import Entry
from coordination.actions.write import LockedCase, record
from coordination.core.events import CareContactAppointed
from coordination.core.planning import InpatientContactAppointed
from coordination.core.states import Step
from coordination.models import Event


def appoint(*, name: str, title: str, unit_name: str, phone: str, **entry: Unpack[Entry]) -> Event:
    """Whom the outpatient unit has appointed (LUS 2:5), and how the others reach them."""

    def payload(locked: LockedCase) -> CareContactAppointed:
        return CareContactAppointed(name, title, unit_name, phone, unit=locked.by.unit_id)

    return record(Step.CARE_CONTACT_APPOINTED, payload, **entry)


def appoint_in_inpatient_care(
    *, name: str, title: str, unit_name: str, phone: str, **entry: Unpack[Entry]
) -> Event:
    """The ward's own, beside outpatient care's: for compulsory care (Dalarna)."""
    payload = InpatientContactAppointed(name=name, title=title, unit_name=unit_name, phone=phone)
    return record(Step.INPATIENT_CONTACT_APPOINTED, payload, **entry)
