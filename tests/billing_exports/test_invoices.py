"""A stored statement as an invoice: with the details that two people had approved, and nothing of any patient."""

from datetime import datetime
from decimal import Decimal

import pytest

from accounts.models import AccessLogEntry, Assignment
from billing.actions.credits import credit_statement, propose_credit
from billing.actions.daily_amounts import enter_daily_amount
from billing.actions.invoice_parties import enter_invoice_sender
from billing.actions.statements import issue_statement
from billing.actions.two_people import approve
from billing.core.months import month_named
from billing.errors import InvoicePartyUnknown, NothingOwed, PersonalNumberSaid
from billing.exports.invoice import Invoice, invoice_of
from billing.exports.ubl import ubl_of
from billing.models import InvoiceSender, MonthEvent, Statement
from billing.models.personal_numbers import has_personal_number
from billing.statements.stored import content_of
from tests.billing_exports.documents import read, schema_faults, texts
from tests.billing_exports.invoices import SENDER, invoice_details
from tests.billing_exports.rules import RULES
from tests.billing_exports.sie_reader import read_sie
from tests.billing_statements.issued import (
    HALMSTAD,
    IN_MARCH,
    ON_THE_20TH,
    a_march,
    a_statement,
    amount_of_2027,
    issued,
    reviewed,
    second_controller,
)
from tests.billing_stored.facts import episode, store
from tests.cast import Cast, api_client_of, client_of

NUMBER = "13-2027-0001"


def of(statement: Statement) -> Invoice:
    return invoice_of(statement, content_of(statement))


def other_administrator() -> Assignment:
    return Assignment.objects.get(user__name="Siv Sund")


def credited(cast: Cast, statement: Statement, reason: str = "Fel uppgifter") -> Statement:
    propose_credit(statement, by=cast.region_controller, reason=reason)
    return credit_statement(statement, by=second_controller(cast))


def test_it_asks_for_what_the_statement_says(cast: Cast) -> None:
    invoice_details(cast)
    statement = a_statement(cast)
    invoice = of(statement)
    (line,) = invoice.lines
    assert (line.quantity, line.price, line.amount) == (Decimal("2.5"), Decimal(10_000), Decimal(25_000))
    assert line.is_days
    assert line.name == "Dagar över gränsen, 2027-03"
    assert invoice.without_tax == statement.amount == invoice.payable
    assert (invoice.issued_on.isoformat(), invoice.due_on.isoformat()) == ("2027-04-20", "2027-05-20")
    assert (invoice.sender.name, invoice.receiver.name) == ("Region Halland", "Halmstads kommun")
    root = read(ubl_of(invoice))
    assert schema_faults(root) == []
    assert [rule for rule, obeys in RULES.items() if not obeys(root)] == []


def test_it_gives_back_what_the_credit_note_says(cast: Cast) -> None:
    invoice_details(cast)
    note = credited(cast, a_statement(cast))
    invoice = of(note)
    assert (invoice.is_credit_note, invoice.credited_number) == (True, NUMBER)
    assert -invoice.without_tax == note.amount
    assert schema_faults(read(ubl_of(invoice))) == []


def test_it_takes_a_discount_off_as_an_allowance(cast: Cast) -> None:
    invoice_details(cast)
    month = {"admitted_at": datetime(2026, 3, 1, 9), "admission_notice_at": datetime(2026, 3, 1, 9)}
    ready, home = datetime(2026, 3, 3, 9), datetime(2026, 3, 13, 9)
    store(
        episode(1, discharge_ready_at=ready, discharged_at=home, care_contact_at=ready, **month),
        at=home.astimezone(),
    )
    amount = enter_daily_amount(
        by=cast.system_administrator, year=2026, kronor=Decimal("9999.99"), source="HSLF-FS", at=IN_MARCH
    )
    approve(amount, by=other_administrator(), at=IN_MARCH)
    of_month = HALMSTAD | {"month": month_named("2026-03")}
    reviewed(cast, **of_month)
    statement = issue_statement(by=second_controller(cast), at=ON_THE_20TH, **of_month)
    invoice = of(statement)
    # 10 days, 8.5 over the threshold; 35 % off.
    assert invoice.lines_sum == Decimal("84999.92")
    assert [one.amount for one in invoice.allowances] == [Decimal("29749.98")]
    assert invoice.without_tax == statement.amount


@pytest.fixture
def secrets(cast: Cast) -> list[str]:
    """What may stand on no invoice: who the patients and the people at work are."""
    names = [assignment.user.name for _, assignment in cast.everybody()]
    return [*names, "Rolf Rosén", "19121212-1212", "191212121212", "Tolvan Tolvansson"]


def test_it_names_nobody(cast: Cast, secrets: list[str]) -> None:
    """Not even where a controller wrote a name in the reason of a credit note, which the form asks not to."""
    invoice_details(cast)
    statement = a_statement(cast)
    note = credited(cast, statement, "Tolvan Tolvansson räknades fel")
    region = client_of(cast.region_controller)
    for secret in secrets:
        for document in (statement, note):
            for name, encoding in (("invoice.xml", "utf-8"), ("voucher.si", "cp437")):
                content = region.get(f"/statements/{document.number}/{name}").content.decode(encoding)
                assert secret not in content, (secret, name)
                assert "T-1" not in content, "no care episode either"


