"""The texts can be read by everybody who is signed in: value by value, each with its clause."""

import pytest

from agreements.files import load_agreements
from agreements.law import load_statute, section_cited
from billing.core.reasons import EXPLANATIONS, Reason
from tests.billing_web.test_month_page import words
from tests.cast import Cast, client_of


@pytest.mark.parametrize("slug", load_agreements())
def test_it_shows_every_term_with_its_clause(cast: Cast, slug: str) -> None:
    page = client_of(cast.nurse).get(f"/agreements/{slug}/").content.decode()
    for key, sourced in load_agreements()[slug].terms.items():
        assert f'id="{key}"' in page
        assert sourced.source.section in page.replace("&amp;", "&").replace("&quot;", '"')


def test_it_says_values_as_people_do_and_marks_what_is_unsettled(cast: Cast) -> None:
    said = words(client_of(cast.nurse), "/agreements/dalarna-2020/")
    assert "Riktmärke, dagar i snitt 2 dagar" in said
    assert "från kl. 14.00 räknas nästa dag oklart i texten" in said
    assert "över 7 dagar, minus 3 dagar" in said
    assert "2 av de 3 senaste" in said
    assert "Förlängs sedan med 24 månader i taget" in said
    assert "alla parter, var och en för sig" in said


def test_it_lists_the_texts_and_their_parties(cast: Cast) -> None:
    said = words(client_of(cast.nurse), "/agreements/")
    assert "Region Halland, Hylte, Halmstad, Laholm, Falkenberg, Varberg, Kungsbacka" in said


def test_it_has_the_section_of_the_statute_that_each_reason_names() -> None:
    for reason in Reason:
        assert section_cited(EXPLANATIONS[reason].ground) is not None, reason


def test_it_quotes_the_statute_in_full(cast: Cast) -> None:
    said = words(client_of(cast.nurse), "/agreements/law/")
    for chapter in load_statute().chapters:
        for section in chapter.sections:
            for paragraph in section.paragraphs:
                assert paragraph in said
