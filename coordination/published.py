"""What billing may know of care episodes: their facts as known at a time, and which ones a person may open.

And the two things it may do: store those of another system's file, and have units told of a month's dates; and how
long to wait with what could not be sent. Billing reads nothing else of this app. No patient is named here.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BigIntegerField, BooleanField, CharField, DateTimeField, TextField

from accounts.models import Assignment
from agreements.dated import DatePeriod
from coordination.actions.announcements import Announced, announce
from coordination.actions.imports import Imported, record_episodes
from coordination.core.attempts import MOST_ATTEMPTS, retry_at
from coordination.exchange_errors import EpisodesRefused
from coordination.models import EPISODE_COLUMNS, KNOWN_BESIDES, AnnouncementKind, Case, EpisodeFacts
from coordination.models.civil_time import CivilDateTimeField
from coordination.processes import EpisodeProcess, episode_processes

__all__ = [
    "CIVIL_TIME",
    "COLUMN_KINDS",
    "FACT_COLUMNS",
    "MOMENT",
    "MOST_ATTEMPTS",
    "STATE_COLUMNS",
    "TEXT",
    "TRUTH",
    "WHOLE_NUMBER",
    "Announced",
    "AnnouncementKind",
    "EpisodeProcess",
    "EpisodesRefused",
    "Imported",
    "announce",
    "cases_of_episodes",
    "episode_processes",
    "fact_columns",
    "record_episodes",
    "retry_at",
]

FACT_COLUMNS = ("region_code", *EPISODE_COLUMNS, *KNOWN_BESIDES)
STATE_COLUMNS = ("place", "known_from", "superseded_at")
"""An episode's place in the order in which they were first recorded; since when, and until when, it was so known."""

TEXT, TRUTH, WHOLE_NUMBER, CIVIL_TIME, MOMENT = range(5)
"""How a column's values lie one after the other: texts with a zero byte between; a byte; eight bytes, big-endian: a
number, or microseconds since the year 2000, civil or in UTC. What is not there is nothing, or the least number."""

_KIND_OF_FIELD: Mapping[type[Any], int] = {
    CharField: TEXT,
    TextField: TEXT,
    BooleanField: TRUTH,
    BigIntegerField: WHOLE_NUMBER,
    CivilDateTimeField: CIVIL_TIME,
    DateTimeField: MOMENT,
}
COLUMN_KINDS: Mapping[str, int] = {
    name: _KIND_OF_FIELD[type(EpisodeFacts._meta.get_field(name))] for name in (*FACT_COLUMNS, *STATE_COLUMNS)
} | {"liable_municipality": TEXT}
_SENT = {
    TEXT: "string_agg(textsend(coalesce({0}, '')), '\\x00'::bytea)",
    TRUTH: "string_agg(boolsend({0}), ''::bytea)",
    WHOLE_NUMBER: "string_agg(int8send({0}), ''::bytea)",
    CIVIL_TIME: "string_agg(timestamp_send(coalesce({0}, '-infinity')), ''::bytea)",
    MOMENT: "string_agg(timestamptz_send(coalesce({0}, '-infinity')), ''::bytea)",
}


def fact_columns(
    columns: Sequence[str],
    *,
    discharged: DatePeriod | None,
    region: str | None = None,
    municipality: str | None = None,
    known_by: datetime | None = None,
    since: datetime | None = None,
    episodes: Collection[str] | None = None,
    without: Collection[str] = (),
) -> dict[str, bytes] | None:
    """The episodes that ended on those dates, each of the columns as one piece of bytes; none where there are none.

    A row costs a seventh of what it costs to send by itself (ADR 3). The rows stand in the same order in all columns,
    and in no particular one; `COLUMN_KINDS` says what the bytes are. Without dates they are those of the patients who
    have been declared ready and are still here; with `episodes` those of these numbers, whenever they ended, and
    `without` those of some. Of one region, one liable municipality or both; as known then, or now.

    Times are civil. `region_available` has ISO times with a space between, from and to by turns, when region services
    were there again inside the interval; `registered_late` the names of the facts that were registered long after they
    occurred. Read on Django's own connection: what the present transaction has written is there.

    With `since` instead of `known_by` they come as they are known now and as they were known at any moment since, a row
    for each state of knowledge.
    """
    conditions, values = _conditions(discharged, region, municipality, known_by, since, episodes, without)
    sent = ", ".join(_SENT[COLUMN_KINDS[name]].format(name) for name in columns)
    query = f"""
        COPY (SELECT {sent} FROM coordination_episodefacts WHERE {" AND ".join(conditions)})
        TO STDOUT (FORMAT binary)
    """  # noqa: S608
    # Composed beforehand: a connection that logs its queries copies statements without values only.
    statement = connection.ops.compose_sql(query, values)  # type: ignore[attr-defined]  # PostgreSQL's own
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(["bytea"] * len(columns))
        (row,) = copy.rows()
    return None if row[0] is None else dict(zip(columns, row, strict=True))


def cases_of_episodes(assignment: Assignment, region: str, episode_ids: Collection[str]) -> dict[str, UUID]:
    """The case of each episode whose case page the assignment may open: those of its own unit, and no others."""
    visible = Case.objects.visible_to(assignment).filter(region_code=region, number__in=episode_ids)
    return dict(visible.values_list("number", "pk"))


def _conditions(
    discharged: DatePeriod | None,
    region: str | None,
    municipality: str | None,
    known_by: datetime | None,
    since: datetime | None,
    episodes: Collection[str] | None,
    without: Collection[str],
) -> tuple[list[str], list[object]]:
    """The conditions in SQL, of fixed words only, and their values."""
    asked = [
        ("discharged_at >= %s", discharged and discharged.first),
        ("discharged_at < %s::date + 1", discharged and discharged.last),
        ("region_code = %s", region),
        ("liable_municipality = %s", municipality),
        ("episode_id = ANY(%s)", None if episodes is None else list(episodes)),
        ("episode_id <> ALL(%s)", list(without) or None),
        ("known_from <= %s", known_by),
        ("coalesce(superseded_at > %s, true)", known_by or since),
    ]
    conditions = [condition for condition, value in asked if value is not None]
    if discharged is None and episodes is None:
        conditions += ["discharged_at IS NULL", "discharge_ready_at IS NOT NULL"]
    if known_by is None and since is None:
        conditions.append("superseded_at IS NULL")
    return conditions, [value for _, value in asked if value is not None]
