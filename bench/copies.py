"""Copies of cases by SQL, a few hundred thousand in a minute: new ids, other patients, other units."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db.models import Model

from config.demo.names import MEN, SURNAMES, WOMEN
from coordination.models import Case, Deadline, Delivery, Event, Party, PatientSnapshot

FIRST = 10_000_000
"""Patients and events of copies have numbers from here on; those of the models lower ones."""
MOST_EVENTS = 64
"""In a case."""
TOWNS_NEAR = 6
SEQUENCE = "(select sequence from coordination_event where id = m.event_id)"

COPIES = """
    create unlogged table copies as
    select n, gen_random_uuid() as id, model.id as model,
        mod(n, %(towns)s) as ward, mod(n + mod(n / %(towns)s, %(near)s), %(towns)s) as town
    from generate_series(%(first)s::int, %(first)s + %(count)s - 1) as n
    join coordination_case as model
        on model.id = (%(models)s::uuid[])[1 + mod(n / %(towns)s / %(near)s, cardinality(%(models)s::uuid[]))]
"""
PATIENTS = f"""
    insert into coordination_patient (id, identity_type, identity_value, identity_oid, has_protected_identity)
    select {FIRST} + n, 'personal_number',
        to_char(date '1930-01-01' + n % 20000, 'YYYYMMDD') || 1000 + n / 20000, '', false
    from copies
"""
# A unit has the place in its town that the model's has, and a person in it the number of the unit.
PLACED = """
    create or replace function placed(unit bigint, ward int, town int) returns bigint immutable
    return unit + 3 * case when (unit - {first_unit}) % 3 = 0 then ward else town end
"""
# No other number or word in a payload is like these: ids, and names which end with them, are exchanged as text.
PAYLOAD = """
    replace(replace(replace(replace(m.payload::text, '"{first_town}"', format('"%%s"', (%(towns)s::text[])[town + 1])),
        '{0}', placed({0}, ward, town)::text), '{1}', placed({1}, ward, town)::text),
        '{2}', placed({2}, ward, town)::text)::jsonb
"""


def add_copies(
    owner: psycopg.Connection, models: Iterable[Case], count: int, towns: Sequence[str], first_unit: int
) -> None:
    """So many cases more, each a copy of one of the models.

    Its ward is one of as many as there are towns; primary care centre and intake are those of one of six towns near.
    """
    before = owner.execute("select count(*) from coordination_case").fetchone()
    assert before is not None
    owner.execute("drop table if exists copies")
    said = {"first": before[0], "count": count, "towns": len(towns), "near": TOWNS_NEAR}
    owner.execute(COPIES, {**said, "models": [one.pk for one in models]})
    owner.execute(PLACED.format(first_unit=first_unit))
    # Foreign keys are right by the making, and not asked for; indexes are made from large pieces.
    owner.execute("set session_replication_role = replica")
    owner.execute("set maintenance_work_mem = '256MB'")
    owner.execute(PATIENTS)
    units = range(first_unit, first_unit + 3)
    words = {"towns": list(towns), "given": f"{WOMEN} {MEN}".split(), "family": SURNAMES.split()}
    for table, exchanged in {
        Case: {
            "id": "c.id",
            "number": "'V' || n",
            "patient_id": f"{FIRST} + n",
            "ward_id": placed("ward_id"),
            "municipality_code": "(%(towns)s::text[])[town + 1]",
        },
        PatientSnapshot: {
            "given_name": "(%(given)s::text[])[1 + mod(n, cardinality(%(given)s::text[]))]",
            "family_name": "(%(family)s::text[])[1 + mod(n / 7, cardinality(%(family)s::text[]))]",
        },
        Party: {"unit_id": placed("unit_id"), "awaited_unit_id": placed("awaited_unit_id")},
        Event: {
            "id": f"{FIRST} + n * {MOST_EVENTS} + m.sequence",
            "payload": PAYLOAD.format(*units, first_town=towns[0]),
            "by_id": placed("by_id"),
        },
        Deadline: {"unit_id": placed("unit_id")},
        Delivery: {
            "key": "gen_random_uuid()",
            "unit_id": placed("unit_id"),
            "event_id": f"{FIRST} + n * {MOST_EVENTS} + {SEQUENCE}",
            "read_by_id": placed("read_by_id"),
        },
    }.items():
        with without_indexes(owner, table._meta.db_table):
            copy(owner, table, exchanged, words)


def placed(column: str) -> str:
    """The copy's unit in place of the model's, or the person in it."""
    return f"placed(m.{column}, ward, town)"


def copy(
    owner: psycopg.Connection, table: type[Model], exchanged: Mapping[str, str], words: Mapping[str, Any]
) -> None:
    """The models' rows of a table for all copies, with some columns exchanged."""
    values = {
        field.column: f"m.{field.column}"
        for field in table._meta.concrete_fields
        if field.column and field.column != "id" and not field.generated
    }
    if "case_id" in values:
        values["case_id"] = "c.id"
    values |= exchanged
    name, key = table._meta.db_table, "case_id" if "case_id" in values else "id"
    owner.execute(
        f"insert into {name} ({', '.join(values)}) select {', '.join(values.values())} "
        f"from copies as c join {name} as m on m.{key} = c.model order by n",
        words,
    )


@contextmanager
def without_indexes(owner: psycopg.Connection, table: str) -> Iterator[None]:
    """Makes the table's indexes after its rows; the primary key stays."""
    unique = owner.execute(
        "select conname, pg_get_constraintdef(oid) from pg_constraint"
        " where conrelid = %s::regclass and contype = 'u'",
        [table],
    ).fetchall()
    for name, _definition in unique:
        owner.execute(f"alter table {table} drop constraint {name}")
    others = owner.execute(
        "select indexname, indexdef from pg_indexes where tablename = %s and indexname <> %s",
        [table, f"{table}_pkey"],
    ).fetchall()
    for name, _definition in others:
        owner.execute(f"drop index {name}")
    yield
    for name, definition in unique:
        owner.execute(f"alter table {table} add constraint {name} {definition}")
    for _name, definition in others:
        owner.execute(definition)
