"""What it costs to send an admission notice, beside the bare INSERTs of the rows that it wrote."""

import statistics
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import psycopg
from django.db.models import Model
from django.utils import timezone
from psycopg.sql import SQL, Composed, Identifier, Placeholder
from psycopg.types.json import Jsonb

from bench.figures import Figure, scaled, seconds
from bench.stored_deadlines import columns_of
from bench.throwaway import Throwaway
from coordination.models import Deadline, Delivery, EpisodeFacts, Event, Party
from tests.cast import Cast
from tests.coordination.stories import Story

NOTICES = 300
MOST_TIMES_INSERTS = 4

# What belongs to a case, each after what it refers to.
MODELS: Sequence[type[Model]] = (Event, Party, Deadline, EpisodeFacts, Delivery)
WRITTEN_LAST = SQL("""
    SELECT {columns} FROM {table} WHERE case_id = %(case)s AND xmin = (
        SELECT xmin FROM coordination_event WHERE case_id = %(case)s ORDER BY sequence DESC LIMIT 1
    ) ORDER BY id
""")
DELETE = SQL("DELETE FROM {table} WHERE id = any(%s)")
INSERT = SQL("INSERT INTO {table} ({columns}) VALUES ({values})")
FOLLOW = "UPDATE coordination_case SET status = %s, version = %s, estimated_discharge_at = %s WHERE id = %s"

Rows = list[list[Any]]


def figures_of_notices(database: Throwaway, cast: Cast) -> Iterator[Figure]:
    """A notice and the INSERTs of its rows in turn, so that a busy moment falls on both alike."""
    with database.as_owner() as owner, psycopg.connect(database.environment["DATABASE_URL"]) as app:
        taken = [one_in_turn(cast, owner, app) for _ in range(scaled(NOTICES))]
    times = statistics.median(sent for sent, _ in taken) / statistics.median(bare for _, bare in taken)
    yield Figure("a notice, times executemany of the rows that it wrote", times, MOST_TIMES_INSERTS)


def one_in_turn(cast: Cast, owner: psycopg.Connection, app: psycopg.Connection) -> tuple[float, float]:
    """Seconds of the notice as the product sends it, and of its rows written straight into the tables."""
    now = timezone.now()
    story = Story(cast, admitted_at=now - timedelta(hours=2))
    sent = seconds(partial(story.notify, now))
    story.case.refresh_from_db()
    case = story.case
    written = [(model, rows_written_last(owner, model, case.pk)) for model in MODELS]
    for model, rows in reversed(written):
        owner.execute(about(DELETE, model), [[row[0] for row in rows]])
    inserts = [(about(INSERT, model).as_string(app), rows) for model, rows in written]

    def write_straight() -> None:
        with app.transaction(), app.cursor() as cursor:
            cursor.execute(FOLLOW, [case.status, case.version, case.estimated_discharge_at, case.pk])
            for insert, rows in inserts:
                cursor.executemany(insert, rows)

    return sent, seconds(write_straight)


def rows_written_last(owner: psycopg.Connection, model: type[Model], case: UUID) -> Rows:
    """What the transaction of the case's last event wrote in the table, the identity first."""
    cursor = owner.execute(about(WRITTEN_LAST, model), {"case": case})
    rows = [[Jsonb(one) if isinstance(one, dict) else one for one in row] for row in cursor]
    assert rows, f"a notice writes no {model.__name__}"
    return rows


def about(statement: SQL, model: type[Model]) -> Composed:
    """The statement, for the model's table and columns."""
    columns = columns_of(model)
    return statement.format(
        table=Identifier(model._meta.db_table),
        columns=SQL(", ").join(map(Identifier, columns)),
        values=SQL(", ").join([Placeholder()] * len(columns)),
    )
