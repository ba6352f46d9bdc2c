"""The guides: each role has one, the product shows it, and what it names is on the screen."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from accounts.access.roles import Role
from config.guide import FOLDER, GUIDE_OF, GUIDES, guide
from config.guide_text import LINK, PICTURE, WORDS, NotUnderstood, as_html
from tests.cast import Cast, client_of

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
# What nobody should have to look for: in every guide under the same heading.
HEADINGS = ("Det du ser först", "När något blir fel")

each_guide = pytest.mark.parametrize("slug", GUIDES)


@cache
def words_of_the_screen() -> frozenset[str]:
    """Everything that is said in Swedish, however the lines are broken."""
    said: set[str] = set()
    for file in (ROOT / "locale").glob("*/sv/LC_MESSAGES/django.po"):
        with file.open("rb") as catalog:
            for message in read_po(catalog, locale="sv"):
                forms = message.string if isinstance(message.string, tuple | list) else [message.string]
                said |= {" ".join(form.split()) for form in forms}
    return frozenset(said)


def test_it_is_there_for_every_role() -> None:
    assert GUIDE_OF.keys() == {*Role}
    assert {file.stem for file in FOLDER.glob("*.md")} == GUIDES.keys()


@each_guide
def test_it_can_be_shown_in_the_product(slug: str) -> None:
    shown = as_html(guide(slug))
    assert shown.count("<h2>") >= len(HEADINGS)
    assert not re.search(r"\*\*|\]\(|^#", shown)


@each_guide
def test_it_says_what_is_seen_first_and_what_to_do_when_something_goes_wrong(slug: str) -> None:
    headings = re.findall(r"^## (.+)$", guide(slug), re.MULTILINE)
    assert {*HEADINGS} <= {*headings}
    assert any(re.match("Tid|Dina tid", heading) for heading in headings)


@each_guide
def test_it_has_pictures_that_are_there(slug: str) -> None:
    pictures = [found["name"] for found in PICTURE.finditer(guide(slug))]
    assert pictures
    assert [name for name in pictures if not (PICTURES / name).exists()] == []


@each_guide
def test_it_links_to_guides_that_are_there(slug: str) -> None:
    assert {found["slug"] for found in LINK.finditer(guide(slug))} <= GUIDES.keys()


@each_guide
def test_it_calls_everything_what_the_screen_calls_it(slug: str) -> None:
    named = [found["text"] for found in WORDS.finditer(guide(slug))]
    assert named
    assert [words for words in named if words not in words_of_the_screen()] == []


@pytest.mark.parametrize(
    ("who", "slug"),
    [
        ("nurse", "avdelning"),
        ("physician", "avdelning"),
        ("coordinator", "vardcentral"),
        ("case_officer", "kommun"),
        ("region_controller", "regionens-controller"),
        ("municipal_controller", "kommunens-controller"),
        ("unit_administrator", "enhetsadministrator"),
        ("log_reviewer", "loggranskare"),
        ("system_administrator", "systemadministrator"),
    ],
)
def test_it_is_one_click_away_and_that_of_the_own_role(cast: Cast, who: str, slug: str) -> None:
    client = client_of(getattr(cast, who))
    assert f'href="{reverse("help")}">Hjälp</a>' in client.get(reverse("choose-assignment")).text
    answer = client.get(reverse("help"))
    assert answer["Location"] == reverse("guide", args=[slug])
    page = client.get(answer["Location"])
    assert page.status_code == 200
    assert GUIDES.keys() - {slug} == {other for other in GUIDES if f'href="/help/{other}/"' in page.text}
    for name in (found["name"] for found in PICTURE.finditer(guide(slug))):
        assert f'src="/static/pictures/{name}"' in page.text
        assert finders.find(f"pictures/{name}")


def test_it_is_not_there_under_another_name(cast: Cast) -> None:
    assert client_of(cast.nurse).get("/help/settings/").status_code == 404


def test_it_is_for_those_who_work_here(client: Client, db: None) -> None:
    assert client.get(reverse("help")).status_code == 302
    assert client.get(reverse("guide", args=["avdelning"]))["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(
    "text", ["a *word*", "`code`", "| a | b |", "[out](https://example.org)", "<b>x</b>", "- one\ntwo"]
)
def test_it_refuses_what_it_would_show_wrongly(text: str) -> None:
    with pytest.raises(NotUnderstood):
        as_html(f"# Guide\n\n{text}")
