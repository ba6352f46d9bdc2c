"""An issued statement computed again says the same, whatever has been registered, corrected or approved since."""

from datetime import datetime, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.access.roles import Role
from accounts.models import Organisation, UnitKind
from billing.actions.daily_amounts import enter_daily_amount
from billing.actions.drafts import to_be_issued
from billing.actions.two_people import approve
from billing.statements.content import Content
from billing.statements.digests import code_version, content_digest, facts_digest
from billing.statements.plain import plain
from billing.statements.recomputing import recomputed, verdict
from billing.statements.stored import content_of
from tests.billing_statements.issued import (
    HALMSTAD,
    IN_MARCH,
    ON_THE_8TH,
    ON_THE_20TH,
    a_statement,
    amount_of_2027,
)
from tests.billing_statements.test_statements_that_stay import copied
from tests.billing_stored.facts import episode, store
from tests.cast import Cast, make_assignment, make_cast, make_organisation, make_unit


def test_it_is_stored_as_it_was_drawn_up(cast: Cast) -> None:
    statement = a_statement(cast)
    again, stored = recomputed(statement).content, content_of(statement)
    assert plain(stored) == plain(again)
    assert (content_digest(again), facts_digest(again)) == (statement.digest, statement.facts_digest)


def test_it_says_the_same_after_late_registrations_corrections_and_another_amount(cast: Cast) -> None:
    statement = a_statement(cast)
    store(episode(1, discharged_at=datetime(2027, 3, 9, 9)), at=ON_THE_20TH, correct=True)
    store(episode(9), at=ON_THE_20TH)
    with time_machine.travel(ON_THE_20TH + timedelta(days=400)):
        judged = verdict(statement)
    assert (judged.is_untouched, judged.is_same_again) == (True, True)
    assert (judged.code_changed, judged.texts_changed) == (False, False)


def test_it_does_not_depend_on_the_order_in_which_the_facts_were_told(cast: Cast) -> None:
    amount_of_2027(cast)
    rows = [episode(number, discharged_at=datetime(2027, 3, 3 + number, 9)) for number in range(1, 5)]
    digests = set()
    for told in (rows, rows[::-1]):
        with transaction.atomic():
            store(*told, at=IN_MARCH)
            content = to_be_issued(**HALMSTAD, as_of=ON_THE_8TH)
            digests.add((content_digest(content), facts_digest(content)))
            transaction.set_rollback(True)
    assert len(digests) == 1


def explained(number: str) -> str:
    out = StringIO()
    call_command("explain_statement", number, stdout=out)
    return out.getvalue()


def test_it_is_explained_line_by_line(cast: Cast) -> None:
    said = explained(a_statement(cast).number)
    for sentence in (
        "Betalningsunderlag 13-2027-0001",
        "Region Halland till Halmstad, 2027-03: 25000.00 kr",
        "Dagar över gränsen: 2.5 dagar à 10000 kr = 25000 kr [Beräkning av genomsnittsmodell och betalningsansvar]",
        "T-1: 3 dagar i snittet [Beräkning av genomsnittsmodell och betalningsansvar]",
        "T-4: inte med: Den fasta vårdkontakten kallade inte till samordnad individuell planering före utskrivningen."
        " [LUS 5 kap. 3 § andra stycket]",
        "Belopp per vårddygn 2027: 10000 kr (HSLF-FS 2026:99)",
        "Det som är lagrat är orört.",
        "Räknat om i dag blir det detsamma.",
        code_version(),
    ):
        assert sentence in said


def test_it_says_so_where_what_is_computed_or_stored_is_another(cast: Cast) -> None:
    # Numbered and digested as nothing that was ever drawn up.
    number = copied(a_statement(cast), digest="0" * 64, code_version="1" * 64).number
    out = StringIO()
    with pytest.raises(CommandError) as differs:
        call_command("explain_statement", number, stdout=out)
    assert differs.value.returncode == 1
    said = out.getvalue()
    for sentence in ("DET SOM ÄR LAGRAT HAR ÄNDRATS", "BLIR DET ETT ANNAT", "kod är en annan än då"):
        assert sentence in said


