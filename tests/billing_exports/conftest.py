"""All of these tests stand after the 20th of April 2027, when March may be invoiced."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from tests.billing_statements.issued import ON_THE_20TH


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(ON_THE_20TH + timedelta(hours=1)) as traveller:
        yield traveller
