"""All of these tests stand after the 20th of April 2027, when March has been told, closed and may be invoiced."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from tests.billing_statements.issued import ON_THE_20TH


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(ON_THE_20TH + timedelta(hours=1)):
        yield
