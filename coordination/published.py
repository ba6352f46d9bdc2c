"""What billing may know of care episodes: their facts as known at a time, and which ones a person may open.

And the two things it may do: store those of another system's file, and have units told of a month's dates; and how
long to wait with what could not be sent. Billing reads nothing else of this app. No patient is named here.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.db import connection

from accounts.models import Assignment
from agreements.dated import DatePeriod
from coordination.actions.announcements import Announced, announce
from coordination.actions.imports import Imported, record_episodes
from coordination.core.attempts import MOST_ATTEMPTS, retry_at
from coordination.exchange_errors import EpisodesRefused
from coordination.models import EPISODE_COLUMNS, KNOWN_BESIDES, AnnouncementKind, Case

__all__ = [
    "COPIED_COLUMNS",
    "KNOWN_COLUMNS",
    "MOST_ATTEMPTS",
    "Announced",
    "AnnouncementKind",
    "EpisodesRefused",
    "Imported",
    "announce",
    "cases_of_episodes",
    "copied_facts",
    "record_episodes",
    "retry_at",
]

COPIED_COLUMNS = ("region_code", *EPISODE_COLUMNS, *KNOWN_BESIDES)
KNOWN_COLUMNS = ("known_from", "superseded_at")


def copied_facts(
    *,
    discharged: DatePeriod | None,
    region: str | None = None,
    municipality: str | None = None,
    known_by: datetime | None = None,
    since: datetime | None = None,
    episodes: Collection[str] | None = None,
) -> Iterator[bytes]:
    """The episodes that ended on those dates as chunks of CSV, without a header: `COPIED_COLUMNS`, a row an episode.

    Without dates those of the patients who have been declared ready and are still here; with `episodes` those of these
    numbers, whenever they ended.

    Of one region, one liable municipality or both; as known then, or now. They come in the order in which they were
    first recorded. Times are civil, `YYYY-MM-DD HH:MM:SS`, truth is `t` or `f`, what did not happen is an unquoted
    nothing. Besides the sixteen facts: `region_available`, ISO times with a space between, from and to by turns, when
    region services were there again inside the interval; `registered_late`, the names of the facts that were registered
    long after they occurred. Read on Django's own connection: what the present transaction has written is there.

    With `since` instead of `known_by` they come as they are known now and as they were known at any moment since, a row
    for each state of knowledge; after it `KNOWN_COLUMNS`, in microseconds since 1970.
    """
    conditions, values = _conditions(discharged, region, municipality, known_by, since, episodes)
    columns = ", ".join(COPIED_COLUMNS + (() if since is None else tuple(map(_microseconds, KNOWN_COLUMNS))))
    query = f"""
        COPY (
            SELECT {columns} FROM coordination_episodefacts
            WHERE {" AND ".join(conditions)} ORDER BY place, known_from
        ) TO STDOUT (FORMAT csv)
    """  # noqa: S608
    # Composed beforehand: a connection that logs its queries copies statements without values only.
    statement = connection.ops.compose_sql(query, values)  # type: ignore[attr-defined]  # PostgreSQL's own
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for chunk in copy:
            yield bytes(chunk)


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
) -> tuple[list[str], list[object]]:
    """The conditions in SQL, of fixed words only, and their values."""
    asked = [
        ("discharged_at >= %s", discharged and discharged.first),
        ("discharged_at < %s::date + 1", discharged and discharged.last),
        ("region_code = %s", region),
        ("liable_municipality = %s", municipality),
        ("episode_id = ANY(%s)", None if episodes is None else list(episodes)),
        ("known_from <= %s", known_by),
        ("coalesce(superseded_at > %s, true)", known_by or since),
    ]
    conditions = [condition for condition, value in asked if value is not None]
    if discharged is None and episodes is None:
        conditions += ["discharged_at IS NULL", "discharge_ready_at IS NOT NULL"]
    if known_by is None and since is None:
        conditions.append("superseded_at IS NULL")
    return conditions, [value for _, value in asked if value is not None]


def _microseconds(column: str) -> str:
    """The column's time as a whole number, exactly."""
    return f"(extract(epoch FROM {column}) * 1000000)::bigint"
