"""What a running month may come to, case by case with exact numbers, and the claims that hold whatever the month."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.files import load_agreements
from billing.core.episodes import episode_lines
from billing.core.facts import FACTS
from billing.core.forecast import Outcome, days_expected, deciding
from billing.core.months import month_named
from billing.core.reasons import Reason
from billing.months.forecast import Forecast
from billing.texts.terms import terms_of

NOW = datetime(2027, 3, 10, 14)
MARCH = month_named("2027-03")
KRONOR = Decimal(10000)


def stay(number: int, ready: datetime, left: datetime | None = None, **said: object) -> dict[str, object]:
    facts: dict[str, object] = {
        "episode_id": f"T-{number}",
        "municipality": "1380",
        "care_type": "somatic",
        "admitted_at": ready - timedelta(days=3),
        "admission_notice_at": ready - timedelta(days=2),
        "needs_municipal_services": True,
        "needs_health_care": False,
        "discharge_ready_at": ready,
        "sip_required": False,
        "discharged_at": left,
    }
    return facts | said


def frame(*stays: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame([dict.fromkeys(FACTS) | each for each in stays], schema=FACTS)


def left_after(number: int, days: int) -> dict[str, object]:
    """One who was ready in the beginning of the month, and went home so many days later."""
    ready = datetime(2027, 3, 1, 10)
    return stay(number, ready, ready + timedelta(days=days))


def waiting(number: int, days: int, **said: object) -> dict[str, object]:
    """One who has waited for so many days."""
    return stay(number, NOW - timedelta(days=days, hours=1), **said)


def forecast(
    left: list[dict[str, object]],
    here: list[dict[str, object]],
    *,
    slug: str = "halland-2027",
    earlier: list[dict[str, object]] | None = None,
    kronor: Decimal | None = KRONOR,
) -> Forecast:
    text = load_agreements()[slug]
    gone = frame(*left)
    return Forecast(
        region="13",
        municipality="1380",
        now=NOW,
        text=text,
        daily_amount=kronor,
        left=episode_lines(gone.lazy(), terms_of(text)).collect(),
        left_on={str(each["episode_id"]): each["discharged_at"].date() for each in left},
        earlier=frame(*(earlier or [])),
        facts=frame(*here),
    )


def costs(of: Forecast) -> tuple[Any, ...]:
    return tuple(of.amounts[outcome] for outcome in Outcome)


def test_it_ranges_from_all_home_today_to_all_here_at_the_months_end() -> None:
    # Left: 2 and 2 days. Waits: 3 days today, and 24 if it stays to the 31st. 7 - 4.5 = 2.5; 28 - 4.5 = 23.5.
    of = forecast([left_after(1, 2), left_after(2, 2)], [waiting(3, 3)])
    assert costs(of) == (Decimal(25000), Decimal(235000), Decimal(235000))


def test_it_expects_as_many_days_more_as_earlier_patients_stayed_who_had_waited_as_long() -> None:
    # Of six earlier stays five lasted three days or more: 3, 4, 4, 5, 9. Left of them: 0, 1, 1, 2, 6; the mean is 2.
    earlier = [stay(n, NOW, NOW + timedelta(days=d)) for n, d in enumerate([1, 3, 4, 4, 5, 9])]
    of = forecast([left_after(1, 2), left_after(2, 2)], [waiting(3, 3)], earlier=earlier)
    (one,) = of.waiting
    assert (one.expected_home, one.is_foreseen) == (date(2027, 3, 12), True)
    # Five days and the two of two: 9 - 4.5.
    assert of.amounts[Outcome.EXPECTED] == Decimal(45000)


def test_it_takes_a_patient_to_stay_through_the_month_where_earlier_stays_are_too_few() -> None:
    earlier = [stay(n, NOW, NOW + timedelta(days=3)) for n in range(4)]
    (one,) = forecast([], [waiting(1, 3)], earlier=earlier).waiting
    assert (one.expected_home, one.is_foreseen) == (date(2027, 3, 31), False)


def test_it_says_what_one_day_more_costs_today_and_tomorrow() -> None:
    # Alone: 1 day today is under 1.5; 2 days are 0.5 over, and each day after that costs a whole one.
    (one,) = forecast([], [waiting(1, 1)]).waiting
    assert (one.days, one.costs_today, one.costs_tomorrow) == (1, Decimal(5000), KRONOR)
    assert (one.costs_at_limit, one.limit_passed_on) == (None, None)


def test_it_costs_nothing_more_as_long_as_the_month_stays_under_the_threshold() -> None:
    of = forecast([left_after(n, 0) for n in range(1, 11)], [waiting(11, 2)])
    assert {of.waiting[0].costs_today, of.waiting[0].costs_tomorrow} == {0}
    assert of.amounts[Outcome.LOW] == 0


def test_it_tells_the_day_that_passes_the_long_stay_limit_and_its_leap() -> None:
    # Västra Götaland: with the eighth day the patient leaves the average and pays for five.
    of = forecast([left_after(n, 0) for n in range(1, 4)], [waiting(4, 5)], slug="vastra-gotaland-2020")
    (one,) = of.waiting
    assert (one.days, one.limit_passed_on, one.costs_at_limit) == (5, date(2027, 3, 13), KRONOR * 5)
    assert not one.is_past_limit


def test_it_tells_by_the_statute_when_payment_begins() -> None:
    (one,) = forecast([], [stay(1, datetime(2027, 3, 8, 10))], slug="statute-2018").waiting
    # Ready on the 8th before noon: the 9th and the 10th are two days; the fourth is the 12th.
    assert (one.days, one.limit_passed_on, one.costs_at_limit) == (2, date(2027, 3, 12), KRONOR)


def test_it_counts_a_day_after_the_months_end_in_the_month() -> None:
    of = forecast([], [waiting(1, 3)])
    late = Forecast(
        **{**of.__dict__, "now": datetime(2027, 3, 31, 15), "facts": frame(stay(1, datetime(2027, 3, 28, 9)))}
    )
    assert (late.days_left, late.waiting[0].costs_today) == (0, KRONOR)


def test_it_foresees_no_liability_while_the_call_to_the_sip_is_lacking_but_in_the_high_outcome() -> None:
    of = forecast([], [waiting(1, 3, sip_required=True)])
    (one,) = of.waiting
    assert (one.lacking, one.days, one.costs_today) == (Reason.NO_SIP_CALL, 0, Decimal(0))
    # High: called now, 24 days, 22.5 over.
    assert costs(of) == (0, 0, Decimal(225000))


def test_it_takes_missing_services_to_be_back_only_in_the_high_outcome() -> None:
    since = NOW - timedelta(days=1)
    of = forecast([], [waiting(1, 3, region_unavailable_from=since)])
    assert of.waiting[0].days == 1
    # The 9th and the 10th do not count: 22 of 24 days.
    assert costs(of) == (0, 0, Decimal(205000))


def test_it_names_the_few_who_decide_the_month() -> None:
    # Six left at once. Two who wait can cost 21 days each, one who lacks a reason to be liable nothing.
    here = [waiting(7, 3), waiting(8, 2), waiting(9, 1, needs_municipal_services=False)]
    of = forecast([left_after(n, 0) for n in range(1, 7)], here)
    assert {one.episode_id for one in of.waiting if one.decides} == {"T-7", "T-8"}


def test_it_has_nobody_who_decides_where_nothing_can_come() -> None:
    of = forecast([left_after(1, 4)], [])
    assert costs(of) == (Decimal(25000),) * 3
    assert of.waiting == []


def test_it_tells_no_amount_without_the_years_daily_amount_and_yet_who_decides() -> None:
    of = forecast([], [waiting(1, 3)], kronor=None)
    (one,) = of.waiting
    assert costs(of) == (None, None, None)
    assert (one.costs_today, one.days, one.decides) == (None, 3, True)


def test_it_draws_the_average_of_each_day_first_known_then_expected() -> None:
    of = forecast([left_after(1, 2)], [waiting(2, 3)])
    days = list(of.days)
    assert [each.average for each in days[:3]] == [None, None, 2]
    assert [each.is_expected for each in days].index(True) == 10
    assert (days[-1].average, days[-1].is_over) == (Decimal(13), True)


def test_it_has_no_average_to_draw_by_the_statute() -> None:
    assert list(forecast([], [waiting(1, 1)], slug="statute-2018").days) == []


@pytest.mark.parametrize(
    ("amounts", "names"),
    [
        ([80, 20, 0], ["a", "b"]),
        ([20, 10, 0], ["a"]),
        ([100, 100, 0], ["a", "b", "c"]),
    ],
)
def test_it_needs_the_fewest_who_take_away_four_fifths(amounts: list[int], names: list[str]) -> None:
    effects = {name: Decimal(1) for name in "abc"}
    assert deciding(effects, Decimal(0), map(Decimal, amounts), Decimal(100)) == names


def test_it_rounds_expected_days_half_up() -> None:
    earlier = frame(*(stay(n, NOW, NOW + timedelta(days=d)) for n, d in enumerate([0, 0, 0, 1, 1, 1])))
    assert days_expected(frame(waiting(1, 0)), earlier, NOW.date()).row(0) == ("T-1", 1)


@given(
    left=st.lists(st.integers(0, 9), max_size=6),
    here=st.lists(st.integers(0, 20), max_size=4),
    slug=st.sampled_from(sorted(load_agreements())),
)
def test_nothing_foreseen_lies_outside_the_range_where_nobody_leaves_the_average(
    left: list[int], here: list[int], slug: str
) -> None:
    of = forecast(
        [left_after(n, days) for n, days in enumerate(left)],
        [waiting(100 + n, days) for n, days in enumerate(here)],
        slug=slug,
    )
    low, expected, high = costs(of)
    assert expected == high
    if of.terms.long_stay is None or of.terms.threshold_days is None:
        assert low is not None and high is not None and low <= high
