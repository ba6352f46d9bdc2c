"""A folder with a fault is refused, with every fault by file, key and reason."""

import shutil
from pathlib import Path

import pytest

from agreements.faults import AgreementFault, Fault
from agreements.files import TEXTS, load_agreement, load_agreements

THRESHOLD_SOURCE = "quote: Hallands riktmärke (B) = 1,5."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(TEXTS, tmp_path / "texts")
    return tmp_path / "texts"


def change(folder: Path, slug: str, find: str, put: str) -> None:
    file = folder / f"{slug}.yaml"
    before = file.read_text(encoding="utf-8")
    assert before.count(find) >= 1, f"the text no longer says {find!r}"
    file.write_text(before.replace(find, put, 1), encoding="utf-8")


def faults_of(folder: Path) -> list[Fault]:
    with pytest.raises(AgreementFault) as refused:
        load_agreements(folder)
    return list(refused.value.faults)


@pytest.mark.parametrize(
    ("find", "put", "key", "reason"),
    [
        ("  discount_percent:", "  discount:", "terms.discount_percent", "is missing"),
        ("  discount_percent:", "  discount:", "terms.discount", "is not a known key"),
        ("  notice_months:", "  notice:", "validity.notice_months", "is missing"),
        ("replaces:", "substitutes:", "replaces", "is missing"),
        ("kind: agreement", "kind: law", "kind", "agreement or statute expected, not 'law'"),
        ("kind: agreement", "kind: statute", "parties", "the statute, and nothing else, binds everyone"),
        ("slug: halland-2027", "slug: halland-2028", "slug", "'halland-2028' is not the file's name"),
        ("  average_decimals:", "  window:", "line 1", "is given twice"),
        # Wrong types
        (
            "value: 1.5",
            'value: "1.5"',
            "terms.threshold_days.value",
            "a number, zero or more, expected, not '1.5'",
        ),
        ("value: 1.5", "value: -1.5", "terms.threshold_days.value", "a number, zero or more, expected"),
        (
            "value: 1.5",
            "value: .inf",
            "terms.threshold_days.value",
            "a number, zero or more, expected, not '.inf'",
        ),
        (
            "value: 1.5",
            "value: true",
            "terms.threshold_days.value",
            "a number, zero or more, expected, not True",
        ),
        (
            "value: 0\n",
            "value: 101\n",
            "terms.discount_percent.value",
            "a number from 0 to 100 expected, not",
        ),
        (
            "value: 20\n",
            "value: 31\n",
            "terms.invoice_day.value",
            "a whole number from 1 to 28 expected, not 31",
        ),
        ("value: 7\n", "value: 7.0\n", "terms.registrations_close_day.value", "a whole number from 1 to 28"),
        ("value: elapsed", "value: backwards", "terms.counting.value", "one of elapsed, inclusive expected"),
        ("value: elapsed", "value: [elapsed]", "terms.counting.value", "one of elapsed, inclusive expected"),
        (
            "value: false",
            "value: maybe",
            "terms.care_contact_needed.value",
            "true or false expected, not 'maybe'",
        ),
        (
            "{over_months: 1, of_months: 1}",
            "1",
            "terms.window.value",
            "a mapping with the keys over_months, of_months",
        ),
        ("{over_months: 1, of_months: 1}", "{over_months: 1}", "terms.window.value.of_months", "is missing"),
        (
            "{over_months: 1, of_months: 1}",
            "{over_months: 3, of_months: 2}",
            "terms.window.value",
            "asks for more",
        ),
        (
            "how_often: monthly",
            "how_often: often",
            "terms.follow_up.value.0.how_often",
            "one of monthly, yearly",
        ),
        (
            "to: 2027-12-31",
            "to: soon",
            "validity.period.value.to",
            "a date as 2027-01-31 expected, not 'soon'",
        ),
        ("to: 2027-12-31", "to: 2027-02-30", "validity.period.value.to", "a date as 2027-01-31 expected"),
        ("to: 2027-12-31", "to: 2026-12-31", "validity.period.value", "ends before it begins"),
        ("to: 2027-12-31", "to: none", "validity.period.value.to", "an agreement has a last day"),
        (
            "    value: 6\n",
            "    value: none\n",
            "validity.notice_months",
            "a termination needs a time of notice",
        ),
        (
            "by: any_party",
            "by: anyone",
            "validity.termination.value.by",
            "one of any_party, every_party expected",
        ),
        # Parties
        (
            '"1315"',
            '"1316"',
            "parties.value.municipalities.0",
            "the code of a Swedish municipality, in quotes,",
        ),
        ('"1315"', "1315", "parties.value.municipalities.0", "in quotes, expected, not 1315"),
        ('"1315"', '"1480"', "parties.value.municipalities", "1480 does not lie in region 13"),
        ('"1315"', '"1380"', "parties.value.municipalities", "names a municipality twice"),
        ('region: "13"', 'region: "02"', "parties.value.region", "the code of a Swedish region"),
        (
            '["1315", "1380", "1381", "1382", "1383", "1384"]',
            "[]",
            "parties.value.municipalities",
            "is empty",
        ),
        # Sources
        (THRESHOLD_SOURCE, "", "terms.threshold_days.source", "the clause is missing"),
        (THRESHOLD_SOURCE, 'quote: ""', "terms.threshold_days.source.quote", "a text expected, not ''"),
        (THRESHOLD_SOURCE, "words: {sv: Riktmärket.}", "terms.threshold_days.source.words.en", "is missing"),
        ("document: agreement", "document: rumour", "parties.source.document", "expected, not 'rumour'"),
        ("    section: Giltighet\n", "", "replaces.source.section", "is missing"),
        (
            "    reference: Region Halland och länets kommuner\n",
            "",
            "documents.agreement.reference",
            "is missing",
        ),
        ("documents:", "sources:", "documents", "is missing"),
        # Unsettled readings
        (
            "alternatives: [2]",
            "alternatives: []",
            "terms.average_decimals.unsettled.alternatives",
            "at least one",
        ),
        (
            "alternatives: [2]",
            "alternatives: [none]",
            "terms.average_decimals.unsettled.alternatives",
            "at least one",
        ),
        (
            "alternatives: [2]",
            "alternatives: [two]",
            "terms.average_decimals.unsettled.alternatives.0",
            "a whole number",
        ),
        ("key: treatment_plan", "key: 7", "readings.1.key", "a text expected, not 7"),
    ],
)
def test_it_refuses_a_fault_in_one_text(folder: Path, find: str, put: str, key: str, reason: str) -> None:
    change(folder, "halland-2027", find, put)

    found = faults_of(folder)

    assert any(f.key.startswith(key) and reason in f.reason for f in found), "\n".join(map(str, found))
    assert {fault.file for fault in found} == {"halland-2027.yaml"}


