"""What is followed up is counted stay by stay, and a protected figure can't be worked out from those beside it."""

from decimal import Decimal
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from billing.core.follow_up import (
    FEWEST_PATIENTS,
    STAYS,
    Cell,
    Figures,
    Indicator,
    figures_by,
    figures_of,
    protected,
)

MONTH = 2027 * 12 + 2
STAY: dict[str, Any] = {
    "region": "13",
    "municipality": "1380",
    "month": MONTH,
    "care_type": "somatic",
    "hospital": "Halmstad",
    "ward": "Avd 4B, Halmstad",
    "patient": "1",
    "days": 0,
    "notice_is_owed": True,
    "notice_in_time": True,
    "sip_is_owed": False,
    "sip_call_in_time": False,
    "is_of_ours": True,
    "sip_was_held": False,
    "is_readmitted": False,
    "deviations": 0,
}
CODES = ("1315", "1380", "1381", "1382")


def stays(*said: dict[str, Any]) -> pl.DataFrame:
    rows = [STAY | {"patient": str(at)} | one for at, one in enumerate(said)]
    return pl.DataFrame(rows, schema=STAYS)


def cell(figures: Figures, indicator: Indicator) -> Cell:
    found = figures[indicator]
    assert found is not None
    return found


def test_the_ten_episodes_of_halland_have_four_at_once_and_two_of_four_days_or_more() -> None:
    figures = figures_of(stays(*({"days": days} for days in (0, 0, 0, 0, 1, 1, 2, 3, 5, 8))))
    assert cell(figures, Indicator.DAY_ZERO).share == Decimal("40.0")
    assert cell(figures, Indicator.FOUR_OR_MORE).share == Decimal("20.0")
    assert cell(figures, Indicator.DAYS).number == 20
    assert cell(figures, Indicator.DAYS).average == Decimal("2.00")


def test_a_stay_that_does_not_count_in_the_month_still_tells_whether_the_notice_was_in_time() -> None:
    figures = figures_of(stays({"days": 1}, {"days": None, "notice_in_time": False}))
    assert cell(figures, Indicator.STAYS).number == 1
    assert cell(figures, Indicator.NOTICE_IN_TIME) == Cell(1, 2, 1, 1)


def test_an_imported_stay_says_nothing_of_readmission_or_deviations() -> None:
    figures = figures_of(stays({"is_of_ours": False}, {"is_readmitted": True, "deviations": 2}))
    assert cell(figures, Indicator.READMITTED).of == 1
    assert cell(figures, Indicator.DEVIATIONS).number == 2


def test_two_stays_of_one_patient_rest_on_one_patient() -> None:
    figures = figures_of(stays({"patient": "a", "days": 2}, {"patient": "a", "days": 3}))
    assert cell(figures, Indicator.DAYS) == Cell(5, 2, 1, 0)


def test_a_month_without_stays_has_no_shares() -> None:
    figures = figures_of(stays())
    assert cell(figures, Indicator.DAY_ZERO) == Cell(0, 0, 0, 0)
    assert cell(figures, Indicator.DAY_ZERO).share is None


def test_who_is_a_party_to_all_sees_all() -> None:
    parts = {"1380": figures_of(stays({}))}
    assert protected(parts, parts["1380"], {"1380"}) == (parts, parts["1380"])


def test_a_part_of_four_hides_the_other_parts_of_its_column_and_a_total_of_enough_stays() -> None:
    parts = {
        "1315": figures_of(stays(*({"days": 1} for _ in range(4)))),
        "1380": figures_of(stays(*({"days": 1} for _ in range(9)))),
        "1381": figures_of(stays(*({"days": 1} for _ in range(9)))),
    }
    total = figures_of(stays(*({"days": 1} for _ in range(22))))
    shown, shown_total = protected(parts, total, {"1380"})
    assert shown["1315"][Indicator.STAYS] is None
    assert shown["1381"][Indicator.STAYS] is None
    assert cell(shown["1380"], Indicator.STAYS).number == 9
    assert cell(shown_total, Indicator.STAYS).number == 22


def test_a_total_is_hidden_where_one_who_knows_the_own_part_would_have_four_left() -> None:
    parts = {
        "1315": figures_of(stays(*({"days": 1} for _ in range(4)))),
        "1380": figures_of(stays(*({"days": 1} for _ in range(9)))),
    }
    total = figures_of(stays(*({"days": 1} for _ in range(13))))
    assert protected(parts, total, set())[1][Indicator.STAYS] is None


GROUPS = st.lists(
    st.fixed_dictionaries(
        {
            "municipality": st.sampled_from(CODES),
            "days": st.none() | st.integers(0, 9),
            "notice_in_time": st.booleans(),
            "is_readmitted": st.booleans(),
        }
    ),
    max_size=60,
)


@given(GROUPS)
def test_the_parts_add_up_to_the_whole(said: list[dict[str, Any]]) -> None:
    rows = stays(*said)
    parts, total = figures_by(rows, "municipality"), figures_of(rows)
    for indicator in Indicator:
        cells = [cell(part, indicator) for part in parts.values()]
        whole = cell(total, indicator)
        assert sum(one.number for one in cells) == whole.number
        assert sum(one.of for one in cells) == whole.of
        assert sum(one.patients for one in cells) == whole.patients


@given(GROUPS, st.sampled_from((None, *CODES)))
def test_nobody_comes_by_subtraction_at_what_rests_on_too_few(
    said: list[dict[str, Any]], reader: str | None
) -> None:
    rows = stays(*said)
    parts = {str(code): figures for (code,), figures in figures_by(rows, "municipality").items()}
    own = {reader} if reader in parts else set()
    shown, total = protected(parts, figures_of(rows), own)
    for indicator in Indicator:
        hidden = [cell(parts[code], indicator) for code in parts if shown[code][indicator] is None]
        seen = [each for code, part in shown.items() if code not in own and (each := part[indicator])]
        assert not any(each.is_small for each in seen)
        if total[indicator] is None or not hidden:
            continue
        # What is left when all that is seen is taken away; and, where nobody's part is, when somebody takes the own.
        for known in (None, *(() if own else hidden)):
            left = [each for each in hidden if each is not known]
            for size in (sum(each.patients for each in left), sum(each.others for each in left)):
                assert size == 0 or size >= FEWEST_PATIENTS
