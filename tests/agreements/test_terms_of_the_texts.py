"""What each text says: the table of values, and the form in which the billing core reads them."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from agreements.agreement import Agreement
from agreements.dated import DatePeriod
from agreements.files import load_agreement, load_agreements
from agreements.terms import TERM_SHAPES

TEXTS = ("halland-2027", "halland-2025", "dalarna-2020", "vastra-gotaland-2020", "statute-2018")
NOON = {"time": time(12), "sharp_is_late": False}
TWO_OCLOCK = {"time": time(14), "sharp_is_late": True}
LONG_STAY = {"over_days": 7, "free_days": 3}
EVERY_EPISODE = {"over_days": None, "free_days": 3}
EACH_MONTH, TWO_OF_THREE = {"over_months": 1, "of_months": 1}, {"over_months": 2, "of_months": 3}
TRANSITION = {
    "care_types": ("psychiatric", "forensic"),
    "notice_year": 2018,
    "free_days": 30,
    "cut_off": None,
}

# term: the values in the order of TEXTS; one value stands for all.
VALUES: dict[str, tuple[Any, ...]] = {
    "threshold_days": (Decimal("1.5"), Decimal("1.5"), Decimal(2), Decimal(3), None),
    "cut_off": (None, None, TWO_OCLOCK, None, NOON),
    "cut_off_applies_to": ("start", "start", "start", "start", "notice"),
    "counting": ("elapsed", "elapsed", "inclusive", "elapsed", "elapsed"),
    "long_stay": (None, None, LONG_STAY, LONG_STAY, EVERY_EPISODE),
    "long_stay_counted_from": (
        "counting_start",
        "counting_start",
        "counting_start",
        "notice",
        "counting_start",
    ),
    "window": (EACH_MONTH, EACH_MONTH, TWO_OF_THREE, EACH_MONTH, EACH_MONTH),
    "window_covers": ("average",),
    "care_contact_needed": (False, False, True, False, False),
    "conditions_delay_start": (False, False, True, False, False),
    "average_decimals": (None, None, 2, None, None),
    "discount_percent": (Decimal(0), Decimal(35), Decimal(0), Decimal(0), Decimal(0)),
    "late_admission_notice": ("warns",),
    "late_sip_call": ("warns",),
    "region_unavailable_dates": ("both_ends",),
    "episode_month": ("discharge",),
    "daily_amount_year": ("discharge",),
    "psychiatric_transition": (None, None, None, None, TRANSITION),
    "registrations_close_day": (7, 7, None, None, None),
    "corrections_until": ("joint_routine", *["invoice_sent"] * 4),
    "invoice_day": (20, 20, None, None, None),
    "planning_basis_hours": (48, 48, None, None, None),
    "treatment_plan_before_ready": (True, False, False, False, False),
    "admission_notice_receiver": ("municipality",),
    "outpatient_only_outside": (True,),
}


@pytest.mark.parametrize(
    ("slug", "term", "value"),
    [
        (slug, term, values[at] if len(values) > 1 else values[0])
        for term, values in VALUES.items()
        for at, slug in enumerate(TEXTS)
    ],
)
def test_it_reads_the_value(slug: str, term: str, value: Any) -> None:
    read = load_agreements()[slug].terms[term].value

    assert read == value
    assert type(read) is type(value) or isinstance(value, dict)


@pytest.mark.parametrize(
    ("slug", "levels"),
    [
        ("halland-2027", ["Förhandling mellan parterna", "Halmstads tingsrätt"]),
        ("halland-2025", ["Förhandling mellan parterna", "Halmstads tingsrätt"]),
        (
            "dalarna-2020",
            ["Lokal chefsnivå", "Länsnätverk förvaltningschefer", "Välfärdsrådet", "Allmän domstol"],
        ),
        ("vastra-gotaland-2020", ["Enligt hälso- och sjukvårdsavtalet i Västra Götaland"]),
        ("statute-2018", []),
    ],
)
def test_it_tells_where_a_dispute_goes(slug: str, levels: list[str]) -> None:
    assert [level.sv for level in load_agreements()[slug].terms["dispute_levels"].value] == levels


def test_it_tells_that_dalarna_analyses_a_questioned_invoice_together() -> None:
    questioned = load_agreements()["dalarna-2020"].terms["questioned_invoice"].value

    assert questioned["what"].sv == "Gemensam analys"
    assert (questioned["started_by"], questioned["at"]) == ("municipality", "Länsnätverk förvaltningschefer")
    assert _texts_with("questioned_invoice") == ["dalarna-2020"]


def test_it_tells_that_vastra_gotaland_draws_up_an_action_plan() -> None:
    plan = load_agreements()["vastra-gotaland-2020"].terms["action_plan"].value

    assert plan == {"levels": ("municipality", "district"), "started_by": "any_party"}
    assert _texts_with("action_plan") == ["vastra-gotaland-2020"]


@pytest.mark.parametrize(
    ("slug", "reports"),
    [
        ("halland-2027", [("monthly", "(RUG)"), ("continuously", "(GNHH)"), ("yearly", "(RUG)")]),
        ("halland-2025", [("monthly", "(RUG)"), ("continuously", "(GNHH)"), ("yearly", "(RUG)")]),
        ("dalarna-2020", [("yearly", "Rådet för välfärdsutveckling")]),
        ("vastra-gotaland-2020", [("yearly", "Västra Götaland"), ("continuously", "Västra Götaland")]),
        ("statute-2018", []),
    ],
)
def test_it_tells_how_the_text_is_followed_up(slug: str, reports: list[tuple[str, str]]) -> None:
    follow_up = load_agreements()[slug].terms["follow_up"].value

    assert [report["how_often"] for report in follow_up] == [how_often for how_often, _ in reports]
    assert all(report["to"].endswith(to) for report, (_, to) in zip(follow_up, reports, strict=True))


@pytest.mark.parametrize(
    ("slug", "first", "last", "extension", "notice"),
    [
        ("halland-2027", date(2027, 1, 1), date(2027, 12, 31), 12, 6),
        ("halland-2025", date(2025, 10, 1), date(2026, 12, 31), None, None),
        ("dalarna-2020", date(2020, 1, 1), date(2022, 1, 1), 24, 9),
        ("vastra-gotaland-2020", date(2020, 12, 1), date(2024, 12, 31), 24, 12),
        ("statute-2018", date(2018, 1, 1), None, None, None),
    ],
)
def test_it_reads_when_the_text_is_in_force(
    slug: str, first: date, last: date | None, extension: int | None, notice: int | None
) -> None:
    validity = load_agreements()[slug].validity

    assert validity.period.value == DatePeriod(first, last)
    assert (validity.extension_months.value, validity.notice_months.value) == (extension, notice)


@pytest.mark.parametrize("text", load_agreements().values(), ids=lambda text: text.slug)
def test_it_has_a_source_beside_every_value(text: Agreement) -> None:
    validity = text.validity
    entries = [text.parties, text.replaces, *(getattr(validity, name) for name in validity.__slots__)]
    for entry in [*entries, *text.terms.values(), *text.readings]:
        assert entry.source.document and entry.source.reference and entry.source.section
        assert entry.source.quote or entry.source.words


def test_it_has_the_same_keys_in_every_text() -> None:
    assert [text.slug for text in load_agreements().values() if text.terms.keys() != TERM_SHAPES.keys()] == []
    covered = {*VALUES, "dispute_levels", "questioned_invoice", "action_plan", "follow_up"}
    assert covered == TERM_SHAPES.keys()


def test_it_gives_one_text_without_reading_the_others() -> None:
    assert load_agreement("dalarna-2020") == load_agreements()["dalarna-2020"]


@pytest.mark.parametrize("slug", ["dalarna-2021", "", "../daily_amounts", "*"])
def test_it_knows_no_other_text(slug: str) -> None:
    with pytest.raises(KeyError):
        load_agreement(slug)


def test_it_cannot_be_changed_in_passing() -> None:
    text = load_agreement("dalarna-2020")

    with pytest.raises(TypeError):
        text.terms["counting"] = text.terms["window"]  # type: ignore[index]
    with pytest.raises(TypeError):
        text.terms["window"].value["over_months"] = 1


def _texts_with(term: str) -> list[str]:
    return [slug for slug, text in load_agreements().items() if text.terms[term].value is not None]
