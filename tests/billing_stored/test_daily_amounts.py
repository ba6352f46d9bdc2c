"""A year's daily amount counts when two people of a region's administration stand behind it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.access.policy import NotAllowed
from accounts.access.roles import Role
from accounts.models import Assignment, ImmutableRow
from billing.actions.daily_amounts import enter_daily_amount
from billing.actions.two_people import OwnEntry, approve
from billing.models import EnteredDailyAmount
from billing.texts.daily_amounts import daily_amounts
from tests.cast import Cast, make_assignment, make_unit

YEAR, KRONOR = 2026, Decimal(12_100)


@pytest.fixture
def other(cast: Cast) -> Assignment:
    return make_assignment(cast.region_administration, Role.SYSTEM_ADMINISTRATOR, "Sixten Sol")


def known(by: datetime | None = None, region: str = "13") -> Mapping[int, Decimal]:
    return daily_amounts(by).kronor(region)


def entered(cast: Cast) -> EnteredDailyAmount:
    return enter_daily_amount(
        by=cast.system_administrator, year=YEAR, kronor=KRONOR, source="HSLF-FS 2025:99"
    )


def test_it_is_in_force_once_another_has_approved_it(cast: Cast, other: Assignment) -> None:
    amount = entered(cast)
    assert YEAR not in known()
    approve(amount, by=other)
    assert known()[YEAR] == KRONOR


def test_it_is_not_known_before_it_was_approved(cast: Cast, other: Assignment) -> None:
    amount = entered(cast)
    approve(amount, by=other)
    assert YEAR not in known(timezone.now() - timedelta(minutes=1))
    assert YEAR in known(timezone.now())


def test_it_is_not_approved_by_the_same_person_under_another_assignment(cast: Cast) -> None:
    amount = entered(cast)
    again = make_assignment(
        make_unit(cast.halland, "Systemförvaltning", cast.region_administration.kind),
        Role.SYSTEM_ADMINISTRATOR,
        cast.system_administrator.user,
    )
    with pytest.raises(OwnEntry):
        approve(amount, by=again)
    assert YEAR not in known()


def test_it_holds_for_the_region_that_approved_it_and_for_no_other(cast: Cast, other: Assignment) -> None:
    approve(entered(cast), by=other)
    assert known(region="13")[YEAR] == KRONOR
    assert YEAR not in known(region="20")


def test_it_is_not_approved_by_another_region(cast: Cast) -> None:
    amount = entered(cast)
    administration = make_unit(cast.dalarna, "Förvaltning", cast.region_administration.kind)
    stranger = make_assignment(administration, Role.SYSTEM_ADMINISTRATOR, "Sven Säter")
    with pytest.raises(NotAllowed):
        approve(amount, by=stranger)
    assert EnteredDailyAmount.objects.get().approved_at is None


def test_it_is_approved_once(cast: Cast, other: Assignment) -> None:
    third = make_assignment(cast.region_administration, Role.SYSTEM_ADMINISTRATOR, "Tyra Tun")
    first = approve(entered(cast), by=other)
    again = approve(first, by=third)
    assert (again.approved_by, again.approved_at) == (other, first.approved_at)


@pytest.mark.parametrize("whose", ["the same user's", "not the user's own"])
def test_it_is_the_database_that_asks_for_two_users(cast: Cast, other: Assignment, whose: str) -> None:
    amount = entered(cast)
    again = make_assignment(
        make_unit(cast.halland, "Systemförvaltning", cast.region_administration.kind),
        Role.SYSTEM_ADMINISTRATOR,
        cast.system_administrator.user,
    )
    user = again.user_id if whose == "the same user's" else other.user_id
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "update billing_entereddailyamount"
            " set approved_by_id = %s, approved_by_user_id = %s, approved_at = now() where id = %s",
            [again.pk, user, amount.pk],
        )
    assert EnteredDailyAmount.objects.get().approved_at is None


def test_it_is_entered_by_a_regions_administrator_only(cast: Cast) -> None:
    for name, assignment in cast.everybody():
        if name != "system_administrator":
            with pytest.raises(NotAllowed):
                enter_daily_amount(by=assignment, year=YEAR, kronor=KRONOR, source="HSLF-FS 2025:99")
    assert not EnteredDailyAmount.objects.exists()


def test_it_does_not_take_the_place_of_an_amount_that_ships(cast: Cast, other: Assignment) -> None:
    amount = enter_daily_amount(
        by=cast.system_administrator, year=2020, kronor=Decimal(1), source="A mistake"
    )
    approve(amount, by=other)
    assert known()[2020] == Decimal(8_200)


def test_it_is_put_right_by_another_row(cast: Cast, other: Assignment) -> None:
    for kronor in (KRONOR, KRONOR + 100):
        amount = enter_daily_amount(by=other, year=YEAR, kronor=kronor, source="HSLF-FS 2025:99")
        approve(amount, by=cast.system_administrator)
    assert known()[YEAR] == KRONOR + 100
    with pytest.raises(ImmutableRow):
        amount.delete()


@pytest.mark.parametrize("said", [{"source": " "}, {"kronor": Decimal(-1)}, {"year": 2017}])
def test_it_is_refused_without_a_source_below_zero_or_before_the_statute(
    cast: Cast, said: dict[str, object]
) -> None:
    given: dict[str, object] = {"year": YEAR, "kronor": KRONOR, "source": "HSLF-FS 2025:99"}
    with pytest.raises(ValidationError):
        enter_daily_amount(by=cast.system_administrator, **given | said)
    assert not EnteredDailyAmount.objects.exists()


def test_it_cannot_be_changed_in_the_database_either(cast: Cast) -> None:
    amount = entered(cast)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update billing_entereddailyamount set kronor = 1 where id = %s", [amount.pk])
    assert EnteredDailyAmount.objects.get(pk=amount.pk).kronor == KRONOR


@pytest.mark.parametrize(
    "change", ["approved_at = now()", "approved_at = NULL, approved_by_id = NULL, approved_by_user_id = NULL"]
)
def test_it_is_the_database_that_refuses_to_approve_again(cast: Cast, other: Assignment, change: str) -> None:
    approved = approve(entered(cast), by=other)
    before = EnteredDailyAmount.objects.values().get()
    approved.approved_at = timezone.now()
    with pytest.raises(ImmutableRow):
        approved.save(update_fields=["approved_at"])
    assert EnteredDailyAmount.objects.update(approved_at=None) == 0
    with pytest.raises(DatabaseError, match="set once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE billing_entereddailyamount SET {change}")  # noqa: S608
    assert EnteredDailyAmount.objects.values().get() == before
