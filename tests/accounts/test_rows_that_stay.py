"""What is written once stays: the models refuse, and so does the database to the role of web and worker."""

import uuid

import pytest
from django.db import ProgrammingError, connection, transaction

from accounts.audit import record_look
from accounts.models import AccessLogEntry, ImmutableRow, Unit
from tests.cast import Cast

CASE = uuid.UUID("0f0f0f0f-0000-4000-8000-000000000001")


@pytest.fixture
def look(cast: Cast) -> AccessLogEntry:
    return record_look(assignment=cast.nurse, case_id=CASE, what="case page", why="vårdar patienten")


def test_it_logs_who_looked_at_what_and_why(cast: Cast, look: AccessLogEntry) -> None:
    entry = AccessLogEntry.objects.get()
    assert (entry.user, entry.assignment, entry.case_id) == (cast.nurse.user, cast.nurse, CASE)
    assert (entry.what, entry.why) == ("case page", "vårdar patienten")


def test_it_refuses_to_change_an_entry(look: AccessLogEntry) -> None:
    look.why = "annat"
    with pytest.raises(ImmutableRow):
        look.save()
    with pytest.raises(ImmutableRow):
        AccessLogEntry.objects.update(why="annat")
    with pytest.raises(ImmutableRow):
        AccessLogEntry.objects.bulk_update([look], ["why"])
    assert AccessLogEntry.objects.get().why == "vårdar patienten"


def test_it_refuses_to_delete_an_entry(look: AccessLogEntry) -> None:
    with pytest.raises(ImmutableRow):
        look.delete()
    with pytest.raises(ImmutableRow):
        AccessLogEntry.objects.filter(case_id=CASE).delete()
    assert AccessLogEntry.objects.count() == 1


def test_it_refuses_to_delete_a_unit(cast: Cast) -> None:
    with pytest.raises(TypeError, match="archived"):
        cast.ward.delete()
    with pytest.raises(TypeError, match="archived"):
        Unit.objects.filter(pk=cast.ward.pk).delete()
    assert Unit.objects.filter(pk=cast.ward.pk).exists()


@pytest.mark.parametrize(
    "statement",
    [
        "update accounts_accesslogentry set why = ''",
        "delete from accounts_accesslogentry",
        "delete from accounts_unit",
        "delete from accounts_organisation",
        "delete from accounts_assignment",
        "delete from accounts_user",
        "insert into django_migrations (app, name, applied) values ('x', 'x', now())",
        "alter table accounts_user disable trigger all",
        "create table public.elsewhere (id int)",
    ],
)
def test_it_is_the_database_that_refuses(look: AccessLogEntry, statement: str) -> None:
    refused = pytest.raises(ProgrammingError, match=r"permission denied|must be owner")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
