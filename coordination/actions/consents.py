"""What the patient says of being planned for together."""

from typing import Unpack

from coordination.actions.entry import Entry
from coordination.actions.write import record
from coordination.core.needs import Consent
from coordination.core.patient_events import ConsentRegistered
from coordination.core.states import Step
from coordination.models import Event


def register(*, consent: Consent, **entry: Unpack[Entry]) -> Event:
    """Given, declined or withdrawn since it was registered last: it decides what the others read from now on."""
    return record(Step.CONSENT_REGISTERED, ConsentRegistered(consent), **entry)