def test_it_keeps_the_details_that_it_was_issued_with(cast: Cast) -> None:
    invoice_details(cast)
    statement = a_statement(cast)
    later = SENDER | {"bankgiro": "9912346"}
    other = enter_invoice_sender(by=cast.system_administrator, **later)
    assert of(statement).sender.bankgiro == "50501055"
    approve(other, by=other_administrator())
    assert of(statement).sender.bankgiro == "50501055"
    assert of(credited(cast, statement)).sender.bankgiro in ("50501055", "9912346")


def test_it_takes_the_first_details_where_none_were_approved_in_time(cast: Cast) -> None:
    statement = a_statement(cast)
    with pytest.raises(InvoicePartyUnknown) as refused:
        of(statement)
    assert refused.value.data == {"party": "Region Halland"}
    invoice_details(cast)
    assert of(statement).sender.bankgiro == "50501055"


def test_it_does_not_follow_what_nobody_has_approved(cast: Cast) -> None:
    invoice_details(cast)
    enter_invoice_sender(by=cast.system_administrator, at=IN_MARCH, **SENDER | {"bankgiro": "9912346"})
    assert of(a_statement(cast)).sender.bankgiro == "50501055"
    assert InvoiceSender.objects.count() == 2


def test_it_is_not_made_of_nothing(cast: Cast) -> None:
    invoice_details(cast)
    store(episode(1, discharged_at=datetime(2027, 3, 3, 15)), at=IN_MARCH)
    statement = issued(cast)
    assert statement.amount == 0
    with pytest.raises(NothingOwed):
        of(statement)


def test_it_is_fetched_by_page_and_by_call(cast: Cast) -> None:
    invoice_details(cast)
    a_statement(cast)
    for client, prefix in (
        (client_of(cast.region_controller), ""),
        (api_client_of(cast.region_controller), "/api/v1"),
    ):
        invoice = client.get(f"{prefix}/statements/{NUMBER}/invoice.xml")
        assert (invoice.status_code, invoice["Content-Type"]) == (200, "application/xml")
        assert texts(read(invoice.content), "cbc:ID") == [NUMBER]
        voucher = client.get(f"{prefix}/statements/{NUMBER}/voucher.si")
        assert (voucher.status_code, voucher["Content-Type"]) == (200, "application/octet-stream")
        assert [row.amount for row in read_sie(voucher.content).vouchers[0].rows] == [25_000, -25_000]
    assert AccessLogEntry.objects.filter(what__startswith="statement as voucher.si").count() == 2


def test_its_voucher_is_the_regions_alone(cast: Cast) -> None:
    invoice_details(cast)
    a_statement(cast)
    payer, stranger = client_of(cast.municipal_controller), client_of(cast.stranger_controller)
    assert payer.get(f"/statements/{NUMBER}/invoice.xml").status_code == 200
    assert payer.get(f"/statements/{NUMBER}/voucher.si").status_code == 403
    assert stranger.get(f"/statements/{NUMBER}/invoice.xml").status_code == 404
    page = payer.get(f"/statements/{NUMBER}/").content.decode()
    assert f"/statements/{NUMBER}/invoice.xml" in page
    assert f"/statements/{NUMBER}/voucher.si" not in page


def test_it_says_what_is_missing(cast: Cast) -> None:
    a_statement(cast)
    region = client_of(cast.region_controller)
    assert "invoice.xml" not in region.get(f"/statements/{NUMBER}/").content.decode()
    answer = region.get(f"/statements/{NUMBER}/invoice.xml")
    assert answer.status_code == 409
    assert "Fakturauppgifterna för Region Halland saknas." in answer.content.decode()


def test_it_has_a_discount_of_nothing_left_out(cast: Cast) -> None:
    invoice_details(cast)
    a_march()
    amount_of_2027(cast)
    assert of(issued(cast, at=ON_THE_20TH)).allowances == ()


@pytest.mark.parametrize(
    "said",
    ["191212121212", "19121212-1212", "121212-1212", "121212+1212", "(19121212 1212)", "19121272-1219"],
)
def test_it_takes_no_personal_number_in_a_reason(cast: Cast, said: str) -> None:
    statement = a_statement(cast)
    before = list(MonthEvent.objects.values())
    with pytest.raises(PersonalNumberSaid) as refused:
        propose_credit(statement, by=cast.region_controller, reason=f"Fel för {said}.")
    assert said not in str(refused.value.message)
    region = client_of(cast.region_controller)
    page = region.post(f"/statements/{NUMBER}/propose-credit/", {"reason": f"Fel för {said}."})
    assert page.status_code == 422
    assert "Ett personnummer hör inte hemma på ett underlag." in page.content.decode()
    assert list(MonthEvent.objects.values()) == before


@pytest.mark.parametrize(
    "said", ["13-2027-0001", "232100-0115", "5050-1055", "2027-03-31 1212", "191213121212", "H27-001234"]
)
def test_it_knows_other_numbers_from_personal_ones(said: str) -> None:
    assert not has_personal_number(f"Se {said}.")
