"""The clock of the journeys."""

from collections.abc import Generator

import pytest
import time_machine

from tests.journeys.spring_of_2027 import ADMITTED, Clock, civil


@pytest.fixture
def clock() -> Generator[Clock]:
    """Everybody's clock, at the admission; it goes on by itself, and a test moves it."""
    with time_machine.travel(civil(ADMITTED)) as traveller:
        yield traveller
