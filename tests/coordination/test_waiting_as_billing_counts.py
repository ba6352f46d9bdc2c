"""What is told beforehand is what a month is computed of: a patient has passed a limit exactly if the days say so."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.agreement import Agreement
from agreements.files import load_agreements
from billing.texts.readings import other_readings
from billing.texts.terms import terms_of
from coordination.core.civil import civil_day
from coordination.core.deadlines import deadlines
from coordination.core.episode_facts import known_episode
from coordination.core.episodes import Episode
from coordination.core.events import Discharged, DischargeReadyWithdrawn
from coordination.core.history import History
from coordination.core.move import Consequence
from coordination.core.moves import waiting
from coordination.core.terms import ProcessTerms
from coordination.core.waiting import counted_days
from coordination.core.waiting_deadlines import limits
from coordination.terms import counting_terms
from tests.billing.plain_reading import counted, days_after, reason_against, start_date
from tests.coordination.histories import (
    Happening,
    admitted,
    appointed,
    available,
    called,
    history,
    home,
    missing,
    notified,
    ready,
    waived,
    withdrawn,
)
from tests.coordination.stories import at

LAST = date(2027, 3, 20)
"""Near the night to summer time."""
CLOCKS = ("00:00:00", "11:59:59", "12:00:00", "12:00:01", "13:59:59", "14:00:00", "23:59:59")


def texts() -> Iterator[tuple[str, Agreement]]:
    """Every text as it is read, and by each other reading that its file names of how days are counted."""
    for text in load_agreements().values():
        yield text.slug, text
        for each in other_readings(text):
            if counting_terms(each.text_read_so) != counting_terms(text):
                yield each.name, each.text_read_so


TEXTS = dict(texts())
IMPOSSIBLE = {"no_discharge_ready_notice", "no_admission_notice", "no_care_contact", "no_sip_call"}


def times(first: int, last: int) -> st.SearchStrategy[str]:
    """Civil times so many days from the 20th of March, the sharp ones often."""
    days = st.integers(first, last).map(lambda number: LAST + timedelta(days=number))
    clocks = st.sampled_from(CLOCKS) | st.times(time(4), time(23, 59)).map(
        lambda one: one.isoformat("minutes")
    )
    return st.builds(lambda day, clock: f"{day}T{clock}", days, clocks)


def some(
    make: Callable[[str], Happening], first: int, last: int, most: int = 2
) -> st.SearchStrategy[list[Happening]]:
    return st.lists(times(first, last).map(make), max_size=most)


STAYS = st.builds(
    lambda *parts: [
        admitted("2027-03-01T09:10"),
        *(one for part in parts for one in part),
    ],
    st.lists(times(-2, 3).map(notified), min_size=1, max_size=2),
    st.lists(times(0, 3).map(ready), min_size=1, max_size=2),
    some(appointed, -2, 5, 1),
    some(called, -2, 5),
    some(waived, -2, 5, 1),
    some(missing, -1, 12),
    some(available, -1, 12),
    some(withdrawn, 0, 3, 1),
)


@pytest.mark.parametrize("name", TEXTS)
@given(stay=STAYS, left=times(0, 16))
def test_it_has_passed_a_limit_exactly_if_a_month_would_count_more_days(
    name: str, stay: list[Happening], left: str
) -> None:
    text = TEXTS[name]
    case = _gone_home(stay, left)
    terms = counting_terms(text)
    if terms.whole_days_only and case.as_of(at(left)).services_missing_since:
        # That reading lets the day of the discharge count in any case: it can't be told beforehand which that is.
        return
    episode = _episode(case)
    found = {
        one.kind: one
        for one in deadlines(case, ProcessTerms(counting=terms))
        if one.kind in {limit.kind for limit in limits(terms)} and one.met_at
    }
    if episode is None or reason_against(episode, terms_of(text)) in IMPOSSIBLE:
        return
    for limit in limits(terms):
        days = _days(episode, text, is_long=limit.days == terms.long_stay_days)
        one = found.get(limit.kind)
        has_passed = one is not None and one.due_at <= at(left)
        assert has_passed == (days > limit.days), (limit, days, one)


@pytest.mark.parametrize("slug", load_agreements())
@given(stay=STAYS, left=times(0, 16))
def test_it_counts_today_what_a_patient_who_goes_home_today_would_have(
    slug: str, stay: list[Happening], left: str
) -> None:
    text = load_agreements()[slug]
    case = _gone_home(stay, left)
    episode = _episode(case)
    if episode is None or reason_against(episode, terms_of(text)):
        return
    seen = case.as_of(at(left))
    assert counted_days(seen, counting_terms(text), civil_day(at(left))) == _days(
        episode, text, is_long=False
    )


@pytest.mark.parametrize("slug", load_agreements())
@given(stay=STAYS, left=times(0, 16))
def test_it_says_that_something_is_lacking_exactly_if_a_month_would_leave_the_patient_out(
    slug: str, stay: list[Happening], left: str
) -> None:
    text = load_agreements()[slug]
    case = _gone_home(stay, left)
    episode = _episode(case)
    before = History(one for one in case.as_of(at(left)) if not isinstance(one.payload, Discharged))
    waits = waiting(before, civil_day(at(left)), counting_terms(text))
    if episode is None or waits is None:
        return
    # Missing services take days away, and leave nobody out.
    lacking = set(waits.lacking) - {Consequence.NO_LIABILITY_WHILE_MISSING}
    assert bool(lacking) == bool(reason_against(episode, terms_of(text))), lacking


def _gone_home(stay: list[Happening], left: str) -> History:
    """The case of a patient who has left: nobody withdraws a notice after that (`core/rules.py`)."""
    possible = (
        one
        for one in stay
        if one.occurred_at <= at(left) or not isinstance(one.payload, DischargeReadyWithdrawn)
    )
    return history(*possible, home(left))


def _episode(case: History) -> dict[str, str] | None:
    """The facts that billing computes from, as the cells of a file; none while the notice does not stand."""
    known = known_episode(case, "H27-00001")
    if known is None:
        return None
    said = known.episode
    ready_at, left_at = said.discharge_ready_at, said.discharged_at
    if ready_at is None or left_at is None or ready_at > left_at:
        return None
    return _cells(said) | {"region_available": " ".join(one.isoformat() for one in known.region_available)}


def _cells(said: Episode) -> dict[str, str]:
    def cell(value: object) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return value.isoformat() if isinstance(value, datetime) else str(value or "")

    return {name: cell(getattr(said, name)) for name in said.__dataclass_fields__}


def _days(episode: dict[str, str], text: Agreement, *, is_long: bool) -> int:
    terms = terms_of(text)
    if is_long or terms.threshold_days is None:
        status, days, _payable = counted(episode, terms)
        if status == "individual":
            return days
    return days_after(start_date(episode, terms), episode, terms)
