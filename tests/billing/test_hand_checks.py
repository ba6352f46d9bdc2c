"""Liability that anybody can work out by hand, from the texts' own examples and sentences."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from agreements.files import load_agreement
from billing.core.episodes import episode_lines
from billing.core.facts import FACTS
from billing.core.liability import every_year, figures, month_lines
from billing.core.terms import Terms
from billing.texts.terms import terms_of

READY = datetime(2022, 3, 7, 9)
"""A Monday morning, before any text's cut-off."""


def terms(slug: str) -> Terms:
    return terms_of(load_agreement(slug))


def complete(ready: datetime) -> dict[str, Any]:
    """An episode in which everything was done in time, home at once."""
    return {
        "municipality": "2080",
        "placing_municipality": None,
        "care_type": "somatic",
        "admitted_at": ready - timedelta(days=5),
        "need_assessed_at": None,
        "admission_notice_at": ready - timedelta(days=5),
        "needs_municipal_services": True,
        "needs_health_care": True,
        "care_contact_at": ready - timedelta(days=4),
        "discharge_ready_at": ready,
        "sip_required": False,
        "sip_called_at": None,
        "region_unavailable_from": None,
        "region_unavailable_to": None,
        "discharged_at": ready,
    }


def facts(*given: dict[str, Any]) -> pl.LazyFrame:
    """Episodes in which everything was done in time, but for what is given."""
    rows = [
        complete(each.get("discharge_ready_at", READY)) | {"episode_id": str(n)} | each
        for n, each in enumerate(given)
    ]
    return pl.LazyFrame(rows, schema=FACTS)


def elapsed(*days: int) -> pl.LazyFrame:
    """Episodes that left so many dates after the notice."""
    return facts(*({"discharged_at": READY + timedelta(days=each)} for each in days))


def lines(slug: str, facts: pl.LazyFrame) -> list[dict[str, Any]]:
    return episode_lines(facts, terms(slug)).collect().to_dicts()


def only_month(slug: str, facts: pl.LazyFrame, daily_amount: int = 8200) -> dict[str, Any]:
    months = month_lines(episode_lines(facts, terms(slug)), terms(slug), every_year(Decimal(daily_amount)))
    assert months.height == 1
    return months.to_dicts()[0]


