"""Who may terminate what; the days are in in_force_cases.yaml."""

from datetime import date

import pytest

from agreements.files import load_agreements
from agreements.in_force import text_in_force
from agreements.terminations import Scope, Termination, TerminationFault, last_day

A_DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("termination", "reason"),
    [
        (Termination("statute-2018", A_DAY, by=("13",)), "kan inte sägas upp"),
        (Termination("halland-2025", A_DAY, by=("13",)), "kan inte sägas upp"),
        (Termination("halland-2027", A_DAY, by=("1380",), scope=Scope.ECONOMIC), "Den ekonomiska delen"),
        (
            Termination("vastra-gotaland-2020", A_DAY, by=("14",), scope=Scope.ECONOMIC),
            "Den ekonomiska delen",
        ),
        (Termination("halland-2027", A_DAY, by=("1480", "1380")), "1480 är inte part"),
        (Termination("halland-2027", A_DAY, by=()), "Ange vem"),
        (Termination("dalarna-2020", A_DAY, by=("20", "2080")), "Alla parter måste"),
    ],
    ids=lambda value: (
        "" if isinstance(value, str) else f"{value.slug} by {value.by or 'nobody'}, {value.scope}"
    ),
)
def test_it_refuses_a_termination_that_the_text_does_not_allow(termination: Termination, reason: str) -> None:
    with pytest.raises(TerminationFault, match=reason):
        last_day(load_agreements()[termination.slug], termination)


def test_it_refuses_it_where_the_text_in_force_is_asked_for_too() -> None:
    alone = Termination("dalarna-2020", A_DAY, by=("2080",))

    with pytest.raises(TerminationFault):
        text_in_force("20", "2080", A_DAY, terminations=[alone])


def test_it_tells_an_administrator_the_last_day_of_what_is_terminated() -> None:
    notice = Termination("vastra-gotaland-2020", date(2026, 1, 1), by=("1480",))

    assert last_day(load_agreements()["vastra-gotaland-2020"], notice) == date(2028, 12, 31)
