"""What stands beside a text, and whether a region invoices: entered by one person, in force by another's approval."""

from datetime import date

import pytest
from django.test import Client

from accounts.access.roles import Role
from accounts.models import Assignment
from billing.actions.issuing import decide_issuing
from billing.actions.month_reminders import remind_of_months
from billing.actions.reviews import review_month
from billing.actions.statements import issue_statement
from billing.actions.two_people import approve
from billing.core.months import month_named
from billing.errors import CalculatedOnly
from billing.models import IssuingDecision, SignedAmendment, Statement
from billing.months.issuing import issues_statements
from coordination.models import Announcement
from tests.billing_stored.test_month_reminders import at
from tests.billing_web.march import MARCH, a_march, amount_of_2027
from tests.billing_web.test_month_page import words
from tests.cast import Cast, api_client_of, client_of, make_assignment

AMENDMENTS, INVOICING = "/agreements/amendments/", "/agreements/invoicing/"
TEXT = "/agreements/halland-2027/"
AN_AMENDMENT = {
    "agreement": "halland-2027",
    "signed_on": "2026-06-30",
    "in_force_from": "2027-02-01",
    "what": "Påhittat tillägg: parterna möts varje månad.",
    "source": "Dnr 2026-99",
}
NO_INVOICES = {"first_month": "2027-03", "issues": "no", "source": "Beslut 2027-01-02 § 3"}
MARCH_2027 = month_named("2027-03")


@pytest.fixture
def other(cast: Cast) -> Assignment:
    return make_assignment(cast.region_administration, Role.SYSTEM_ADMINISTRATOR, "Tor Tall")


@pytest.fixture
def administrator(cast: Cast) -> Client:
    return client_of(cast.system_administrator)


def test_it_keeps_an_amendment_beside_the_text_when_two_stand_behind_it(
    cast: Cast, administrator: Client, other: Assignment
) -> None:
    assert administrator.post(AMENDMENTS, AN_AMENDMENT)["Location"] == AMENDMENTS
    reader = client_of(cast.nurse)
    assert "Påhittat tillägg" not in words(reader, TEXT)
    client_of(other).post(f"{AMENDMENTS}{SignedAmendment.objects.get().pk}/approve/")
    assert (
        "2026-06-30 2027-02-01 Påhittat tillägg: parterna möts varje månad. Dnr 2026-99 Region Halland"
    ) in words(reader, TEXT)
    (told,) = api_client_of(cast.nurse).get(f"/api/v1{TEXT}").json()["amendments"]
    assert (told["signed_on"], told["organisation"]) == ("2026-06-30", "Region Halland")


@pytest.mark.parametrize(
    ("field", "said", "sentence"),
    [
        ("signed_on", "2126-01-01", "Ett tillägg kan inte ha undertecknats en dag som inte har varit än."),
        ("signed_on", "i går", "Fyll i ett giltigt datum."),
        ("what", " ", "Det här fältet är obligatoriskt."),
        ("agreement", "dalarna-2020", "Välj ett giltigt alternativ."),
    ],
)
def test_it_says_beside_the_field_what_is_wrong_with_an_amendment(
    administrator: Client, field: str, said: str, sentence: str
) -> None:
    answer = administrator.post(AMENDMENTS, AN_AMENDMENT | {field: said})
    assert answer.status_code == 422
    assert sentence in answer.content.decode().split(f'id="id_{field}_error"')[1].split("</div>")[0]
    assert not SignedAmendment.objects.exists()


def test_it_takes_no_amendment_of_others_texts_by_api_either(cast: Cast) -> None:
    api = api_client_of(cast.system_administrator)
    answer = api.post("/api/v1/amendments/", AN_AMENDMENT | {"agreement": "dalarna-2020"}, format="json")
    assert (answer.status_code, answer.json()["code"]) == (409, "termination_fault")
    assert not SignedAmendment.objects.exists()
    assert api.post("/api/v1/amendments/", AN_AMENDMENT, format="json").status_code == 201


def decide(cast: Cast, other: Assignment, first_month: str, issues: bool) -> IssuingDecision:
    decision = decide_issuing(
        by=cast.system_administrator, first_month=month_named(first_month), issues=issues, source="Beslut"
    )
    return approve(decision, by=other)


def test_it_issues_nothing_where_a_region_calculates_without_invoicing(
    cast: Cast, administrator: Client, other: Assignment
) -> None:
    a_march()
    amount_of_2027(cast)
    of_march = {"region": "13", "municipality": "1380", "month": MARCH_2027}
    review_month(by=cast.region_controller, **of_march, at=at("2027-04-08T10:00"))
    assert administrator.post(INVOICING, NO_INVOICES)["Location"] == INVOICING
    assert issues_statements("13", MARCH_2027)
    client_of(other).post(f"{INVOICING}{IssuingDecision.objects.get().pk}/approve/")
    assert not issues_statements("13", MARCH_2027)
    assert "Mars 2027: Månader beräknas utan fakturering" in words(administrator, INVOICING)

    issuer = make_assignment(cast.region_finance, Role.REGION_CONTROLLER, "Ivar Isaksson")
    with pytest.raises(CalculatedOnly):
        issue_statement(by=issuer, **of_march, at=at("2027-04-20T10:00"))
    assert not Statement.objects.exists()
    said = words(client_of(issuer), f"{MARCH}statement/")
    assert "Regionen beräknar utan fakturering" in said
    assert "Ge ut underlaget" not in said
    # The figures are followed as ever.
    assert "37 500 kr" in words(client_of(cast.municipal_controller), MARCH)


def test_it_reminds_of_no_invoice_that_is_not_to_be_sent(cast: Cast, other: Assignment) -> None:
    decide(cast, other, "2027-01", issues=False)
    remind_of_months(now=at("2027-04-20T08:05"))
    assert not Announcement.objects.exists()


def test_it_issues_again_from_the_month_that_is_decided(cast: Cast, other: Assignment) -> None:
    decide(cast, other, "2027-01", issues=False)
    decide(cast, other, "2027-03", issues=True)
    said = {month: issues_statements("13", month_named(month)) for month in ("2026-12", "2027-02", "2027-03")}
    assert said == {"2026-12": True, "2027-02": False, "2027-03": True}
    assert issues_statements("20", month_named("2027-02"))
    decide(cast, other, "2027-03", issues=False)
    assert not issues_statements("13", month_named("2027-04"))


@pytest.mark.parametrize("said", ["2017-12", "2027-13", "mars"])
def test_it_says_what_a_month_is(administrator: Client, said: str) -> None:
    answer = administrator.post(INVOICING, NO_INVOICES | {"first_month": said})
    assert answer.status_code == 422
    assert "Ange månaden som år och månad, till exempel 2027-01." in answer.content.decode()
    assert not IssuingDecision.objects.exists()


def test_it_tells_other_systems_what_is_decided(cast: Cast) -> None:
    api = api_client_of(cast.system_administrator)
    decision = {"first_month": "2027-03", "issues": False, "source": "Beslut"}
    assert api.post("/api/v1/invoicing/", decision, format="json").status_code == 201
    (told,) = api.get("/api/v1/invoicing/").json()["decisions"]
    assert (told["first_month"], told["issues"], told["approved_at"]) == ("2027-03", False, None)
    assert IssuingDecision.objects.get().entered_at.date() == date.today()
