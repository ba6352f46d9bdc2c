"""Every address as each of the cast: `every_route.txt` says who is let in, who may not, and who must not know."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver, resolve

from coordination.web.step_pages import STEP_PAGES
from tests.cast import Cast
from tests.routes.table import names, rows
from tests.routes.world import ENTERED, World

REFUSED = {401, 403, 404, 405}
SIGNED_OUT = ("anonymous", "ended")
STRANGERS = ("stranger_nurse", "stranger_officer", "stranger_controller")


@pytest.mark.parametrize("name", names())
def test_it_answers_each_as_the_table_says(cast: Cast, name: str) -> None:
    world = World(cast, name)
    wrong = []
    for row in rows():
        status, has_written = world.ask(row)
        if status != row.answers[name]:
            wrong.append(f"{row.method} {row.address}: {status}, not {row.answers[name]}")
        if has_written and (status in REFUSED or name in SIGNED_OUT):
            wrong.append(f"{row.method} {row.address}: refused, and yet something was written")
    assert wrong == []


def test_it_asks_everybody_of_the_cast(cast: Cast) -> None:
    assert {*names()} == {*SIGNED_OUT, *(name for name, _ in cast.everybody())}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_it_has_a_row_for_every_address(method: str) -> None:
    asked = [row.address for row in rows() if row.method == method]
    named = ("ward", "intake", "nurse", "officer", "of_ward", "of_intake", "district")
    entered = [f"{whose}{what}" for whose in ("", "their_") for what in ENTERED]
    sent = ("channel", "failed", "their_channel", "their_failed", "message")
    announced = ("announcement", "their_announcement")
    places: dict[str, Any] = dict.fromkeys((*named, *entered, *sent, *announced), 1)
    corrections = ("correction", "counted", "other_correction")
    disputes = ("dispute", "to_decide", "other_dispute")
    places |= dict.fromkeys((*corrections, *disputes, "change"), 1)
    case = "00000000-0000-0000-0000-000000000000"
    places |= dict.fromkeys(("statement", "proposed", "other_statement"), "13-2026-0001")
    tried = {resolve(address.format(case=case, **places).partition("?")[0]).route for address in asked}
    assert {*_routes(get_resolver().url_patterns)} - tried == set()
    for step in STEP_PAGES:
        assert f"/cases/{{case}}/{step.replace('_', '-')}/" in asked


def test_it_hides_cases_and_months_from_strangers_wholly() -> None:
    """The table itself: of what is not theirs they learn nothing, not even by what is forbidden."""
    for row in rows():
        if "{case}" in row.address:
            assert {row.answers[name] for name in STRANGERS} <= {404, 405}, row.address
        if "/13/1380/" in row.address:
            assert row.answers["stranger_controller"] in (404, 405), row.address


def _routes(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from _routes(pattern.url_patterns, route)
