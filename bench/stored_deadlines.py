"""As many cases with open deadlines as are wanted, made fast: the database copies some that the product has made."""

from datetime import timedelta
from typing import LiteralString

from django.db.models import Model
from django.utils import timezone
from psycopg.sql import SQL, Identifier

from accounts.access.roles import Role
from accounts.models import UnitKind
from bench.throwaway import Throwaway
from coordination.models import Case, Deadline, Party, Patient
from tests.cast import Cast, make_assignment, make_unit
from tests.coordination.channels import webhook_to
from tests.coordination.stories import Story

PATTERNS = 20
LATER: LiteralString = " + %(earliest)s + %(spread)s * (n %% 1000) / 1000"

# What copy number n has for itself: another patient, and all its times moved by the same.
OWN: dict[type[Model], dict[str, LiteralString]] = {
    Patient: {"id": "1000000 + n", "identity_value": "'copy ' || n"},
    Case: {"id": "md5(n::text)::uuid", "patient_id": "1000000 + n", "number": "'copy ' || n"},
    Party: {"case_id": "md5(n::text)::uuid"},
    Deadline: {
        "case_id": "md5(n::text)::uuid",
        **{name: f"pattern.{name}{LATER}" for name in ("starts_at", "due_at", "remind_at")},
    },
}
COPY = SQL("""
    INSERT INTO {table} ({columns}) SELECT {values}
    FROM {table} AS pattern, generate_series(%(first)s::int, %(last)s, %(step)s) AS n
    WHERE pattern.{key} = %(copied)s
""")
FORGET = """
    DELETE FROM coordination_deadline
    WHERE case_id IN (SELECT md5(n::text)::uuid FROM generate_series(%s::int, %s) AS n)
"""


class StoredDeadlines:
    """Copies of cases whose notice has just come, each to a clinic and an intake of its own; numbered as they come."""

    def __init__(self, database: Throwaway, cast: Cast) -> None:
        self.owner = database.as_owner()
        self.patterns = [_case(cast, number) for number in range(PATTERNS)]
        self.open_of_each = self.patterns[0].deadlines.still_to_do().count()
        self.to_be_missed_of_each = self.patterns[0].deadlines.to_be_swept().count()
        # What a copy refers to is there: nothing needs to be looked up for each row.
        self.owner.execute("SET session_replication_role = replica")

    def add_cases(self, numbers: range) -> None:
        """Cases with their parties, and no deadlines yet."""
        for model in (Patient, Case, Party):
            self._copy(model, numbers)

    def add_deadlines(self, numbers: range, *, earliest: timedelta) -> None:
        """Those of the cases, beginning within a day from `earliest` on, seen from now."""
        self._copy(Deadline, numbers, earliest=earliest, spread=timedelta(days=1))

    def forget_deadlines(self, numbers: range) -> None:
        """Those of the cases, and all that anybody has been told of deadlines."""
        self.owner.execute("TRUNCATE coordination_delivery, coordination_reminder")
        self.owner.execute(FORGET, [numbers[0], numbers[-1]])

    def _copy(self, model: type[Model], numbers: range, **moved: timedelta) -> None:
        columns = columns_of(model)
        if "id" not in OWN[model]:
            columns.remove("id")
        values = [OWN[model].get(column, f"pattern.{column}") for column in columns]
        copy = COPY.format(
            table=Identifier(model._meta.db_table),
            columns=SQL(", ").join(map(Identifier, columns)),
            values=SQL(", ").join(map(SQL, values)),
            key=Identifier("id" if model in (Patient, Case) else "case_id"),
        )
        for place, pattern in enumerate(self.patterns):
            copied = pattern.patient_id if model is Patient else pattern.pk
            every = {"first": numbers[0] + place, "last": numbers[-1], "step": PATTERNS, "copied": copied}
            self.owner.execute(copy, every | moved)
        self.owner.execute(SQL("VACUUM ANALYZE {}").format(Identifier(model._meta.db_table)))


def columns_of(model: type[Model]) -> list[str]:
    """The columns of the model's table that the database does not fill in itself."""
    return [str(field.column) for field in model._meta.concrete_fields if not field.generated]


def _case(cast: Cast, number: int) -> Case:
    """One whose patient goes home in a month. Every second municipality's system is told, too."""
    clinic = make_unit(cast.halland, f"Vårdcentral {number}", UnitKind.PRIMARY_CARE)
    intake = make_unit(cast.halmstad, f"Mottagning {number}", UnitKind.INTAKE)
    if number % 2:
        administrator = make_assignment(intake, Role.UNIT_ADMINISTRATOR, f"Ina {number}")
        webhook_to(administrator, f"https://system.example.se/{number}")
    now = timezone.now()
    story = Story(cast, admitted_at=now)
    story.notify(now, estimated_discharge_at=now + timedelta(days=30), units=(clinic, intake))
    return story.case
