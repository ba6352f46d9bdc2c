"""Amounts that were entered before an amount was a region's own are still valid, for the region that approved them."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from accounts.access.roles import Role
from accounts.models import Assignment
from billing.models import EnteredDailyAmount
from tests.cast import Cast, make_assignment, make_unit

BEFORE, AFTER = [("billing", "0001_daily_amounts")], [("billing", "0003_terminations")]
INSERT = """
insert into billing_entereddailyamount
    (year, kronor, source, entered_by_id, entered_at, approved_by_id, approved_at)
values (%s, 12500, 'HSLF-FS 2026:99', %s, '2026-10-01 10:00+02', %s, %s)
"""


@pytest.fixture
def owner(cast: Cast) -> Iterator[None]:
    """The role that migrates, for as long as the test's transaction lasts."""
    run("set constraints all immediate", "set role none")
    yield
    run("set role hemgang_app")


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def migrate(target: list[tuple[str, str]]) -> None:
    MigrationExecutor(connection).migrate(target)


def test_it_keeps_them_with_their_two_people(cast: Cast, owner: None) -> None:
    of_dalarna = make_unit(cast.dalarna, "Förvaltning", cast.region_administration.kind)
    approver: Assignment = make_assignment(of_dalarna, Role.SYSTEM_ADMINISTRATOR, "Sven Säter")
    run("set constraints all immediate")
    migrate(BEFORE)
    with connection.cursor() as cursor:
        entered_by = cast.system_administrator.pk
        cursor.execute(INSERT, [2026, entered_by, approver.pk, "2026-10-02 10:00+02"])
        cursor.execute(INSERT, [2027, entered_by, None, None])

    migrate(AFTER)

    approved, waiting = EnteredDailyAmount.objects.order_by("year")
    assert approved.organisation == cast.dalarna
    assert (approved.entered_by_user, approved.approved_by_user) == (
        cast.system_administrator.user,
        approver.user,
    )
    assert (waiting.organisation, waiting.approved_by_user) == (cast.halland, None)
