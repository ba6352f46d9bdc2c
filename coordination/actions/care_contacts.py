"""The fixed care contact of outpatient care."""

from typing import Unpack

from coordination.actions.entry import Entry
from coordination.actions.write import record
from coordination.core.events import CareContactAppointed
from coordination.core.states import Step
from coordination.models import Event


def appoint(*, name: str, title: str, unit_name: str, phone: str, **entry: Unpack[Entry]) -> Event:
    """Whom the outpatient unit has appointed (LUS 2:5), and how the others reach them."""
    payload = CareContactAppointed(name=name, title=title, unit_name=unit_name, phone=phone)
    return record(Step.CARE_CONTACT_APPOINTED, payload, **entry)
