"""What is issued is sent: a row in the issuing's transaction, tried until it arrives or a person sees why not."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from pytest_django import Settings

from accounts.access.policy import NotAllowed
from billing.actions.credits import credit_statement, propose_credit
from billing.actions.invoice_parties import enter_invoice_receiver
from billing.actions.outbox import send_outbox
from billing.actions.sendings import send_again
from billing.actions.statements import issue_statement
from billing.actions.two_people import approve
from billing.errors import InvoicePartyUnknown, NothingOwed, NothingToSend, OwnReview
from billing.models import Sending, SendingState, Statement
from coordination.published import MOST_ATTEMPTS
from tests.billing_exports.invoices import RECEIVER, invoice_details
from tests.billing_exports.receivers import an_api
from tests.billing_exports.test_invoices import other_administrator
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
from tests.billing_web.test_month_page import words
from tests.cast import Cast, api_client_of, client_of

NUMBER = "13-2027-0001"


@pytest.fixture(autouse=True)
def outbox(settings: Settings, tmp_path: Path) -> Path:
    settings.INVOICE_OUTBOX = str(tmp_path / "invoices")
    settings.VOUCHER_OUTBOX = str(tmp_path / "vouchers")
    return tmp_path


def states() -> list[tuple[str, str, str]]:
    return list(Sending.objects.order_by("pk").values_list("kind", "state", "fault"))


def files(outbox: Path) -> list[str]:
    return sorted(str(file.relative_to(outbox)) for file in outbox.rglob("*") if file.is_file())


def test_it_is_written_with_the_statement_and_sent_to_the_folders(cast: Cast, outbox: Path) -> None:
    invoice_details(cast)
    statement = a_statement(cast)
    assert states() == [("e_invoice", "pending", ""), ("voucher", "pending", "")]
    assert {row.created_at for row in Sending.objects.filter(statement=statement)} == {statement.issued_at}
    assert send_outbox() == 2
    assert files(outbox) == [f"invoices/{NUMBER}-invoice.xml", f"vouchers/{NUMBER}-voucher.si"]
    for row in Sending.objects.all():
        assert (row.state, row.attempts, row.next_attempt_at) == ("sent", 1, None)
    sent = (outbox / f"invoices/{NUMBER}-invoice.xml").read_bytes()
    assert Sending.objects.get(kind="e_invoice").digest == sha256(sent).hexdigest()
    assert client_of(cast.municipal_controller).get(f"/statements/{NUMBER}/invoice.xml").content == sent
    assert send_outbox() == 0


def test_it_sends_the_credit_note_too(cast: Cast, outbox: Path) -> None:
    invoice_details(cast, account_receivable="", account_revenue="")
    statement = a_statement(cast)
    propose_credit(statement, by=cast.region_controller, reason="Fel uppgifter")
    credit_statement(statement, by=second_controller(cast))
    assert send_outbox() == 2
    assert files(outbox) == [f"invoices/{NUMBER}-invoice.xml", "invoices/13-2027-0002-invoice.xml"]


def test_it_is_not_written_for_what_was_refused(cast: Cast) -> None:
    invoice_details(cast)
    a_march()
    amount_of_2027(cast)
    reviewed(cast)
    with pytest.raises(OwnReview):
        issue_statement(by=cast.region_controller, at=ON_THE_20TH, **HALMSTAD)
    assert states() == []


def test_it_sends_nothing_where_nothing_is_owed(cast: Cast) -> None:
    invoice_details(cast)
    store(episode(1, discharged_at=datetime(2027, 3, 3, 15)), at=IN_MARCH)
    statement = issued(cast)
    assert states() == []
    with pytest.raises(NothingOwed):
        send_again(statement, by=cast.region_controller)


def test_it_is_tried_again_and_then_left_to_a_person(cast: Cast, outbox: Path) -> None:
    invoice_details(cast, account_receivable="", account_revenue="")
    a_statement(cast)
    (outbox / "invoices").write_text("no folder")
    now = timezone.now()
    for attempt in range(1, MOST_ATTEMPTS):
        assert send_outbox(now=now) == 1
        row = Sending.objects.get()
        assert (row.state, row.attempts, row.fault) == ("pending", attempt, "unwritable")
        assert row.next_attempt_at is not None
        assert send_outbox(now=row.next_attempt_at - timedelta(seconds=1)) == 0
        now = row.next_attempt_at
    assert send_outbox(now=now) == 1
    assert states() == [("e_invoice", "failed", "unwritable")]
    assert send_outbox(now=now + timedelta(days=30)) == 0

    said = words(client_of(cast.region_controller), "/statements/sendings/")
    assert "Kunde inte skickas" in said
    assert "Filen gick inte att skriva dit den skulle" in said
    (outbox / "invoices").unlink()
    key = Sending.objects.get().key
    answer = client_of(cast.region_controller).post(f"/statements/{NUMBER}/send/")
    assert answer["Location"] == f"/statements/{NUMBER}/"
    assert send_outbox() == 1
    assert states() == [("e_invoice", "sent", "")]
    assert Sending.objects.get().key == key


def test_it_is_sent_again_where_the_first_attempt_never_ended(cast: Cast, outbox: Path) -> None:
    """Killed after it claimed the row, before or after the file was there: the next one claims it in its time."""
    invoice_details(cast, account_receivable="", account_revenue="")
    a_statement(cast)
    claimed_until = timezone.now() + timedelta(minutes=2)
    Sending.objects.update(attempts=1, next_attempt_at=claimed_until)
    assert send_outbox() == 0
    assert send_outbox(now=claimed_until) == 1
    assert files(outbox) == [f"invoices/{NUMBER}-invoice.xml"]


def test_it_gives_up_what_was_always_interrupted(cast: Cast) -> None:
    invoice_details(cast, account_receivable="", account_revenue="")
    a_statement(cast)
    Sending.objects.update(attempts=MOST_ATTEMPTS)
    assert send_outbox() == 0
    assert states() == [("e_invoice", "failed", "no_answer")]


def test_it_goes_to_an_access_point_by_setting(cast: Cast, settings: Settings) -> None:
    invoice_details(cast, account_receivable="", account_revenue="")
    a_statement(cast)
    with an_api() as api:
        settings.INVOICE_OUTBOX = api.url
        api.status = 503
        send_outbox()
        assert states() == [("e_invoice", "pending", "status_503")]
        api.status = 202
        send_outbox(now=timezone.now() + timedelta(hours=1))
    assert states() == [("e_invoice", "sent", "")]
    keys = {headers["Idempotency-Key"] for headers, _ in api.posted}
    assert keys == {str(Sending.objects.get().key)}
    assert api.posted[0][1] == api.posted[1][1]


def test_it_is_final_where_the_document_itself_is_not_taken(cast: Cast, settings: Settings) -> None:
    invoice_details(cast, account_receivable="", account_revenue="")
    a_statement(cast)
    with an_api() as api:
        settings.INVOICE_OUTBOX, api.status = api.url, 422
        send_outbox()
    assert states() == [("e_invoice", "failed", "status_422")]


def test_it_fails_at_once_where_the_receiver_is_unknown(cast: Cast) -> None:
    invoice_details(cast)
    reader = second_controller(cast)
    march_in_kungsbacka = HALMSTAD | {"municipality": "1384"}
    store(episode(1, municipality="1384"), episode(2, municipality="1384"), at=IN_MARCH)
    amount_of_2027(cast)
    reviewed(cast, **march_in_kungsbacka)
    statement = issue_statement(by=reader, at=ON_THE_20TH, **march_in_kungsbacka)
    assert states() == [(kind, "failed", "invoice_party_unknown") for kind in ("e_invoice", "voucher")]
    with pytest.raises(InvoicePartyUnknown):
        send_again(statement, by=reader)
    assert {state for _, state, _ in states()} == {SendingState.FAILED}
    kungsbacka = RECEIVER | {"municipality_code": "1384", "name": "Kungsbacka kommun"}
    entered = enter_invoice_receiver(by=cast.system_administrator, **kungsbacka)
    approve(entered, by=other_administrator())
    assert send_again(statement, by=reader) == 2
    assert send_outbox() == 2


def test_it_is_sent_later_where_no_details_were_there_in_time(cast: Cast) -> None:
    statement = a_statement(cast)
    assert states() == []
    region = client_of(cast.region_controller)
    assert "Inget är skickat" in words(region, f"/statements/{NUMBER}/")
    refused = region.post(f"/statements/{NUMBER}/send/", follow=True).content.decode()
    assert "Fakturauppgifterna för Region Halland saknas." in refused
    invoice_details(cast)
    assert send_again(statement, by=cast.region_controller) == 2
    with pytest.raises(NothingToSend):
        send_again(statement, by=cast.region_controller)
    assert send_outbox() == 2


def test_it_does_not_send_twice_what_has_been_sent(cast: Cast) -> None:
    invoice_details(cast)
    statement = a_statement(cast)
    send_outbox()
    before = list(Sending.objects.values())
    with pytest.raises(NothingToSend):
        send_again(statement, by=cast.region_controller)
    assert list(Sending.objects.values()) == before


def test_it_is_the_regions_controllers_matter(cast: Cast) -> None:
    invoice_details(cast)
    statement = a_statement(cast)
    Sending.objects.update(state="failed", next_attempt_at=None)
    before = list(Sending.objects.values())
    for name, somebody in cast.everybody():
        page = client_of(somebody).get("/statements/sendings/")
        assert page.status_code == (200 if name == "region_controller" else 403), name
        call = api_client_of(somebody).get("/api/v1/sendings/")
        assert call.status_code == (200 if name == "region_controller" else 403), name
        if name != "region_controller":
            expected = 404 if name == "stranger_controller" else 403
            assert client_of(somebody).post(f"/statements/{NUMBER}/send/").status_code == expected, name
            assert api_client_of(somebody).post(f"/api/v1/statements/{NUMBER}/send/").status_code == expected
    with pytest.raises(NotAllowed):
        send_again(statement, by=cast.municipal_controller)
    assert list(Sending.objects.values()) == before
    said = words(client_of(cast.municipal_controller), f"/statements/{NUMBER}/")
    assert "Skickat från regionen" not in said


def test_it_is_told_and_sent_again_by_api(cast: Cast) -> None:
    invoice_details(cast)
    a_statement(cast)
    Sending.objects.filter(kind="voucher").update(state="failed", next_attempt_at=None, fault="refused")
    client = api_client_of(cast.region_controller)
    listed = client.get("/api/v1/sendings/").json()["sendings"]
    assert [(one["number"], one["kind"], one["state"]) for one in listed] == [
        (NUMBER, "voucher", "failed"),
        (NUMBER, "e_invoice", "pending"),
    ]
    again = client.post(f"/api/v1/statements/{NUMBER}/send/").json()["sendings"]
    assert {one["state"] for one in again} == {"pending"}
    assert client.post(f"/api/v1/statements/{NUMBER}/send/").json()["code"] == "nothing_to_send"


def test_it_is_never_deleted(cast: Cast) -> None:
    invoice_details(cast)
    a_statement(cast)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM billing_sending")
    assert Sending.objects.count() == 2
    assert Statement.objects.count() == 1
