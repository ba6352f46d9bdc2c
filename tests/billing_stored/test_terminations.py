"""A termination ends a text's months when two people of a party stand behind it."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.access.policy import NotAllowed
from accounts.access.roles import Role
from accounts.models import Assignment, Organisation, UnitKind
from billing.actions.terminations import CannotEnter, enter_termination
from billing.actions.two_people import OwnEntry, approve
from billing.core.liability import every_year
from billing.core.months import month_named
from billing.models import EndingKind, EnteredTermination
from billing.months.liability import liability
from billing.months.question import Question
from billing.months.spans import MonthSpan
from billing.texts.endings import Endings, known_endings
from tests.billing_stored.facts import episode, store
from tests.cast import Cast, make_assignment, make_organisation, make_unit

pytestmark = pytest.mark.django_db
HALLAND = "halland-2027"
GIVEN = date(2026, 6, 30)
"""More than six months before the first term, that of 2027, ends."""


@pytest.fixture
def other(cast: Cast) -> Assignment:
    return make_assignment(cast.region_administration, Role.SYSTEM_ADMINISTRATOR, "Sixten Sol")


def administrators(kind: Organisation.Kind, name: str, code: str) -> tuple[Assignment, Assignment]:
    organisation = Organisation.objects.filter(code=code).first() or make_organisation(kind, name, code)
    office = make_unit(organisation, "Förvaltning", UnitKind.ADMINISTRATION)
    return (
        make_assignment(office, Role.SYSTEM_ADMINISTRATOR, f"Ada {name}"),
        make_assignment(office, Role.SYSTEM_ADMINISTRATOR, f"Bea {name}"),
    )


def entered(by: Assignment, agreement: str = HALLAND, **said: object) -> EnteredTermination:
    given: dict[str, object] = {"kind": EndingKind.WHOLE, "day": GIVEN, "source": "Beslut 2026-06-30 § 12"}
    return enter_termination(by=by, agreement=agreement, **given | said)


def text_of(month: str, municipality: str = "1380", region: str = "13") -> str:
    """By which text the month is computed."""
    span = MonthSpan(month_named(month), month_named(month))
    asked = Question(region=region, municipality=municipality, months=span)
    periods = liability(asked, lambda _region: every_year(Decimal(1))).periods
    return periods[-1].governing.agreement.slug


def test_it_ends_the_text_for_all_when_another_has_approved_it(cast: Cast, other: Assignment) -> None:
    termination = entered(cast.system_administrator)
    assert text_of("2028-01") == HALLAND
    approve(termination, by=other)
    # The first term of 2027 is the first that the notice is in time for.
    assert text_of("2027-12") == HALLAND
    assert text_of("2028-01") == "statute-2018"
    assert text_of("2028-01", municipality="1384") == "statute-2018"


def test_it_reaches_the_bill(cast: Cast, other: Assignment) -> None:
    of_2028 = {"admitted_at": datetime(2028, 3, 1), "admission_notice_at": datetime(2028, 3, 1)}
    stay = {"discharge_ready_at": datetime(2028, 3, 3, 9), "discharged_at": datetime(2028, 3, 8, 9)}
    store(episode(1, **of_2028, **stay, care_contact_at=None))
    march = Question(region="13", months=MonthSpan(month_named("2028-03"), month_named("2028-03")))

    def amount() -> Decimal:
        return liability(march, lambda _region: every_year(Decimal(10_000))).months["amount"].item()

    assert amount() == Decimal(35_000)
    approve(entered(cast.system_administrator), by=other)
    # Five days by the statute, three of them free.
    assert amount() == Decimal(20_000)


def test_it_is_not_known_before_it_was_approved(cast: Cast, other: Assignment) -> None:
    approve(entered(cast.system_administrator), by=other)
    assert known_endings(timezone.now() - timedelta(minutes=1)) == Endings()
    assert len(known_endings(timezone.now()).terminations) == 1


def test_it_is_given_by_a_municipality_too(cast: Cast) -> None:
    first, second = administrators(Organisation.Kind.MUNICIPALITY, "Halmstad", "1380")
    approve(entered(first), by=second)
    assert text_of("2028-01", municipality="1384") == "statute-2018"


def test_it_needs_another_user_of_the_same_organisation(cast: Cast) -> None:
    termination = entered(cast.system_administrator)
    _, stranger = administrators(Organisation.Kind.MUNICIPALITY, "Halmstad", "1380")
    office = make_unit(cast.halland, "Systemförvaltning", UnitKind.ADMINISTRATION)
    again = make_assignment(office, Role.SYSTEM_ADMINISTRATOR, cast.system_administrator.user)
    for by, refusal in [(cast.system_administrator, OwnEntry), (again, OwnEntry), (stranger, NotAllowed)]:
        with pytest.raises(refusal):
            approve(termination, by=by)
    assert EnteredTermination.objects.get().approved_at is None
    assert known_endings() == Endings()


def test_it_is_entered_by_administrators_only(cast: Cast) -> None:
    for name, assignment in cast.everybody():
        if name != "system_administrator":
            with pytest.raises(NotAllowed):
                entered(assignment)
    assert not EnteredTermination.objects.exists()


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"agreement": "dalarna-2020"}, "agreement", "Organisationen är inte part i texten."),
        ({"agreement": "statute-2018"}, "agreement", "Organisationen är inte part i texten."),
        ({"agreement": "halland-2025"}, "kind", "Texten kan inte sägas upp."),
        ({"kind": EndingKind.ECONOMIC}, "kind", "Den ekonomiska delen för sig kan inte sägas upp."),
        ({"kind": EndingKind.MAIN_AGREEMENT}, "kind", "Texten är inte beroende av något annat avtal."),
        ({"day": date(2999, 1, 1)}, "day", "En uppsägning kan inte ha lämnats en dag som inte har varit än."),
        ({"day": None}, "day", "Det finns ingen godkänd uppgift av det slaget att ta tillbaka."),
    ],
)
def test_it_is_refused_where_the_text_does_not_end_so(
    cast: Cast, said: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(CannotEnter) as refused:
        entered(cast.system_administrator, **said)
    assert (refused.value.field, refused.value.words.sv) == (field, words)
    assert not EnteredTermination.objects.exists()


def test_it_is_terminated_as_a_whole_by_all_parties_together_where_the_text_says_so() -> None:
    first, second = administrators(Organisation.Kind.REGION, "Region Dalarna", "20")
    with pytest.raises(CannotEnter) as refused:
        entered(first, "dalarna-2020")
    assert refused.value.field == "decided_by_all"
    approve(entered(first, "dalarna-2020", decided_by_all=True), by=second)
    # In time for the term that ends on 1 January 2028.
    assert text_of("2027-12", "2080", "20") == "dalarna-2020"
    assert text_of("2028-02", "2080", "20") == "statute-2018"


def test_it_ends_a_text_with_the_agreement_that_it_depends_on() -> None:
    first, second = administrators(Organisation.Kind.REGION, "Västra Götalandsregionen", "14")
    main = {"kind": EndingKind.MAIN_AGREEMENT, "day": date(2026, 12, 31)}
    approve(entered(first, "vastra-gotaland-2020", **main), by=second)
    assert text_of("2026-12", "1480", "14") == "vastra-gotaland-2020"
    assert text_of("2027-01", "1480", "14") == "statute-2018"


def test_it_is_taken_back_by_another_row(cast: Cast, other: Assignment) -> None:
    approve(entered(cast.system_administrator), by=other)
    back = entered(other, day=None, source="Beslut 2026-09-01 § 3")
    assert text_of("2028-01") == "statute-2018"
    approve(back, by=cast.system_administrator)
    assert text_of("2028-01") == HALLAND
    with pytest.raises(CannotEnter):
        entered(other, day=None)


def test_it_asks_for_a_source(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        entered(cast.system_administrator, source=" ")
    assert not EnteredTermination.objects.exists()


@pytest.mark.parametrize("column", ["day", "agreement", "source", "entered_by_user_id"])
def test_it_cannot_be_changed_in_the_database_either(cast: Cast, column: str) -> None:
    termination = entered(cast.system_administrator)
    statement = f"update billing_enteredtermination set {column} = {column} where id = %s"  # noqa: S608
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [termination.pk])
