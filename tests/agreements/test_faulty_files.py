"""A folder with a fault is refused, with every fault by file, key and reason."""

import pytest

from agreements.faults import AgreementFault
from agreements.files import load_agreement, load_agreements
from tests.agreements.conftest import Texts

THRESHOLD_SOURCE = "quote: Hallands riktmärke (B) = 1,5."


@pytest.mark.parametrize(
    ("find", "put", "key", "reason"),
    [
        ("  discount_percent:", "  discount:", "terms.discount_percent", "saknas"),
        ("  discount_percent:", "  discount:", "terms.discount", "är ingen känd nyckel"),
        ("  notice_months:", "  notice:", "validity.notice_months", "saknas"),
        ("replaces:", "substitutes:", "replaces", "saknas"),
        ("kind: agreement", "kind: law", "kind", "ska vara agreement eller statute, inte 'law'"),
        ("kind: agreement", "kind: statute", "parties", "lagen, och inget annat, gäller för alla"),
        ("slug: halland-2027", "slug: halland-2028", "slug", "'halland-2028' är inte filens namn"),
        ("  average_decimals:", "  window:", "rad 1", "står två gånger"),
        # Wrong types
        (
            "value: 1.5",
            'value: "1.5"',
            "terms.threshold_days.value",
            "ska vara ett tal, noll eller mer, inte '1.5'",
        ),
        ("value: 1.5", "value: -1.5", "terms.threshold_days.value", "ska vara ett tal, noll eller mer"),
        (
            "value: 1.5",
            "value: .inf",
            "terms.threshold_days.value",
            "ska vara ett tal, noll eller mer, inte '.inf'",
        ),
        (
            "value: 1.5",
            "value: true",
            "terms.threshold_days.value",
            "ska vara ett tal, noll eller mer, inte True",
        ),
        (
            "value: 0\n",
            "value: 101\n",
            "terms.discount_percent.value",
            "ska vara ett tal från 0 till 100, inte",
        ),
        (
            "value: 20\n",
            "value: 31\n",
            "terms.invoice_day.value",
            "ska vara ett heltal från 1 till 28, inte 31",
        ),
        ("value: 7\n", "value: 7.0\n", "terms.registrations_close_day.value", "ett heltal från 1 till 28"),
        ("value: elapsed", "value: backwards", "terms.counting.value", "något av elapsed, inclusive, inte"),
        ("value: elapsed", "value: [elapsed]", "terms.counting.value", "något av elapsed, inclusive, inte"),
        (
            "value: false",
            "value: maybe",
            "terms.care_contact_needed.value",
            "ska vara true eller false, inte 'maybe'",
        ),
        (
            "{over_months: 1, of_months: 1}",
            "1",
            "terms.window.value",
            "en tabell med nycklarna over_months, of_months",
        ),
        ("{over_months: 1, of_months: 1}", "{over_months: 1}", "terms.window.value.of_months", "saknas"),
        (
            "{over_months: 1, of_months: 1}",
            "{over_months: 3, of_months: 2}",
            "terms.window.value",
            "kräver fler månader",
        ),
        (
            "how_often: monthly",
            "how_often: often",
            "terms.follow_up.value.0.how_often",
            "något av monthly, yearly",
        ),
        (
            "to: 2027-12-31",
            "to: soon",
            "validity.period.value.to",
            "ska vara ett datum som 2027-01-31, inte 'soon'",
        ),
        ("to: 2027-12-31", "to: 2027-02-30", "validity.period.value.to", "ett datum som 2027-01-31"),
        ("to: 2027-12-31", "to: 2026-12-31", "validity.period.value", "slutar innan den börjar"),
        ("to: 2027-12-31", "to: none", "validity.period.value.to", "en överenskommelse ska ha en sista dag"),
        (
            "    value: 6\n",
            "    value: none\n",
            "validity.notice_months",
            "en uppsägning behöver en uppsägningstid",
        ),
        (
            "by: any_party",
            "by: anyone",
            "validity.termination.value.by",
            "något av any_party, every_party, inte",
        ),
        # Parties
        (
            '"1315"',
            '"1316"',
            "parties.value.municipalities.0",
            "koden för en svensk kommun, inom citattecken",
        ),
        ('"1315"', "1315", "parties.value.municipalities.0", "inom citattecken, inte 1315"),
        ('"1315"', '"1480"', "parties.value.municipalities", "1480 ligger inte i region 13"),
        ('"1315"', '"1380"', "parties.value.municipalities", "nämner en kommun två gånger"),
        ('region: "13"', 'region: "02"', "parties.value.region", "koden för en svensk region"),
        (
            '["1315", "1380", "1381", "1382", "1383", "1384"]',
            "[]",
            "parties.value.municipalities",
            "är tom",
        ),
        # Sources
        (THRESHOLD_SOURCE, "", "terms.threshold_days.source", "klausulen saknas"),
        (THRESHOLD_SOURCE, 'quote: ""', "terms.threshold_days.source.quote", "ska vara en text, inte ''"),
        (THRESHOLD_SOURCE, "words: {sv: Riktmärket.}", "terms.threshold_days.source.words.en", "saknas"),
        ("document: agreement", "document: rumour", "parties.source.document", "inte 'rumour'"),
        ("    section: Giltighet\n", "", "replaces.source.section", "saknas"),
        (
            "    reference: Region Halland och länets kommuner\n",
            "",
            "documents.agreement.reference",
            "saknas",
        ),
        ("documents:", "sources:", "documents", "saknas"),
        # Unsettled readings
        (
            "alternatives: [2]",
            "alternatives: []",
            "terms.average_decimals.unsettled.alternatives",
            "minst en annan läsning",
        ),
        (
            "alternatives: [2]",
            "alternatives: [none]",
            "terms.average_decimals.unsettled.alternatives",
            "minst en annan läsning",
        ),
        (
            "alternatives: [2]",
            "alternatives: [two]",
            "terms.average_decimals.unsettled.alternatives.0",
            "ett heltal",
        ),
        ("key: treatment_plan", "key: 7", "readings.1.key", "ska vara en text, inte 7"),
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
            'ska vara ett klockslag inom citattecken, som "14:00", inte 14',
        ),
        (
            'time: "14:00"',
            "time: 14:00",
            "terms.cut_off.value.time",
            'ett klockslag inom citattecken, som "14:00", inte',
        ),
        ('time: "14:00"', 'time: "25:00"', "terms.cut_off.value.time", "ett klockslag inom citattecken"),
        (
            "{over_days: 7, free_days: 3}",
            "{over_days: none, free_days: 3}",
            "terms.long_stay.value",
            "och bara där",
        ),
        (
            "  psychiatric_transition:\n    value: none",
            "  psychiatric_transition:\n"
            "    value: {care_types: [forensic], notice_year: 2020, free_days: 9, cut_off: none}",
            "terms.psychiatric_transition.value",
            "betyder ingenting bredvid ett riktmärke",
        ),
        ("sharp_is_late: true", "late: true", "terms.cut_off.value.sharp_is_late", "saknas"),
        (
            "{by: every_party, written: true, ends_for: all_parties}",
            "none",
            "validity.separate",
            "förutsätter att",
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

    line = "halland-2027.yaml: terms.counting.value: ska vara något av elapsed, inclusive, inte 'backwards'"
    assert str(refused.value) == line


def test_it_refuses_a_faulty_text_that_is_read_alone(texts: Texts) -> None:
    texts.change("halland-2027", "value: elapsed", "value: backwards")

    with pytest.raises(AgreementFault, match="terms.counting.value"):
        load_agreement("halland-2027", texts.folder)
    assert load_agreement("dalarna-2020", texts.folder).slug == "dalarna-2020"