def test_it_explains_nothing_that_has_not_been_issued(cast: Cast) -> None:
    with pytest.raises(CommandError, match="13-2027-0009") as refused:
        explained("13-2027-0009")
    assert refused.value.returncode == 2


@st.composite
def marches(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Episodes of Halmstad's March, of many lengths, some without what makes them count."""
    rows = []
    for number in range(draw(st.integers(1, 6))):
        row = episode(
            number,
            municipality=draw(st.sampled_from(["1380", "1381"])),
            discharge_ready_at=datetime(2027, 3, 3) + timedelta(hours=draw(st.integers(0, 200))),
            discharged_at=datetime(2027, 3, 4) + timedelta(hours=draw(st.integers(0, 600))),
            sip_required=draw(st.booleans()),
            sip_called_at=draw(st.sampled_from([None, datetime(2027, 3, 4, 9), datetime(2027, 3, 25)])),
            admission_notice_at=draw(st.sampled_from([None, datetime(2027, 3, 1, 12)])),
        )
        rows.append(row)
    return rows


OWN = {"13": ("1380", "1381"), "14": ("1480", "1490"), "20": ("2080", "2081")}


class TestEveryMonth(TestCase):
    cast: Cast

    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = make_cast()
        amount_of_2027(cls.cast, "7777.77")
        gotaland = make_organisation(Organisation.Kind.REGION, "Västra Götalandsregionen", "14")
        for place, region in enumerate((gotaland, cls.cast.dalarna)):
            unit = make_unit(region, "Förvaltning", UnitKind.ADMINISTRATION)
            people = (f"{name} {region.name}" for name in ("Alva", "Bror"))
            first, second = (make_assignment(unit, Role.SYSTEM_ADMINISTRATOR, who) for who in people)
            said = {"year": 2027, "kronor": Decimal(9_000 + place), "source": "HSLF-FS 2026:99"}
            approve(enter_daily_amount(by=first, at=IN_MARCH, **said), by=second, at=IN_MARCH)

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(rows=marches(), region=st.sampled_from(["13", "14", "20"]))
    def test_it_adds_up_and_is_the_same_again(self, rows: list[dict[str, Any]], region: str) -> None:
        # A municipality of the region's own, so that its agreement governs.
        codes = {"1380": OWN[region][0], "1381": OWN[region][1]}
        rows = [row | {"municipality": codes[row["municipality"]]} for row in rows]
        store(*rows, region=region, at=IN_MARCH)
        content = to_be_issued(region, rows[0]["municipality"], HALMSTAD["month"], as_of=ON_THE_8TH)
        self.adds_up(content)
        later = ON_THE_20TH + timedelta(hours=1)
        store(*(row | {"care_type": "psychiatric"} for row in rows), region=region, at=later, correct=True)
        again = to_be_issued(region, rows[0]["municipality"], HALMSTAD["month"], as_of=ON_THE_8TH)
        assert content_digest(again) == content_digest(content)
        assert facts_digest(again) == facts_digest(content)

    def adds_up(self, content: Content) -> None:
        """The charges are the amount, of each part and of all; the lines are the figures."""
        charges = [charge for part in content.parts for charge in part.charges]
        assert sum((charge.amount for charge in charges), Decimal(0)) == content.amount
        for part in content.parts:
            lines = [line for line in content.lines if line.agreement == part.agreement]
            assert sum(line.payable_days for line in lines) == part.individual_days
            assert sum(line.days for line in lines if line.status == "averaged") == part.days
            assert len(lines) == part.episodes + part.individual_episodes + part.excluded
            assert all(line.ground for line in lines)
            assert all(line.reason for line in lines if line.status == "excluded")
