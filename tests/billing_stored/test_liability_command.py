"""`liability` answers from the stored events, by the text in force, as known at a time."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.billing_stored.facts import episode, store

pytestmark = pytest.mark.django_db


def answered(*arguments: str, month: str = "2027-03", region: str = "13") -> Any:
    out = StringIO()
    call_command(
        "liability", "--region", region, "--month", month, "--format", "json", *arguments, stdout=out
    )
    return json.loads(out.getvalue())


def test_it_lets_the_text_in_force_govern_each_municipality() -> None:
    store(episode(1), episode(2, municipality="0180"))
    answer = answered("--daily-amount", "10000")
    assert answer["agreement"] is None
    assert [(row["municipality"], row["agreement"], row["amount"]) for row in answer["months"]] == [
        ("0180", "statute-2018", "0.00"),
        ("1380", "halland-2027", "15000.00"),
    ]
    assert [(row["episode_id"], row["agreement"], row["status"]) for row in answer["episodes"]] == [
        ("T-1", "halland-2027", "averaged"),
        ("T-2", "statute-2018", "individual"),
    ]


def test_it_lets_the_text_change_at_the_turn_of_the_year() -> None:
    new_year = {"admitted_at": datetime(2026, 12, 20), "admission_notice_at": datetime(2026, 12, 20)}
    ready = new_year | {"care_contact_at": None, "discharge_ready_at": datetime(2026, 12, 28, 10)}
    store(
        episode(1, **ready, discharged_at=datetime(2026, 12, 31, 10)),
        episode(2, **ready, discharged_at=datetime(2027, 1, 1, 10)),
    )
    amount = ("--daily-amount", "10000")
    december, january = answered(*amount, month="2026-12"), answered(*amount, month="2027-01")
    # Three days in December less 35 per cent, four in January.
    assert [(row["agreement"], row["amount"]) for row in december["months"]] == [("halland-2025", "9750.00")]
    assert [(row["agreement"], row["amount"]) for row in january["months"]] == [("halland-2027", "25000.00")]


def test_it_bills_the_municipality_that_placed_the_patient() -> None:
    store(episode(1, municipality="0180", placing_municipality="1381"))
    assert [row["municipality"] for row in answered("--daily-amount", "1")["months"]] == ["1381"]


def test_it_gives_nothing_as_known_before_the_import() -> None:
    store(episode(1), at=datetime(2027, 4, 2, tzinfo=UTC) - timedelta(days=3650))
    before = answered("--known-by", "2017-04-01T00:00", "--daily-amount", "1")
    assert before == {"agreement": None, "months": [], "episodes": []}
    assert len(answered("--daily-amount", "1")["episodes"]) == 1


def test_it_gives_a_corrected_month_as_it_was_known_before_and_after() -> None:
    now = timezone.now()
    store(episode(1), at=now - timedelta(days=9))
    store(episode(1, discharged_at=datetime(2027, 3, 9)), at=now - timedelta(days=5), correct=True)
    for day, days in [(8, 3), (4, 6)]:
        known_by = (now - timedelta(days=day)).isoformat()
        assert answered("--known-by", known_by, "--daily-amount", "1")["episodes"][0]["days"] == days


def test_it_leaves_an_open_episode_out() -> None:
    store(episode(1, discharged_at=None))
    assert answered() == {"agreement": None, "months": [], "episodes": []}


def test_it_names_the_year_whose_daily_amount_is_missing() -> None:
    store(episode(1))
    with pytest.raises(CommandError, match="2027") as refusal:
        answered()
    assert refusal.value.returncode == 2


def test_it_needs_no_daily_amount_where_nothing_is_multiplied() -> None:
    store(episode(1, discharged_at=datetime(2027, 3, 4, 9)))
    assert answered()["months"][0]["amount"] == "0.00"


def test_it_needs_no_daily_amount_of_a_month_that_only_the_window_looks_at() -> None:
    # Dalarna looks two months back, into 2021 whose amount nobody knows.
    dalarna = {"municipality": "2080"}
    store(
        episode(
            1, **dalarna, admitted_at=datetime(2021, 12, 1), admission_notice_at=datetime(2021, 12, 1),
            care_contact_at=datetime(2021, 12, 1), discharge_ready_at=datetime(2021, 12, 1, 9),
            discharged_at=datetime(2021, 12, 5, 9),
        ),
        episode(
            2, **dalarna, admitted_at=datetime(2022, 1, 1), admission_notice_at=datetime(2022, 1, 1),
            care_contact_at=datetime(2022, 1, 1), discharge_ready_at=datetime(2022, 1, 1, 9),
            discharged_at=datetime(2022, 1, 4, 9),
        ),
        region="20",
    )  # fmt: skip
    # Days 5 and 4: both months are over, so January owes 4 - 2 days at the amount of 2022.
    assert answered(month="2022-01", region="20")["months"][0]["amount"] == "18600.00"


def test_it_writes_the_text_beside_each_month_in_csv_and_table() -> None:
    store(episode(1))
    for form in ("csv", "table"):
        out = StringIO()
        arguments = ["--region", "13", "--month", "2027-03", "--daily-amount", "10", "--format", form]
        call_command("liability", *arguments, stdout=out)
        assert "halland-2027" in out.getvalue()


def test_it_refuses_a_month_before_the_statute() -> None:
    store(
        episode(
            1, admitted_at=datetime(2017, 3, 1), admission_notice_at=datetime(2017, 3, 1),
            care_contact_at=None, discharge_ready_at=datetime(2017, 3, 1), discharged_at=datetime(2017, 3, 9),
        )
    )  # fmt: skip
    with pytest.raises(CommandError, match="2018-01-01"):
        answered(month="2017-03")


def test_it_refuses_a_text_that_does_not_exist() -> None:
    with pytest.raises(CommandError, match="halland-2027"):
        answered("--agreement", "halland")
