"""Messages to the unit: counted in the menu of every page, read by opening the case, and no others' to see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from coordination.actions.reminders import remind
from coordination.models import Delivery
from tests.cast import Cast, client_of
from tests.coordination.stories import Story, patient_details
from tests.coordination_web.pages import Page, open_page

HOUR = timedelta(hours=1)


def notified(cast: Cast) -> Story:
    now = timezone.now()
    story = Story(cast, admitted_at=now - 5 * HOUR)
    story.notify(now - 4 * HOUR)
    return story


def test_it_says_what_happened_from_whom_and_how_many_are_unread(cast: Cast) -> None:
    notified(cast)
    page = open_page(client_of(cast.case_officer).get(reverse("inbox")))
    assert "Meddelanden 1 oläst" in page.text
    assert "Anna A." in page.text
    assert "Nytt Inskrivningsmeddelande skickat Avd 4B –" in page.text


def test_it_is_read_by_opening_the_case(cast: Cast) -> None:
    story = notified(cast)
    officer = client_of(cast.case_officer)
    case = open_page(officer.get(reverse("case", args=[story.case.pk])))
    assert "oläst" not in case.text
    (message,) = Delivery.objects.filter(unit=cast.intake)
    assert (message.state, message.read_by) == ("read", cast.case_officer)
    assert "Inskrivningsmeddelande skickat Avd 4B Olle Olsson" in open_page(officer.get("/inbox/")).text


def test_it_is_another_units_to_read(cast: Cast) -> None:
    story = notified(cast)
    client_of(cast.nurse).get(reverse("case", args=[story.case.pk]))
    client_of(cast.stranger_officer).get(reverse("case", args=[story.case.pk]))
    assert {one.read_at for one in Delivery.objects.all()} == {None}
    assert "Inga meddelanden ännu" in open_page(client_of(cast.stranger_officer).get("/inbox/")).text


def test_it_masks_a_protected_identity(cast: Cast) -> None:
    now = timezone.now()
    story = Story(
        cast, admitted_at=now - 5 * HOUR, patient=patient_details(has_protected_identity=True, address="")
    )
    story.notify(now)
    text = open_page(client_of(cast.case_officer).get("/inbox/")).text
    assert "Skyddad identitet" in text
    assert "Anna" not in text


def test_it_names_nobody_of_a_case_that_was_taken_from_the_unit(cast: Cast) -> None:
    story = notified(cast)
    story.cancel(timezone.now())
    page = open_page(client_of(cast.case_officer).get("/inbox/"))
    assert "Makulerat: registrerat av misstag" in page.text
    assert "Anna" not in page.text
    assert story.case.number in page.text


def test_it_reminds_the_unit_that_must_act(cast: Cast) -> None:
    Story(cast, admitted_at=timezone.now() - 19 * HOUR)
    remind()
    page = open_page(client_of(cast.nurse).get("/inbox/"))
    assert "Påminnelse: Inskrivningsmeddelande senast" in page.text


@pytest.fixture
def three_pages(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Numbers of the cases that an officer was told of, the latest first, five in two of three pages; four at once."""
    monkeypatch.setattr("coordination.web.inbox.ROWS_A_PAGE", 2)
    told = [notified(cast) for _ in range(5)]
    for some, ago in ((told[:1], 7 * HOUR), (told[1:], 6 * HOUR)):
        cases = [one.case.pk for one in some]
        Delivery.objects.filter(case__in=cases).update(created_at=timezone.now() - ago)
    return [one.case.number for one in reversed(told)]


def numbers(page: Page, told: list[str]) -> list[str]:
    return sorted((one for one in told if one in page.text), key=page.text.index)


def test_it_is_gone_through_by_older_and_newer_messages(cast: Cast, three_pages: list[str]) -> None:
    officer = client_of(cast.case_officer)
    first = open_page(officer.get("/inbox/"))
    second = open_page(officer.get("/inbox/" + first.link("Äldre")))
    third = open_page(officer.get("/inbox/" + second.link("Äldre")))
    pages = [first, second, third]
    assert [numbers(page, three_pages) for page in pages] == [
        three_pages[:2],
        three_pages[2:4],
        three_pages[4:],
    ]
    assert "Nyare" not in first.text and "Äldre" not in third.text
    back = open_page(officer.get("/inbox/" + third.link("Nyare")))
    assert numbers(back, three_pages) == three_pages[2:4]
    assert numbers(open_page(officer.get("/inbox/" + back.link("Nyare"))), three_pages) == three_pages[:2]


def test_a_message_that_comes_meanwhile_moves_no_older_one(cast: Cast, three_pages: list[str]) -> None:
    officer = client_of(cast.case_officer)
    older = open_page(officer.get("/inbox/?of=all")).link("Äldre")
    notified(cast)
    assert numbers(open_page(officer.get("/inbox/" + older)), three_pages) == three_pages[2:4]
    assert "of=all" in older


@pytest.mark.parametrize(
    "asked", ["before=x", "before=1", "after=1.-2", f"before={10**30}.1", "after=.", "page=2"]
)
def test_an_address_that_cannot_be_read_shows_the_latest(
    cast: Cast, three_pages: list[str], asked: str
) -> None:
    page = open_page(client_of(cast.case_officer).get(f"/inbox/?{asked}"))
    assert numbers(page, three_pages) == three_pages[:2]


@pytest.mark.parametrize("rows", [2, 20])
def test_it_asks_as_often_for_many_messages_as_for_few(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for _ in range(rows):
        notified(cast)
    client = client_of(cast.case_officer)
    # 1 session, 2 user, 3 assignment, 4 the messages of the page, 5 who sent them, 6 how many are unread
    with django_assert_num_queries(6):
        client.get("/inbox/")
