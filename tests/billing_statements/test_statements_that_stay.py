"""What has been issued stays: models and database refuse to change it, and to let one person stand behind it alone."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounts.models import ImmutableRow
from billing.models import MonthEvent, Statement, StatementLine, StatementPart
from tests.billing_statements.issued import a_statement
from tests.cast import Cast

KEPT = [Statement, StatementPart, StatementLine, MonthEvent]


def everything() -> list[list[object]]:
    return [list(model.objects.order_by("pk").values()) for model in KEPT]


@pytest.mark.parametrize(
    "statement",
    [f"{verb} {model._meta.db_table}" for model in KEPT for verb in ("UPDATE", "DELETE FROM")]
    + ["DELETE FROM billing_billedmonth", "DELETE FROM billing_statementseries"],
)
def test_it_is_no_right_of_the_role_that_web_and_worker_use(cast: Cast, statement: str) -> None:
    a_statement(cast)
    before = everything()
    sql = f"{statement} SET id = id" if statement.startswith("UPDATE") else statement
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert everything() == before


@pytest.mark.parametrize("model", KEPT)
def test_it_is_refused_by_the_models(cast: Cast, model: type[Statement]) -> None:
    a_statement(cast)
    before = everything()
    row = model.objects.first()
    assert row is not None
    for change in (row.save, row.delete, model.objects.all().delete, lambda: model.objects.update(id=1)):
        with pytest.raises(ImmutableRow):
            change()
    assert everything() == before


def copied(statement: Statement, **said: object) -> Statement:
    """Writes the statement once more but for what is said."""
    fields = {field.attname: getattr(statement, field.attname) for field in Statement._meta.concrete_fields}
    fields |= {"id": None, "place": 2, "number": "13-2027-0002"} | said
    with transaction.atomic():
        copy = Statement.objects.create(**fields)
        connection.check_constraints()
    return copy


def test_it_is_the_database_that_wants_two_people(cast: Cast) -> None:
    statement = a_statement(cast)
    alone = {
        "prepared_by_id": statement.issued_by_id,
        "prepared_by_user_id": statement.issued_by_user_id,
    }
    with pytest.raises(IntegrityError, match="statement_issued_by_another"):
        copied(statement, **alone)
    with pytest.raises(IntegrityError, match="statement_prepared_by_whom"):
        copied(statement, prepared_by_user_id=cast.nurse.user_id)
    assert Statement.objects.count() == 1


@pytest.mark.parametrize("said", [{"number": "13-2027-0001"}, {"place": 1}])
def test_it_is_the_database_that_gives_a_number_once(cast: Cast, said: dict[str, object]) -> None:
    statement = a_statement(cast)
    with pytest.raises(IntegrityError):
        copied(statement, **said)
    assert Statement.objects.count() == 1
