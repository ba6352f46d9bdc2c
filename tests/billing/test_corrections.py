"""What a correction does to an episode, kind by kind; and that without it everything is as it was."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from agreements.files import load_agreements
from billing.core.corrected_facts import corrected_facts
from billing.core.corrections import CATALOGUE, Asks, Correction, CorrectionKind
from billing.core.episodes import episode_lines
from billing.core.facts import CORRECTED_BY, CORRECTION_COLUMNS, FACTS, REGION_AVAILABLE
from billing.core.month_life import Side
from billing.texts.terms import terms_of
from tests.billing_stored.facts import episode

HALLAND = terms_of(load_agreements()["halland-2027"])
DALARNA = terms_of(load_agreements()["dalarna-2020"])


def facts(*rows: dict[str, Any]) -> pl.DataFrame:
    schema = {"region": pl.String, **FACTS}
    if any(REGION_AVAILABLE in row for row in rows):
        schema[REGION_AVAILABLE] = pl.List(pl.Datetime("us"))
    return pl.DataFrame([{"region": "13", **row} for row in rows], schema=schema)


def one(kind: str, **said: Any) -> Correction:
    return Correction(number=7, region="13", episode_id="T-1", kind=CorrectionKind(kind), **said)


def line(*corrections: Correction, terms: Any = HALLAND, **said: Any) -> dict[str, Any]:
    """The only episode's line, with the corrections."""
    lines = episode_lines(corrected_facts(facts(episode(1, **said)), corrections).lazy(), terms)
    return lines.collect().row(0, named=True)


# Ready on 3 March at 13.15 and home on the 6th: three days.
CASES = [
    (one("wrong_ready_time", at=datetime(2027, 3, 5, 9)), {"days": 1}),
    (one("wrong_ready_time", at=datetime(2027, 3, 2, 9)), {"days": 4}),
    (one("ready_not_withdrawn"), {"days": 0, "reason": "no_discharge_ready_notice"}),
    (one("ready_not_withdrawn", at=datetime(2027, 3, 6, 8)), {"days": 0, "reason": ""}),
    (one("wrong_discharge_time", at=datetime(2027, 3, 4, 9)), {"days": 1}),
    (one("wrong_discharge_time", at=datetime(2027, 4, 1, 9)), {"days": 29, "month": 2027 * 12 + 3}),
    (one("died", at=datetime(2027, 3, 5, 23)), {"days": 2}),
    (one("on_leave", first_day=date(2027, 3, 4), last_day=date(2027, 3, 5)), {"days": 1}),
    (one("on_leave", first_day=date(2027, 3, 1), last_day=date(2027, 3, 3)), {"days": 3}),
    (one("moved", first_day=date(2027, 3, 1), last_day=date(2027, 3, 30)), {"days": 0, "reason": ""}),
    (one("court_pending", first_day=date(2027, 3, 6), last_day=date(2027, 3, 6)), {"days": 2}),
    (one("region_services_missing", first_day=date(2027, 3, 4), last_day=date(2027, 3, 4)), {"days": 2}),
    (one("admission_notice"), {"days": 0, "reason": "no_admission_notice"}),
    (one("admission_notice", at=datetime(2027, 3, 5, 9)), {"days": 3, "admission_notice_is_late": True}),
    (one("no_municipal_services"), {"days": 0, "reason": "no_municipal_services"}),
    (one("opened_by_mistake"), {"days": 0, "reason": "taken_out", "status": "excluded"}),
    (one("test"), {"days": 0, "reason": "taken_out"}),
    (one("duplicate"), {"days": 0, "reason": "taken_out"}),
    (one("wrong_municipality", municipality="1384"), {"days": 3, "municipality": "1384"}),
    (one("placed_by_another", municipality="1384"), {"days": 3, "municipality": "1384"}),
]


@pytest.mark.parametrize(("correction", "expected"), CASES, ids=lambda one: getattr(one, "kind", ""))
def test_it_changes_what_its_kind_says(correction: Correction, expected: dict[str, Any]) -> None:
    assert line().items() >= {"days": 3, "reason": "", "status": "averaged"}.items()
    assert line(correction).items() >= expected.items()


def test_it_lets_a_sip_be_called_to_after_all_or_not_be_needed() -> None:
    assert line(sip_required=True)["reason"] == "no_sip_call"
    for kind, said in (("sip_call", {"at": datetime(2027, 3, 4, 9)}), ("sip_not_needed", {})):
        assert line(one(kind, **said), sip_required=True)["days"] == 3


def test_it_lets_a_care_contact_be_appointed_where_the_text_asks_for_one() -> None:
    assert line(one("care_contact"), terms=DALARNA)["reason"] == "no_care_contact"


def test_it_gives_an_episode_back_to_the_municipality_of_registration() -> None:
    placed = {"placing_municipality": "1384"}
    assert line(**placed)["municipality"] == "1384"
    assert line(one("not_placed"), **placed)["municipality"] == "1380"


