"""Whether the region's outpatient services are there (LUS 5:5): no liability runs while they are not."""

from typing import Unpack

from coordination.actions.entry import Entry
from coordination.actions.write import record
from coordination.core.events import RegionServicesAvailable, RegionServicesMissing
from coordination.core.states import Step
from coordination.models import Event


def report_missing(*, what: str, **entry: Unpack[Entry]) -> Event:
    """From `occurred_at` on the patient cannot leave, since this is missing or unclear."""
    return record(Step.REGION_SERVICES_MISSING, RegionServicesMissing(what=what), **entry)


def report_available(*, note: str = "", **entry: Unpack[Entry]) -> Event:
    """What was missing is there, from `occurred_at` on."""
    return record(Step.REGION_SERVICES_AVAILABLE, RegionServicesAvailable(note=note), **entry)
