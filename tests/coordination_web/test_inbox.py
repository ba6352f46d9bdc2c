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
from tests.coordination_web.pages import open_page

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


@pytest.mark.parametrize("rows", [2, 20])
def test_it_asks_as_often_for_many_messages_as_for_few(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for _ in range(rows):
        notified(cast)
    client = client_of(cast.case_officer)
    # 1 session, 2 user, 3 assignment, 4 how many messages, 5 those of the page, 6 how many are unread
    with django_assert_num_queries(6):
        client.get("/inbox/")
