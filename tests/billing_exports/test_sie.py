"""The voucher by SIE 4: read back by another reader, in balance, with å ä ö as the code page has them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.errors import AccountsUnknown
from billing.exports.invoice import InvoiceLine
from billing.exports.sie import quoted, sie_of
from billing.exports.voucher import voucher_of
from tests.billing_exports.invoices import AVERAGED, DISCOUNT, INDIVIDUAL, a_credit_note, an_invoice
from tests.billing_exports.sie_reader import fields, read_sie

BOTH = {"lines": (AVERAGED, INDIVIDUAL), "allowances": (DISCOUNT,)}
TAXED = {"sender_vat_category": "S", "sender_vat_percent": 25, "sender_account_vat": "2611"}


def test_it_says_who_to_whom_and_what() -> None:
    told = read_sie(sie_of(voucher_of(an_invoice(**BOTH))))
    assert told.records["#FLAGGA"] == [["0"]]
    assert told.records["#FORMAT"] == [["PC8"]]
    assert told.records["#SIETYP"] == [["4"]]
    assert told.records["#GEN"] == [["20270420"]]
    assert told.records["#FNAMN"] == [["Region Halland"]]
    assert told.records["#ORGNR"] == [["000000-0133"]]
    assert told.records["#OBJEKT"] == [
        ["8", "1380", "Halmstads kommun"],
        ["10", "13-2027-0001", "13-2027-0001"],
    ]
    (voucher,) = told.vouchers
    assert (voucher.series, voucher.number, voucher.day) == ("H", "", "20270420")
    assert voucher.text == "Underlag 13-2027-0001, Halmstads kommun"
    assert [(row.account, row.amount) for row in voucher.rows] == [
        ("1512", Decimal("24375.32")),
        ("3592", Decimal("-25000.00")),
        ("3592", Decimal("-12500.50")),
        ("3592", Decimal("13125.18")),
    ]
    assert all(row.objects == {"8": "1380", "10": "13-2027-0001"} for row in voucher.rows)


def test_it_turns_a_credit_note_round() -> None:
    (voucher,) = read_sie(sie_of(voucher_of(a_credit_note(**BOTH)))).vouchers
    assert voucher.text == "Kreditnota 13-2027-0002, Halmstads kommun"
    assert [row.amount for row in voucher.rows] == [
        Decimal("-24375.32"),
        Decimal("25000.00"),
        Decimal("12500.50"),
        Decimal("-13125.18"),
    ]


def test_it_has_the_tax_on_an_account_of_its_own() -> None:
    (voucher,) = read_sie(sie_of(voucher_of(an_invoice(**TAXED)))).vouchers
    assert [(row.account, row.amount) for row in voucher.rows] == [
        ("1512", Decimal("31250.00")),
        ("3592", Decimal("-25000.00")),
        ("2611", Decimal("-6250.00")),
    ]


def test_it_writes_the_letters_of_the_code_page() -> None:
    content = sie_of(voucher_of(an_invoice(sender_name="Region åäöÅÄÖé")))
    assert b'#FNAMN "Region \x86\x84\x94\x8f\x8e\x99\x82"\r\n' in content
    assert b"Hemg\x86ng" in content
    assert read_sie(content).records["#FNAMN"] == [["Region åäöÅÄÖé"]]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('kallad "Hemma"', '"kallad \\"Hemma\\""'),
        ("en {klammer} är text", '"en {klammer} är text"'),
        ("två\r\n#VER rader", '"två  #VER rader"'),
        ("§ 4 – Halland", '"par. 4 - Halland"'),
        ("c:\\mapp", '"c:/mapp"'),
        ("", '""'),
    ],
)
def test_it_keeps_a_text_in_its_field(text: str, written: str) -> None:
    assert quoted(text) == written
    assert len(fields(quoted(text))) == 1


def test_it_is_not_written_without_accounts() -> None:
    with pytest.raises(AccountsUnknown):
        voucher_of(an_invoice(sender_account_receivable="", sender_account_revenue=""))


NAMES = st.text(st.sampled_from('abcåäöÅÄÖéü "{}\\#§–\n'), min_size=1, max_size=30)


@given(
    amounts=st.lists(st.decimals(Decimal("0.01"), Decimal(10_000_000), places=2), min_size=1, max_size=5),
    name=NAMES,
    percent=st.sampled_from([0, 6, 12, 25]),
    is_credit_note=st.booleans(),
)
def test_it_balances_and_is_read_back_whatever_the_month_was(
    amounts: list[Decimal], name: str, percent: int, is_credit_note: bool
) -> None:
    lines = tuple(InvoiceLine(name, "§ 4", amount, Decimal(1), amount, False) for amount in amounts)
    make = a_credit_note if is_credit_note else an_invoice
    taxed = TAXED | {"sender_vat_percent": percent} if percent else {}
    voucher = voucher_of(make(lines=lines, sender_name=name, **taxed))
    assert sum(row.amount for row in voucher.rows) == 0
    (read,) = read_sie(sie_of(voucher)).vouchers
    assert [(row.account, row.amount) for row in read.rows] == [
        (row.account, row.amount) for row in voucher.rows
    ]
    expected = fields(quoted(name))
    assert [[row.text] for row in read.rows[1 : 1 + len(lines)]] == [expected] * len(lines)
