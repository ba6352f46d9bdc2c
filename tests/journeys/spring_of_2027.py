"""Halmstad's March of 2027: the first under Halland's text of that year, at 1.5 days and no discount."""

from datetime import datetime

import time_machine

from coordination.core.civil import STOCKHOLM

ADMITTED = "2027-03-03T09:10"
"""A Wednesday."""
MONTH = "/months/13/1380/2027-03/"

Clock = time_machine.Traveller


def civil(time: str) -> datetime:
    """The instant when the clock in Sweden shows this."""
    return datetime.fromisoformat(time).replace(tzinfo=STOCKHOLM)
