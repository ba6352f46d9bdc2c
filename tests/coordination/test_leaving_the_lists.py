"""A patient who has gone home leaves everybody's list when nobody waits for anything more."""

import pytest

from coordination.actions.wanted import wanted
from coordination.core.states import Capacity
from coordination.models import Party
from tests.coordination.histories import (
    INTAKE,
    admitted,
    called,
    history,
    home,
    informed,
    notified,
    ready,
)

BEFORE = (
    admitted("2026-03-03T09:10"),
    notified("2026-03-03T11:40"),
    ready("2026-03-05T10:00"),
    called("2026-03-05T12:00"),
)
"""The meeting is the day after the call."""


@pytest.mark.parametrize(
    ("discharged", "is_listed"), [("2026-03-06T09:00", True), ("2026-03-07T09:00", False)]
)
def test_it_is_asked_for_an_answer_to_the_call_until_the_meeting(discharged: str, is_listed: bool) -> None:
    gone = history(*BEFORE, home(discharged), informed(discharged))
    parties = [
        Party(unit_id=INTAKE.unit, capacity=Capacity.MUNICIPALITY),
        Party(unit_id=99, capacity=Capacity.WARD),
    ]
    for _party, columns in wanted(parties, gone, ()):
        assert columns["is_listed"] is is_listed, columns
        assert (columns["wanted_step"] == "sip_answered") is is_listed
