"""Words are found in the sources, keep their translations, and `check` names what is not in order."""

import gettext
from pathlib import Path

import pytest

from config.translations import compile_catalog, faults, po_path, update

TEMPLATE = """\
{% load i18n %}
<p title="it's">{% translate "Hello (there)" %} don't</p>
      {% blocktranslate count n=n %}one {{ n }}{% plural %}many {{ n }}{% endblocktranslate %}
   {% translate "May" context "month" %} {% include "x" with label=_("In a with") %}
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small tree with one template and one module of billing."""
    (tmp_path / "templates/billing").mkdir(parents=True)
    (tmp_path / "templates/billing/month.html").write_text(TEMPLATE)
    (tmp_path / "billing").mkdir()
    (tmp_path / "billing/words.py").write_text('from x import gettext_lazy as _\nSEND = _("Send %(n)s")\n')
    update("billing", tmp_path)
    return tmp_path


def translate(house: Path, msgid: str, words: str) -> None:
    path = po_path("billing", house)
    text = path.read_text()
    assert f'msgid "{msgid}"\nmsgstr ""' in text
    path.write_text(text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{words}"'))


def found(house: Path, what: str) -> list[str]:
    return [line for line in faults(["billing"], house) if what in line]


def test_it_finds_words_in_templates_and_modules(house: Path) -> None:
    text = po_path("billing", house).read_text()
    for words in ('"Hello (there)"', '"one %(n)s"', 'msgctxt "month"', '"In a with"', '"Send %(n)s"'):
        assert words in text
    assert "don't" not in text


def test_it_keeps_translations_and_order_however_often_it_runs(house: Path) -> None:
    translate(house, "Hello (there)", "Hej")
    before = po_path("billing", house).read_text()
    update("billing", house)
    assert po_path("billing", house).read_text() == before


def test_it_names_file_and_message_that_is_not_translated(house: Path) -> None:
    translate(house, "Hello (there)", "Hej")
    lines = found(house, "not translated")
    assert len(lines) == 4
    assert any("templates/billing/month.html" in line and "In a with" in line for line in lines)
    assert any("billing/words.py" in line and "Send" in line for line in lines)


def test_it_finds_a_placeholder_that_the_translation_lost(house: Path) -> None:
    translate(house, "Send %(n)s", "Skicka %(m)s")
    assert len(found(house, "Send %(n)s")) == 1


def test_it_names_fuzzy_translations(house: Path) -> None:
    translate(house, "In a with", "I ett med")
    path = po_path("billing", house)
    path.write_text(path.read_text().replace('msgid "In a with"', '#, fuzzy\nmsgid "In a with"'))
    assert len(found(house, "fuzzy: 'In a with'")) == 1


def test_it_keeps_an_unused_translation_apart_until_told_to_drop_it(house: Path) -> None:
    translate(house, "Send %(n)s", "Skicka %(n)s")
    words = house / "billing/words.py"
    source = words.read_text()
    words.write_text("")
    update("billing", house)
    assert '#~ msgstr "Skicka %(n)s"' in po_path("billing", house).read_text()
    assert len(found(house, "unused: 'Send %(n)s'")) == 1

    words.write_text(source)
    update("billing", house)
    assert found(house, "Send %(n)s") == []

    words.write_text("")
    update("billing", house, drop_unused=True)
    assert "Send" not in po_path("billing", house).read_text()


def test_it_compiles_what_django_reads(house: Path) -> None:
    translate(house, "Hello (there)", "Hej")
    with compile_catalog("billing", house).open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Hello (there)") == "Hej"


def test_it_refuses_two_translations_of_one_message(house: Path) -> None:
    (house / "coordination").mkdir()
    (house / "coordination/words.py").write_text('SEND = _("Send %(n)s")\n')
    translate(house, "Send %(n)s", "Skicka %(n)s")
    update("coordination", house)
    path = po_path("coordination", house)
    path.write_text(
        path.read_text().replace('msgid "Send %(n)s"\nmsgstr ""', 'msgid "Send %(n)s"\nmsgstr "Sänd %(n)s"')
    )
    assert any("said otherwise in billing" in line for line in faults(["billing", "coordination"], house))