def test_it_leaves_out_a_date_once_that_region_services_were_missing_on_too() -> None:
    missing = {
        "region_unavailable_from": datetime(2027, 3, 4, 9),
        "region_unavailable_to": datetime(2027, 3, 4, 18),
    }
    both = one("on_leave", first_day=date(2027, 3, 4), last_day=date(2027, 3, 5))
    assert line(**missing)["days"] == 2
    assert line(both, **missing)["days"] == 1


def test_it_leaves_out_a_date_within_several_intervals_once() -> None:
    several = {
        "region_unavailable_from": datetime(2027, 3, 4, 9),
        "region_unavailable_to": datetime(2027, 3, 8, 9),
        "discharged_at": datetime(2027, 3, 10, 9),
        REGION_AVAILABLE: [datetime(2027, 3, 4, 18), datetime(2027, 3, 8, 8)],
    }
    # Counted: 5, 6, 7, 9 and 10 March; not 4 and 8.
    assert line(**several)["days"] == 5
    assert (
        line(one("on_leave", first_day=date(2027, 3, 7), last_day=date(2027, 3, 9)), **several)["days"] == 3
    )


def test_it_adds_up_the_dates_of_several_and_lets_the_later_time_win() -> None:
    first = one("on_leave", first_day=date(2027, 3, 4), last_day=date(2027, 3, 4))
    second = one("moved", first_day=date(2027, 3, 4), last_day=date(2027, 3, 5))
    assert line(first, second)["days"] == 1
    early, late = (one("wrong_ready_time", at=datetime(2027, 3, day, 9)) for day in (2, 5))
    assert (line(early, late)["days"], line(late, early)["days"]) == (1, 4)


def test_it_touches_no_other_episode_and_none_of_another_region() -> None:
    rows = facts(episode(1), episode(2), episode(3))
    after = corrected_facts(rows, [one("opened_by_mistake")])
    assert_frame_equal(after.drop(CORRECTION_COLUMNS), rows)
    assert after.get_column(CORRECTED_BY).to_list() == [[7], None, None]
    elsewhere = Correction(number=8, region="14", episode_id="T-1", kind=CorrectionKind.TEST)
    assert_frame_equal(corrected_facts(rows, [elsewhere]), rows)


def test_it_has_words_and_a_ground_for_every_kind() -> None:
    assert CATALOGUE.keys() == set(CorrectionKind)
    for row in CATALOGUE.values():
        assert row.swedish and row.english and row.ground and Side.REGION in row.proposed_by
        assert row.asks is Asks.NOTHING or row.value is None


TIMES = st.integers(0, 700).map(lambda hours: datetime(2027, 3, 1) + timedelta(hours=hours))


@st.composite
def some_corrections(draw: st.DrawFn) -> list[Correction]:
    """Of any kinds, of three episodes of which one is not there."""
    found = []
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(CorrectionKind))
        first = draw(TIMES).date()
        by: dict[Asks, Callable[[], dict[str, Any]]] = {
            Asks.NOTHING: dict,
            Asks.TIME: lambda: {"at": draw(TIMES)},
            Asks.TIME_OR_NEVER: lambda: {"at": draw(st.one_of(st.none(), TIMES))},
            Asks.DATES: lambda: {"first_day": first, "last_day": first + timedelta(draw(st.integers(0, 9)))},  # noqa: B023
            Asks.MUNICIPALITY: lambda: {"municipality": draw(st.sampled_from(["1380", "1384"]))},
        }
        episode_id = draw(st.sampled_from(["T-1", "T-2", "T-9"]))
        said = by[CATALOGUE[kind].asks]()
        found.append(Correction(number=number, region="13", episode_id=episode_id, kind=kind, **said))
    return found


@given(corrections=some_corrections(), terms=st.sampled_from(list(load_agreements().values())))
def test_it_leaves_no_trace_when_it_is_undone(corrections: list[Correction], terms: Any) -> None:
    rows = facts(
        episode(1), episode(2, discharged_at=datetime(2027, 3, 20, 9)), episode(3, sip_required=True)
    )
    read = terms_of(terms)
    before = episode_lines(rows.lazy(), read).collect()
    after = episode_lines(corrected_facts(rows, corrections).lazy(), read).collect()
    untouched = ~pl.col("episode_id").is_in([each.episode_id for each in corrections])
    assert_frame_equal(after.filter(untouched), before.filter(untouched))
    assert (after.get_column("days") >= 0).all()
    undone = [each for each in corrections if each.episode_id == "T-9"]
    assert_frame_equal(episode_lines(corrected_facts(rows, undone).lazy(), read).collect(), before)


@given(corrections=some_corrections())
def test_it_is_the_same_when_one_of_several_is_undone_as_if_it_had_never_been(
    corrections: list[Correction],
) -> None:
    rows = facts(episode(1), episode(2))
    facts_before = rows.to_dicts()
    without = corrected_facts(rows, corrections[1:])
    corrected_facts(rows, corrections)
    assert rows.to_dicts() == facts_before
    assert_frame_equal(corrected_facts(rows, corrections[1:]), without)
