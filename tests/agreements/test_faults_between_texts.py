"""Texts that are sound one by one and not together: two would govern on a day, or none."""

from agreements.faults import Fault
from agreements.files import load_agreements
from tests.agreements.conftest import Texts


def test_it_refuses_two_texts_for_the_same_parties_on_the_same_day(texts: Texts) -> None:
    texts.change("halland-2025", "to: 2026-12-31", "to: 2027-01-01")

    [fault] = texts.faults()

    assert (fault.file, fault.key) == ("halland-2027.yaml", "validity.period.value")
    assert fault.reason.startswith("gäller samtidigt som halland-2025 mellan region 13 och 1315, 1380")


def test_it_refuses_a_text_that_an_extended_one_runs_into(texts: Texts) -> None:
    texts.change(
        "halland-2025", "    value: none\n    source: &decided", "    value: 12\n    source: &decided"
    )
    texts.change("halland-2027", "value: halland-2025", "value: none")

    [fault] = texts.faults()

    assert (fault.file, fault.key) == ("halland-2027.yaml", "replaces.value")
    assert fault.reason.startswith("ska vara halland-2025, som annars förlängs")


def test_it_takes_an_extended_text_that_a_later_one_replaces(texts: Texts) -> None:
    texts.change(
        "halland-2025", "    value: none\n    source: &decided", "    value: 12\n    source: &decided"
    )

    assert load_agreements(texts.folder)["halland-2025"].validity.extension_months.value == 12


def test_it_refuses_a_text_that_replaces_one_that_is_not_there(texts: Texts) -> None:
    (texts.folder / "halland-2025.yaml").unlink()

    assert texts.faults() == [
        Fault("halland-2027.yaml", "replaces.value", "det finns ingen text 'halland-2025'")
    ]


def test_it_refuses_a_folder_without_the_statute(texts: Texts) -> None:
    (texts.folder / "statute-2018.yaml").unlink()

    assert texts.faults() == [Fault("", "kind", "exakt en text ska vara lagen, inte 0")]
