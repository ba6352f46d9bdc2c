"""A folder with a fault is refused, with every fault by file, key and reason."""

import pytest

from agreements.faults import AgreementFault
from agreements.files import load_agreement, load_agreements
from tests.agreements.conftest import Texts

THRESHOLD_SOURCE = "quote: Hallands riktmärke (B) = 1,5."


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
def test_it_refuses_a_fault_in_one_text(texts: Texts, find: str, put: str, key: str, reason: str) -> None:
    texts.change("halland-2027", find, put)

    found = texts.faults()

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
        (
            "{over_days: 7, free_days: 3}",
            "{over_days: none, free_days: 3}",
            "terms.long_stay.value",
            "and only there",
        ),
        (
            "  psychiatric_transition:\n    value: none",
            "  psychiatric_transition:\n"
            "    value: {care_types: [forensic], notice_year: 2020, free_days: 9, cut_off: none}",
            "terms.psychiatric_transition.value",
            "has no meaning beside a threshold",
        ),
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
    texts: Texts, find: str, put: str, key: str, reason: str
) -> None:
    texts.change("dalarna-2020", find, put)

    assert any(fault.key.startswith(key) and reason in fault.reason for fault in texts.faults())


@pytest.mark.parametrize(
    "content", [b"slug: [", b"\xff\xfe\x00", b"- a\n- list\n", b"", b"!!python/object:os.system {}"]
)
def test_it_refuses_a_file_that_is_no_text_at_all(texts: Texts, content: bytes) -> None:
    (texts.folder / "halland-2027.yaml").write_bytes(content)

    assert {fault.file for fault in texts.faults()} == {"halland-2027.yaml"}


def test_it_lists_every_fault_of_every_file_at_once(texts: Texts) -> None:
    texts.change("halland-2027", "value: elapsed", "value: backwards")
    texts.change("halland-2027", "value: 1.5", "value: few")
    texts.change("dalarna-2020", '"2021"', '"2022"')

    assert [(fault.file, fault.key) for fault in texts.faults()] == [
        ("dalarna-2020.yaml", "parties.value.municipalities.0"),
        ("halland-2027.yaml", "terms.threshold_days.value"),
        ("halland-2027.yaml", "terms.counting.value"),
    ]


def test_it_says_file_key_and_reason_in_one_line_each(texts: Texts) -> None:
    texts.change("halland-2027", "value: elapsed", "value: backwards")

    with pytest.raises(AgreementFault) as refused:
        load_agreements(texts.folder)

    line = "halland-2027.yaml: terms.counting.value: one of elapsed, inclusive expected, not 'backwards'"
    assert str(refused.value) == line


def test_it_refuses_a_faulty_text_that_is_read_alone(texts: Texts) -> None:
    texts.change("halland-2027", "value: elapsed", "value: backwards")

    with pytest.raises(AgreementFault, match="terms.counting.value"):
        load_agreement("halland-2027", texts.folder)
    assert load_agreement("dalarna-2020", texts.folder).slug == "dalarna-2020"