@pytest.mark.parametrize(("patients", "owed"), [(40, "147600.00"), (120, "442800.00")])
def test_it_gives_dalarnas_annex_1(patients: int, owed: str) -> None:
    # 98 calendar days on 40 patients, this month and the one before: 2.45 on average, 0.45 over the limit.
    days = ([1] * 10 + [2] * 9 + [3] * 14 + [4] * 7) * (patients // 40)
    rows = [
        {"discharge_ready_at": ready, "discharged_at": ready + timedelta(days=each - 1)}
        for ready in (READY - timedelta(days=28), READY)
        for each in days
    ]
    dalarna = terms("dalarna-2020")
    months = month_lines(episode_lines(facts(*rows), dalarna), dalarna, every_year(Decimal(8200))).to_dicts()

    assert [month["average"] for month in months] == [Decimal("2.45")] * 2
    assert [str(month["amount"]) for month in months] == ["0.00", owed]


def test_it_gives_dalarnas_annex_1_for_15_patients() -> None:
    # Whole days on 15 patients never average 2.45, so the annex's 0.45 x 15 days are put on money as they are.
    sums = pl.LazyFrame(
        {
            "municipality": ["2080"],
            "month": [0],
            "episodes": [15],
            "days": [37],
            "individual_episodes": [0],
            "individual_days": [0],
            "excluded": [0],
            "window_is_met": [True],
            "excess": [45 * 15],
            "billed_excess": [45 * 15],
            "days_price": [37 * 8200_00],
            "individual_price": [0],
        }
    )
    assert str(figures(sums, terms("dalarna-2020")).collect()["amount"].item()) == "55350.00"


def test_it_gives_hallands_ten_episodes() -> None:
    month = only_month("halland-2027", elapsed(0, 0, 0, 0, 1, 1, 2, 3, 5, 8))

    assert (month["average"], month["excess_days"]) == (Decimal("2.00"), Decimal(5))
    assert month["amount"] == 5 * 8200


def test_it_takes_hallands_discount_off_the_total() -> None:
    month = only_month("halland-2025", elapsed(0, 0, 0, 0, 1, 1, 2, 3, 5, 8))

    assert month["averaged_amount"] == 5 * 8200
    assert month["amount"] == Decimal("3.25") * 8200


def test_it_counts_hallands_minus_days_as_zero() -> None:
    month = only_month("halland-2027", elapsed(-2, 3))

    assert (month["episodes"], month["days"], month["average"]) == (2, 3, Decimal("1.50"))
    assert month["amount"] == 0


def test_it_bills_vastra_gotalands_long_stay_alone() -> None:
    month = only_month("vastra-gotaland-2020", elapsed(0, 0, 0, 0, 1, 1, 2, 3, 5, 8))

    assert (month["episodes"], month["average"]) == (9, Decimal("1.33"))
    assert (month["individual_episodes"], month["individual_days"]) == (1, 5)
    assert month["amount"] == 5 * 8200


@pytest.mark.parametrize(("days", "status", "payable"), [(7, "averaged", 0), (8, "individual", 5)])
def test_it_calls_a_stay_long_from_the_eighth_day(days: int, status: str, payable: int) -> None:
    [line] = lines("vastra-gotaland-2020", elapsed(days))

    assert (line["status"], line["days"], line["payable_days"]) == (status, days, payable)


def test_it_owes_nothing_at_exactly_the_threshold() -> None:
    month = only_month("vastra-gotaland-2020", elapsed(3, 3))

    assert (month["is_over"], month["amount"]) == (False, 0)


@pytest.mark.parametrize(
    ("sent", "days", "payable"),
    [(datetime(2022, 3, 7, 12, 0, 0), 4, 1), (datetime(2022, 3, 7, 12, 0, 1), 3, 0)],
)
def test_it_counts_from_the_day_after_a_notice_sent_after_noon(
    sent: datetime, days: int, payable: int
) -> None:
    friday = datetime(2022, 3, 11, 10)
    [line] = lines("statute-2018", facts({"discharge_ready_at": sent, "discharged_at": friday}))

    assert (line["status"], line["days"], line["payable_days"]) == ("individual", days, payable)


@pytest.mark.parametrize(("clock", "days"), [((13, 59, 59), 1), ((14, 0, 0), 0)])
def test_it_counts_dalarnas_same_day_only_before_two_o_clock(clock: tuple[int, int, int], days: int) -> None:
    ready = datetime(2022, 3, 7, *clock)
    [line] = lines(
        "dalarna-2020", facts({"discharge_ready_at": ready, "discharged_at": datetime(2022, 3, 7, 17)})
    )

    assert line["days"] == days


def test_it_gives_psychiatric_care_thirty_days_in_2018() -> None:
    stay = {"discharge_ready_at": datetime(2018, 12, 10, 15), "discharged_at": datetime(2018, 12, 30, 10)}
    psychiatric, somatic = lines("statute-2018", facts({**stay, "care_type": "psychiatric"}, stay))

    assert (psychiatric["days"], psychiatric["payable_days"]) == (20, 0)
    assert (somatic["days"], somatic["payable_days"]) == (19, 16)


def test_it_waits_in_dalarna_until_the_last_condition_is_met() -> None:
    delayed = {
        "sip_required": True,
        "sip_called_at": READY + timedelta(days=2, hours=6),
        "discharged_at": READY + timedelta(days=5),
    }
    [line] = lines("dalarna-2020", facts(delayed))

    # Called on Wednesday at 15:00, too late for that day: Thursday, Friday and Saturday count.
    assert line["days"] == 3


def test_it_leaves_out_the_dates_without_the_regions_services() -> None:
    away = {
        "discharged_at": READY + timedelta(days=6),
        "region_unavailable_from": READY + timedelta(days=2),
        "region_unavailable_to": READY + timedelta(days=3, hours=1),
    }
    until_discharge = {**away, "region_unavailable_to": None}

    first, second = lines("halland-2027", facts(away, until_discharge))
    assert (first["days"], second["days"]) == (4, 1)


def test_it_bills_the_municipality_that_placed_the_patient() -> None:
    [line] = lines("halland-2027", facts({"municipality": "1380", "placing_municipality": "1383"}))

    assert line["municipality"] == "1383"


def test_it_is_in_time_at_the_moment_of_discharge() -> None:
    left = READY + timedelta(days=1)
    steps = {
        "admission_notice_at": left,
        "care_contact_at": left,
        "sip_required": True,
        "sip_called_at": left,
    }
    in_time, too_late = lines(
        "dalarna-2020",
        facts(
            {**steps, "discharged_at": left},
            {**steps, "discharged_at": left, "sip_called_at": left + timedelta(seconds=1)},
        ),
    )

    assert (in_time["status"], in_time["reason"]) == ("averaged", "")
    assert (too_late["status"], too_late["reason"], too_late["days"]) == ("excluded", "no_sip_call", 0)


def test_it_warns_of_a_late_notice_and_a_late_call_and_bills_all_the_same() -> None:
    late = {
        "admission_notice_at": READY - timedelta(days=4) + timedelta(seconds=1),
        "sip_required": True,
        "sip_called_at": READY.replace(hour=0) + timedelta(days=4),
        "discharged_at": READY + timedelta(days=6),
    }
    just_in_time = {
        "admission_notice_at": READY - timedelta(days=4),
        "sip_required": True,
        "sip_called_at": READY.replace(hour=23) + timedelta(days=3),
        "discharged_at": READY + timedelta(days=6),
    }
    warned, fine = lines("halland-2027", facts(late, just_in_time))

    assert (warned["admission_notice_is_late"], warned["sip_call_is_late"]) == (True, True)
    assert (fine["admission_notice_is_late"], fine["sip_call_is_late"]) == (False, False)
    assert (warned["status"], warned["days"]) == (fine["status"], fine["days"]) == ("averaged", 6)


def test_it_measures_24_hours_by_the_clock_that_turns_in_the_night() -> None:
    saturday_noon = datetime(2022, 10, 29, 12)
    stay = {"admitted_at": saturday_noon, "discharge_ready_at": READY.replace(year=2023)}
    stay |= {"discharged_at": stay["discharge_ready_at"], "care_contact_at": saturday_noon}
    at_noon, before = lines(
        "halland-2027",
        facts(
            {**stay, "admission_notice_at": datetime(2022, 10, 30, 11, 0, 1)},
            {**stay, "admission_notice_at": datetime(2022, 10, 30, 11)},
        ),
    )

    assert (at_noon["admission_notice_is_late"], before["admission_notice_is_late"]) == (True, False)
