"""The municipality's finance office is told when a statement or a credit note has come, and by no mail what it says."""

import pytest

from billing.actions.credits import credit_statement, propose_credit
from billing.actions.statements import issue_statement
from billing.errors import OwnReview
from coordination.models import Announcement, Delivery
from tests.billing_statements.issued import (
    HALMSTAD,
    ON_THE_20TH,
    a_march,
    a_statement,
    amount_of_2027,
    reviewed,
    second_controller,
)
from tests.cast import Cast, client_of


def told() -> list[tuple[int, str, str, str]]:
    return list(Announcement.objects.order_by("pk").values_list("unit", "kind", "month", "path"))


def test_it_is_told_of_both_where_they_are_read(cast: Cast) -> None:
    statement = a_statement(cast)
    office = cast.municipal_finance.pk
    assert told() == [(office, "statement", "2027-03", "/statements/13-2027-0001/")]
    propose_credit(statement, by=cast.region_controller, reason="Fel uppgifter")
    credit_statement(statement, by=second_controller(cast))
    assert told()[1:] == [(office, "credit_note", "2027-03", "/statements/13-2027-0002/")]
    assert Delivery.objects.filter(unit=office, announcement__isnull=False).count() == 2


def test_it_stands_in_the_inbox_and_leads_to_the_statement(cast: Cast) -> None:
    a_statement(cast)
    client = client_of(cast.municipal_controller)
    assert "Underlaget för mars 2027 har kommit" in client.get("/inbox/").content.decode()
    message = Delivery.objects.get(announcement__isnull=False)
    assert client.get(f"/inbox/{message.pk}/")["Location"] == "/statements/13-2027-0001/"


def test_it_is_told_of_nothing_that_was_refused(cast: Cast) -> None:
    a_march()
    amount_of_2027(cast)
    reviewed(cast)
    with pytest.raises(OwnReview):
        issue_statement(by=cast.region_controller, at=ON_THE_20TH, **HALMSTAD)
    assert told() == []