@pytest.mark.parametrize(
    ("find", "put", "key", "reason"),
    [
        (
            'time: "14:00"',
            "time: 14",
            "terms.cut_off.value.time",
            'a time in quotes, as "14:00", expected, not 14',
        ),
        (
            'time: "14:00"',
            "time: 14:00",
            "terms.cut_off.value.time",
            'a time in quotes, as "14:00", expected',
        ),
        ('time: "14:00"', 'time: "25:00"', "terms.cut_off.value.time", "a time in quotes"),
        ("sharp_is_late: true", "late: true", "terms.cut_off.value.sharp_is_late", "is missing"),
        (
            "{by: every_party, written: true, ends_for: all_parties}",
            "none",
            "validity.separate",
            "is more than",
        ),
    ],
)
def test_it_refuses_a_fault_in_dalarnas_text(
    folder: Path, find: str, put: str, key: str, reason: str
) -> None:
    change(folder, "dalarna-2020", find, put)

    assert any(fault.key.startswith(key) and reason in fault.reason for fault in faults_of(folder))


@pytest.mark.parametrize(
    "content", [b"slug: [", b"\xff\xfe\x00", b"- a\n- list\n", b"", b"!!python/object:os.system {}"]
)
def test_it_refuses_a_file_that_is_no_text_at_all(folder: Path, content: bytes) -> None:
    (folder / "halland-2027.yaml").write_bytes(content)

    assert {fault.file for fault in faults_of(folder)} == {"halland-2027.yaml"}


def test_it_lists_every_fault_of_every_file_at_once(folder: Path) -> None:
    change(folder, "halland-2027", "value: elapsed", "value: backwards")
    change(folder, "halland-2027", "value: 1.5", "value: few")
    change(folder, "dalarna-2020", '"2021"', '"2022"')

    assert [(fault.file, fault.key) for fault in faults_of(folder)] == [
        ("dalarna-2020.yaml", "parties.value.municipalities.0"),
        ("halland-2027.yaml", "terms.threshold_days.value"),
        ("halland-2027.yaml", "terms.counting.value"),
    ]


def test_it_says_file_key_and_reason_in_one_line_each(folder: Path) -> None:
    change(folder, "halland-2027", "value: elapsed", "value: backwards")

    with pytest.raises(AgreementFault) as refused:
        load_agreements(folder)

    line = "halland-2027.yaml: terms.counting.value: one of elapsed, inclusive expected, not 'backwards'"
    assert str(refused.value) == line


def test_it_refuses_two_texts_for_the_same_parties_on_the_same_day(folder: Path) -> None:
    change(folder, "halland-2025", "to: 2026-12-31", "to: 2027-01-01")

    [fault] = faults_of(folder)

    assert (fault.file, fault.key) == ("halland-2027.yaml", "validity.period.value")
    assert fault.reason.startswith("overlaps halland-2025 between region 13 and 1315, 1380")


def test_it_refuses_a_text_that_an_extended_one_runs_into(folder: Path) -> None:
    change(
        folder, "halland-2025", "    value: none\n    source: &decided", "    value: 12\n    source: &decided"
    )
    change(folder, "halland-2027", "value: halland-2025", "value: none")

    [fault] = faults_of(folder)

    assert (fault.file, fault.key) == ("halland-2027.yaml", "replaces.value")
    assert fault.reason.startswith("must name halland-2025, which is else extended")


def test_it_takes_an_extended_text_that_a_later_one_replaces(folder: Path) -> None:
    change(
        folder, "halland-2025", "    value: none\n    source: &decided", "    value: 12\n    source: &decided"
    )

    assert load_agreements(folder)["halland-2025"].validity.extension_months.value == 12


def test_it_refuses_a_text_that_replaces_one_that_is_not_there(folder: Path) -> None:
    (folder / "halland-2025.yaml").unlink()

    assert faults_of(folder) == [
        Fault("halland-2027.yaml", "replaces.value", "there is no text 'halland-2025'")
    ]


def test_it_refuses_a_folder_without_the_statute(folder: Path) -> None:
    (folder / "statute-2018.yaml").unlink()

    assert faults_of(folder) == [Fault("", "kind", "exactly one text must be the statute, not 0")]


def test_it_refuses_a_faulty_text_that_is_read_alone(folder: Path) -> None:
    change(folder, "halland-2027", "value: elapsed", "value: backwards")

    with pytest.raises(AgreementFault, match="terms.counting.value"):
        load_agreement("halland-2027", folder)
    assert load_agreement("dalarna-2020", folder).slug == "dalarna-2020"
