"""Where the money goes and whom invoices reach: entered by one administrator, in force when another approves."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from accounts.access.policy import NotAllowed
from accounts.access.roles import Role
from accounts.models import Assignment
from billing.actions.invoice_parties import enter_invoice_receiver, enter_invoice_sender
from billing.actions.two_people import OwnEntry, approve
from billing.errors import NobodyToInvoice
from billing.models import InvoiceReceiver, InvoiceSender
from tests.billing_exports.invoices import RECEIVER, SENDER
from tests.billing_web.test_month_page import words
from tests.cast import Cast, api_client_of, client_of, make_assignment, make_unit

SENDERS, RECEIVERS = "/agreements/invoice-sender/", "/agreements/invoice-receivers/"
FORM = SENDER | {
    "vat_category": "O",
    "vat_percent": "0",
    "organisation_number": "000000-0133",
    "bankgiro": "5050-1055",
}
FORM |= {"endpoint_id": ""}


@pytest.fixture
def other(cast: Cast) -> Assignment:
    return make_assignment(cast.region_administration, Role.SYSTEM_ADMINISTRATOR, "Sixten Sol")


@pytest.fixture
def administrator(cast: Cast) -> Client:
    return client_of(cast.system_administrator)


def test_it_takes_the_details_from_one_and_their_approval_from_another(
    administrator: Client, other: Assignment
) -> None:
    assert administrator.post(SENDERS, FORM)["Location"] == SENDERS
    said = words(administrator, SENDERS)
    assert "Region Halland: bankgiro 5050-1055" in said
    assert "Peppol 0007:0000000133" in said
    assert "Utanför mervärdesskatten" in said
    assert "väntar på en andra person" in said
    entered = InvoiceSender.objects.get()
    assert administrator.post(f"{SENDERS}{entered.pk}/approve/").status_code == 403
    assert InvoiceSender.objects.get().approved_at is None
    assert client_of(other).post(f"{SENDERS}{entered.pk}/approve/")["Location"] == SENDERS
    assert InvoiceSender.objects.get().approved_by == other


def test_it_takes_a_municipality_in_the_same_way(administrator: Client, other: Assignment) -> None:
    assert administrator.post(RECEIVERS, RECEIVER)["Location"] == RECEIVERS
    assert "Halmstads kommun (Halmstad 1380): ZZ-3001" in words(administrator, RECEIVERS)
    client_of(other).post(f"{RECEIVERS}{InvoiceReceiver.objects.get().pk}/approve/")
    assert InvoiceReceiver.objects.get().approved_by == other


WRONG = [
    (
        {"organisation_number": "0000000134"},
        "organisation_number",
        "Det är inget giltigt organisationsnummer.",
    ),
    ({"bankgiro": "5050-1056"}, "bankgiro", "Det är inget giltigt bankgironummer."),
    ({"bankgiro": "18"}, "bankgiro", "Det är inget giltigt bankgironummer."),
    ({"endpoint_id": "0000000134"}, "endpoint_id", "Det är ingen giltig adress av det slaget."),
    (
        {"endpoint_scheme": "0088", "endpoint_id": "7300010000002"},
        "endpoint_id",
        "Det är ingen giltig adress",
    ),
    ({"vat_category": "S"}, "vat_percent", "En skattesats anges där skatt läggs till, och bara där."),
    ({"vat_percent": "25"}, "vat_percent", "En skattesats anges där skatt läggs till, och bara där."),
    ({"account_revenue": ""}, "account_revenue", "Ange alla konton som en verifikation behöver"),
    (
        {"vat_category": "S", "vat_percent": "25"},
        "account_vat",
        "Ange alla konton som en verifikation behöver",
    ),
    ({"account_revenue": "35x2"}, "account_revenue", "Skriv bara siffror."),
    ({"payment_days": "0"}, "payment_days", "större än eller lika med"),
    ({"postcode": "3018"}, "postcode", "Ett postnummer har fem siffror."),
    (
        {"exemption_reason": "Gäller 19121212-1212"},
        "exemption_reason",
        "Ett personnummer hör inte hemma här.",
    ),
    ({"source": " "}, "source", "Det här fältet är obligatoriskt."),
]


@pytest.mark.parametrize(("said", "field", "sentence"), WRONG)
def test_it_says_beside_the_field_what_is_wrong_and_stores_nothing(
    administrator: Client, said: dict[str, str], field: str, sentence: str
) -> None:
    answer = administrator.post(SENDERS, FORM | said)
    assert answer.status_code == 422
    assert sentence in answer.content.decode().split(f'id="id_{field}_error"')[1].split("</div>")[0]
    assert not InvoiceSender.objects.exists()


@pytest.mark.parametrize(("said", "field", "_sentence"), WRONG)
def test_it_says_the_same_by_api(cast: Cast, said: dict[str, str], field: str, _sentence: str) -> None:
    client = api_client_of(cast.system_administrator)
    answer = client.post("/api/v1/invoice-senders/", SENDER | said)
    assert answer.status_code == 400
    assert field in answer.json()["errors"]
    assert not InvoiceSender.objects.exists()


def test_it_is_entered_and_approved_by_api(cast: Cast, other: Assignment) -> None:
    first, second = api_client_of(cast.system_administrator), api_client_of(other)
    for name, said in (("invoice-senders", SENDER), ("invoice-receivers", RECEIVER)):
        entered = first.post(f"/api/v1/{name}/", said)
        assert (entered.status_code, entered.json()["approved_at"]) == (201, None)
        url = f"/api/v1/{name}/{entered.json()['id']}/approve/"
        assert first.post(url).json()["code"] == "own_entry"
        assert second.post(url).json()["approved_by"] == "Sixten Sol"
        (listed,) = first.get(f"/api/v1/{name}/").json()[name.replace("-", "_")]
        assert listed["organisation_number"] == said["organisation_number"]


def test_it_is_the_regions_administrators_work(cast: Cast) -> None:
    for name, somebody in cast.everybody():
        if name == "system_administrator":
            continue
        with pytest.raises(NotAllowed):
            enter_invoice_sender(by=somebody, **SENDER)
        with pytest.raises(NotAllowed):
            enter_invoice_receiver(by=somebody, **RECEIVER)
    assert not InvoiceSender.objects.exists()
    assert not InvoiceReceiver.objects.exists()


def test_it_hides_another_regions(cast: Cast, administrator: Client) -> None:
    administrator.post(SENDERS, FORM)
    administrator.post(RECEIVERS, RECEIVER)
    office = make_unit(cast.dalarna, "Förvaltning", cast.region_administration.kind)
    stranger = client_of(make_assignment(office, Role.SYSTEM_ADMINISTRATOR, "Sven Säter"))
    for url, model in ((SENDERS, InvoiceSender), (RECEIVERS, InvoiceReceiver)):
        assert "5050" not in stranger.get(url).content.decode().split("</form>")[0]
        assert stranger.post(f"{url}{model.objects.get().pk}/approve/").status_code == 404
        assert model.objects.get().approved_at is None


def test_it_has_nobody_to_invoice_on_gotland(cast: Cast) -> None:
    cast.halland.code = cast.halland.region_code = "09"
    cast.halland.save()
    by = Assignment.objects.with_place().get(pk=cast.system_administrator.pk)
    with pytest.raises(NobodyToInvoice):
        enter_invoice_receiver(by=by, **RECEIVER | {"municipality_code": "0980"})
    assert not InvoiceReceiver.objects.exists()


def test_it_is_kept_as_it_was_entered(cast: Cast, other: Assignment) -> None:
    entered = enter_invoice_sender(by=cast.system_administrator, **SENDER)
    with pytest.raises(OwnEntry):
        approve(entered, by=cast.system_administrator)
    approve(entered, by=other)
    for change in (
        "UPDATE billing_invoicesender SET bankgiro = '99000002'",
        "UPDATE billing_invoicesender SET approved_at = now()",
        "DELETE FROM billing_invoicesender",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    assert InvoiceSender.objects.get().bankgiro == "50501055"


def test_it_leads_the_regions_administrator_there_and_nobody_else(cast: Cast) -> None:
    said: dict[str, Any] = {}
    for name, assignment in cast.everybody():
        said[name] = f'href="{SENDERS}"' in client_of(assignment).get("/agreements/").content.decode()
    assert [name for name, leads in said.items() if leads] == ["system_administrator"]
