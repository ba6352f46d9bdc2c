"""The stored care episodes under other terms: what each change makes of each month. Nothing is stored."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from agreements.files import load_agreements
from billing.core.months import month_named
from billing.core.terms import CutOff, Window
from billing.core.what_if import Changes, Parameter
from billing.months.liability import liability
from billing.months.question import Question
from billing.months.spans import MonthSpan
from billing.months.what_if import Asked, WhatIf, forget_facts
from billing.texts.daily_amounts import daily_amounts
from tests.billing_statements.corrected import decided, proposed
from tests.billing_statements.issued import IN_MARCH
from tests.billing_statements.issued import a_march as billed_march
from tests.billing_stored.facts import episode, store
from tests.billing_web.march import a_march, amount_of_2027
from tests.billing_web.test_month_page import words
from tests.cast import Cast, api_client_of, client_of
from tests.routes.world import rows_in_tables

PAGE = "/what-if/?first=2027-03&last=2027-03"
API = "/api/v1/what-if/?first=2027-03&last=2027-03"
JUNE = datetime(2027, 6, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_june() -> Iterator[None]:
    forget_facts()
    with time_machine.travel(JUNE - timedelta(days=1), tick=False):
        yield
    forget_facts()


@pytest.fixture
def march(cast: Cast) -> Cast:
    """Nine days of four, one not counted: 3 over, 37 500 kr; known the day before they are asked about."""
    a_march()
    amount_of_2027(cast)
    return cast


@pytest.fixture
def controller(march: Cast) -> Iterator[Client]:
    with time_machine.travel(JUNE, tick=False):
        yield client_of(march.region_controller)


def told(march: Cast, query: str = "") -> Any:
    with time_machine.travel(JUNE, tick=False):
        return api_client_of(march.region_controller).get(API + query).json()


def test_it_tells_what_another_threshold_would_make_of_a_month(controller: Client) -> None:
    said = words(controller, f"{PAGE}&threshold=2")
    # 9 - 2.0 x 4 = 1 day.
    assert "Månaderna kostar 37 500 kr och skulle kosta 12 500 kr: −25 000 kr." in said
    assert "Riktmärket 2 dagar −25 000 kr" in said
    assert "Mars 2027 Halmstad 37 500 kr 12 500 kr −25 000 kr riktmärket" in said


def test_each_change_has_its_share_beyond_those_before_it(march: Cast) -> None:
    (month,) = told(march, "&threshold=2&cut_off=at&cut_off_time=13:00")["months"]
    # Of 13.15 the next day counts: 2, 0, 1 and 3 days are 6 of four, under 8.
    assert (month["amount"], month["otherwise"], month["difference"]) == ("37500.00", "0.00", "-37500.00")
    assert month["by"] == [
        {"parameter": "threshold", "difference": "-25000.00"},
        {"parameter": "cut_off", "difference": "-12500.00"},
    ]


def test_a_window_looks_back_beyond_the_months(march: Cast) -> None:
    alone = told(march, "&over_months=2&of_months=2")["months"]
    assert [month["otherwise"] for month in alone] == ["0.00"]
    store(
        episode(
            90,
            discharge_ready_at=datetime(2027, 2, 3, 9),
            discharged_at=datetime(2027, 2, 12, 9),
            admitted_at=datetime(2027, 2, 1, 9),
            admission_notice_at=datetime(2027, 2, 1, 12),
        )
    )
    forget_facts()
    both = told(march, "&over_months=2&of_months=2")["months"]
    assert [(month["month"], month["otherwise"]) for month in both] == [("2027-03", "37500.00")]


@pytest.mark.parametrize("slug", sorted(load_agreements()))
def test_another_text_gives_what_the_liability_command_gives_by_it(march: Cast, slug: str) -> None:
    store(*(episode(200 + n, discharged_at=datetime(2027, 3, 4) + timedelta(hours=7 * n)) for n in range(40)))
    months = MonthSpan(month_named("2027-03"), month_named("2027-03"))
    asked = Question(region="13", municipality="1380", months=months)
    expected = liability(asked, daily_amounts().kronor, agreement=load_agreements()[slug]).months
    (month,) = told(march, f"&text={slug}&municipality=1380")["months"]
    assert Decimal(month["otherwise"]) == expected.get_column("amount").sum()


def test_nothing_changed_is_the_months_as_they_are(march: Cast) -> None:
    (month,) = told(march)["months"]
    assert (month["amount"], month["otherwise"], month["by"]) == ("37500.00", "37500.00", [])


def test_it_is_as_known_by_a_moment_that_stays_for_the_next_question(march: Cast) -> None:
    first = told(march)
    with time_machine.travel(JUNE + timedelta(hours=1), tick=False):
        store(episode(300, discharged_at=datetime(2027, 3, 20, 9)))
    later = told(march, f"&known={first['known'].replace('+', '%2B')}")
    assert later == first


def test_nothing_is_stored(controller: Client) -> None:
    controller.get(PAGE)
    before = rows_in_tables()
    controller.get(f"{PAGE}&text=dalarna-2020&threshold=1&over_months=1&of_months=3")
    assert rows_in_tables() == before


def test_a_municipality_asks_about_its_own_months_with_every_region(march: Cast) -> None:
    store(episode(1, municipality="1380"), region="20")
    with time_machine.travel(JUNE, tick=False):
        client = api_client_of(march.municipal_controller)
        months = client.get(f"{API}&daily_amount=10000").json()["months"]
        assert [(month["region"], month["municipality"]) for month in months] == [
            ("13", "1380"),
            ("20", "1380"),
        ]
        assert len(client.get(f"{API}&region=20&daily_amount=10000").json()["months"]) == 1
        stranger = api_client_of(march.stranger_controller)
        assert stranger.get(API).json()["months"] == []
        # What municipality is not the municipality's to choose.
        assert len(stranger.get(f"{API}&municipality=1380").json()["months"]) == 0


def test_it_says_beside_the_field_which_years_have_no_daily_amount(cast: Cast) -> None:
    a_march()
    with time_machine.travel(JUNE, tick=False):
        client = client_of(cast.region_controller)
        assert "2027 saknar belopp: skriv ett att räkna med." in words(client, f"{PAGE}&threshold=2")
        said = words(client, f"{PAGE}&threshold=2&daily_amount=10000")
        assert "Månaderna kostar 30 000 kr och skulle kosta 10 000 kr" in said
    answer = told(cast)
    assert (answer["missing_years"], answer["months"][0]["amount"]) == ([2027], None)


@pytest.mark.parametrize(
    ("query", "field", "words_said"),
    [
        ("first=2027-13&last=2027-03", "first", "Skriv år och månad"),
        ("first=2017-12&last=2018-03", "first", "Lagen gäller från januari 2018"),
        ("first=2027-03&last=2027-02", "last", "före den första"),
        ("first=2018-01&last=2028-01", "last", "högst tio år"),
        ("first=2027-03&last=2027-03&threshold=-1", "threshold", ""),
        ("first=2027-03&last=2027-03&threshold=x", "threshold", ""),
        ("first=2027-03&last=2027-03&cut_off=at", "cut_off_time", "Skriv klockslaget"),
        ("first=2027-03&last=2027-03&over_months=2", "of_months", "Skriv båda"),
        (
            "first=2027-03&last=2027-03&over_months=3&of_months=2",
            "over_months",
            "Så många månader finns inte",
        ),
        ("first=2027-03&last=2027-03&text=nowhere-2020", "text", ""),
        ("first=2027-03&last=2027-03&municipality=9999", "municipality", ""),
        ("first=2027-03&last=2027-03&known=2030-01-01", "known", "inte varit än"),
        # No agreement between Halland and Gothenburg: the statute, which has neither.
        (
            "first=2027-03&last=2027-03&municipality=1480&threshold=2",
            "threshold",
            "lagen har inget riktmärke",
        ),
        (
            "first=2027-03&last=2027-03&municipality=1480&over_months=1&of_months=2",
            "of_months",
            "varje månad",
        ),
    ],
)
def test_it_says_beside_the_field_what_is_wrong(
    controller: Client, march: Cast, query: str, field: str, words_said: str
) -> None:
    answer = controller.get(f"/what-if/?{query}")
    assert answer.status_code == 422
    assert words_said in answer.content.decode()
    with time_machine.travel(JUNE, tick=False):
        refused = api_client_of(march.region_controller).get(f"/api/v1/what-if/?{query}")
    assert refused.status_code == 400
    assert field in str(refused.json())


def test_it_says_that_a_text_that_is_tried_was_not_in_force(controller: Client) -> None:
    assert "gällde inte hela tiden: här prövas den" in words(controller, f"{PAGE}&text=dalarna-2020")


def test_it_asks_the_database_once_for_the_facts_of_the_same_knowledge(controller: Client) -> None:
    controller.get(f"{PAGE}&threshold=2")
    with connection.execute_wrapper(_no_facts):
        controller.get(f"{PAGE}&threshold=3")


def _no_facts(execute: Any, sql: Any, *rest: Any) -> Any:
    assert "coordination_episodefacts" not in str(sql)
    return execute(sql, *rest)


@pytest.mark.parametrize("name", ["nurse", "case_officer", "unit_administrator", "log_reviewer"])
def test_it_is_the_controllers_work(march: Cast, name: str) -> None:
    assert client_of(getattr(march, name)).get("/what-if/").status_code == 403
    assert api_client_of(getattr(march, name)).get(API).status_code == 403


def test_the_shares_add_up_to_the_difference(march: Cast) -> None:
    changes = Changes(
        text="dalarna-2020",
        threshold_days=Decimal(1),
        changes_cut_off=True,
        cut_off=CutOff(time=datetime(2027, 1, 1, 9).time(), sharp_is_late=True),
        window=Window(over_months=1, of_months=1),
    )
    march_alone = MonthSpan(month_named("2027-03"), month_named("2027-03"))
    answer = WhatIf(Asked(months=march_alone, known_by=timezone.now(), changes=changes, region="13"))
    (month,) = answer.months
    assert list(month.by) == list(Parameter)
    assert sum(filter(None, month.by.values())) == month.difference


def test_it_counts_by_the_corrections_as_the_month_itself_does(cast: Cast) -> None:
    a_corrected_month(cast)
    months = MonthSpan(month_named("2027-03"), month_named("2027-03"))
    asked = Question(region="13", months=months, known_by=JUNE)
    expected = liability(asked, daily_amounts(JUNE).kronor).months
    answer = WhatIf(Asked(months=months, known_by=JUNE, changes=Changes(), region="13"))
    assert [month.amount for month in answer.months] == expected.get_column("amount").to_list()
    (month,) = answer.months
    uncorrected = asked_before_the_correction(months)
    assert month.amount is not None and uncorrected is not None and month.amount < uncorrected


def a_corrected_month(cast: Cast) -> None:
    """The month of a statement; in the evening T-2 is corrected to have been ready three days later."""
    billed_march(at=IN_MARCH)
    amount_of_2027(cast)
    evening = JUNE - timedelta(hours=6)
    with time_machine.travel(evening, tick=False):
        decided(cast, proposed(cast, at=evening), at=evening)


def asked_before_the_correction(months: MonthSpan) -> Decimal | None:
    before = JUNE - timedelta(hours=12)
    return WhatIf(Asked(months=months, known_by=before, changes=Changes(), region="13")).months[0].amount
