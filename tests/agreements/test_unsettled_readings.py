"""What a text leaves open is named, asked in words, and can be read otherwise."""

from datetime import time

import pytest

from agreements.agreement import Agreement, NoSuchReading
from agreements.choices import CHOICES
from agreements.files import load_agreements

EVERYWHERE = {
    "late_admission_notice",
    "late_sip_call",
    "region_unavailable_dates",
    "episode_month",
    "daily_amount_year",
}
SILENT_ON_CORRECTIONS = {"halland-2027", "dalarna-2020", "vastra-gotaland-2020", "statute-2018"}


@pytest.mark.parametrize(
    ("slug", "own"),
    [
        ("halland-2027", {"average_decimals", "planning_basis_hours", "failed_conditions", "treatment_plan"}),
        (
            "halland-2025",
            {
                "",
                "average_decimals",
                "planning_basis_hours",
                "treatment_plan_before_ready",
                "failed_conditions",
                "treatment_plan",
            },
        ),
        (
            "dalarna-2020",
            {
                "validity.separate_economic_termination",
                "cut_off",
                "cut_off_applies_to",
                "counting",
                "long_stay_counted_from",
                "window_covers",
                "average_decimals",
                "admission_notice_receiver",
                "outpatient_only_outside",
                "window_and_other_texts",
            },
        ),
        (
            "vastra-gotaland-2020",
            {
                "validity.termination",
                "counting",
                "long_stay_counted_from",
                "average_decimals",
                "outpatient_only_outside",
                "main_agreement_in_force",
                "failed_conditions",
            },
        ),
        ("statute-2018", {"counting", "psychiatric_transition"}),
    ],
)
def test_it_names_what_the_text_leaves_open(slug: str, own: set[str]) -> None:
    unsettled = load_agreements()[slug].unsettled

    assert {reading.key for reading in unsettled} == own | EVERYWHERE | (
        {"corrections_until"} if slug in SILENT_ON_CORRECTIONS else set()
    )
    assert all(
        reading.question.sv.endswith((".", "?", ")?")) and reading.question.en for reading in unsettled
    )


def test_it_tells_first_that_the_text_of_2025_itself_is_not_known() -> None:
    whole = load_agreements()["halland-2025"].unsettled[0]

    assert whole.key == ""
    assert "ingår inte i underlaget" in whole.question.sv
    assert "2027" in whole.chosen.sv


@pytest.mark.parametrize("text", load_agreements().values(), ids=lambda text: text.slug)
def test_it_never_offers_the_chosen_reading_as_an_alternative(text: Agreement) -> None:
    for reading in text.unsettled:
        assert reading.chosen not in reading.alternatives
        assert reading.alternatives or reading.key == ""


def test_it_reads_one_term_otherwise_and_leaves_the_text_as_it_was() -> None:
    text = load_agreements()["dalarna-2020"]

    otherwise = text.read_otherwise("cut_off", {"time": time(14), "sharp_is_late": False})

    assert otherwise.terms["cut_off"].value["sharp_is_late"] is False
    assert text.terms["cut_off"].value["sharp_is_late"] is True
    assert otherwise.terms["counting"] is text.terms["counting"]


@pytest.mark.parametrize(
    ("term", "value"), [("counting", "backwards"), ("counting", "inclusive"), ("care_contact_needed", False)]
)
def test_it_refuses_a_reading_that_nobody_has_named(term: str, value: object) -> None:
    with pytest.raises(NoSuchReading):
        load_agreements()["dalarna-2020"].read_otherwise(term, value)


def test_it_has_words_for_every_choice() -> None:
    meanings = [words for choices in CHOICES.values() for words in choices.values()]

    assert all(words.sv and words.en for words in meanings)
