"""What the log's page says of each look: words, and no codes of the program's."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from billing.web.statement_file import FILES
from coordination.web.log_words import BY_API, LOOKS, look_in_words, subject_in_words
from coordination.web.plan_document import WORDS_OF

RECORDS = {
    "record_look",
    "record_looks",
    "record_look_at_many",
    "record_look_at_month",
    "record_look_at_statement",
}
COMPOSED = {
    *(f"{kind} plan on paper{by}" for kind in WORDS_OF for by in ("", BY_API)),
    *(f"statement as {one.name}{by}" for one in FILES for by in ("", BY_API)),
}
"""What stands in no call as it is stored."""


def recorded() -> Iterator[str]:
    """Everything that the program's calls say was looked at."""
    for app in ("accounts", "coordination", "billing"):
        for file in Path(settings.BASE_DIR, app).rglob("*.py"):
            for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") in RECORDS:
                    whats = [one.value for one in call.keywords if one.arg == "what"]
                    constants = [
                        one for what in whats for one in ast.walk(what) if isinstance(one, ast.Constant)
                    ]
                    if not any(isinstance(what, ast.JoinedStr) for what in whats):
                        yield from (str(one.value) for one in constants)


def test_it_has_words_for_every_look_that_is_recorded() -> None:
    found = {*recorded(), *COMPOSED}
    assert {"case page", "outage list", "statement page", "statement by API"} <= found
    assert {what for what in found if what.removesuffix(BY_API) not in LOOKS} == set()


def test_it_says_by_whom_it_was_fetched() -> None:
    assert look_in_words("case by API") == "Ärendet, av ett annat system"
    assert look_in_words("draft of a statement") == "Utkastet till ett underlag"


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("month 13/1380/2026-10", "Halmstad, 2026-10"),
        ("statement HAL-1380-2026-10-1", "Underlag HAL-1380-2026-10-1"),
        ("sought 7f961a2b3c4d5e6f7a8b9c0d", "det sökta sparas inte"),
        ("log 2026-10-26/2026-11-25", "Tittarna från 2026-10-26 till 2026-11-25"),
        ("log 2026-10-26/ person 7 sought", "Tittarna från 2026-10-26 till –"),
    ],
)
def test_it_says_at_what_somebody_looked(subject: str, words: str) -> None:
    assert subject_in_words(subject) == words
