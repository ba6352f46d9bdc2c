"""The floor for the sweep: one SQL statement that trusts its data and does the same to the same rows."""

from datetime import datetime

import psycopg

from coordination.core.deadline import DeadlineKind
from coordination.core.reminders import levels

SWEEP = """
    WITH level AS (
        SELECT * FROM unnest(%(kinds)s::text[], %(minutes)s::int[], %(to_head)s::bool[])
            AS level (kind, minutes, to_head)
    ),
    due AS (
        SELECT * FROM coordination_deadline
        WHERE met_at IS NULL AND cancelled_at IS NULL AND remind_at <= %(now)s
        FOR UPDATE
    ),
    reminder AS (
        INSERT INTO coordination_reminder
            (case_id, kind, started_by, unit_id, due_at, minutes, to_head, is_told, created_at)
        SELECT case_id, kind, started_by, unit_id, due_at, minutes, to_head,
            minutes = max(minutes) OVER (PARTITION BY due.id), %(now)s
        FROM due JOIN level USING (kind)
        WHERE due_at + make_interval(mins => minutes) <= %(now)s
        RETURNING *
    ),
    told AS (
        SELECT reminder.id AS reminder_id, case_id, party.unit_id, to_head
        FROM reminder
        JOIN due USING (case_id, kind, started_by)
        JOIN coordination_party AS party USING (case_id)
        WHERE is_told AND party.closed_at IS NULL
            AND due.unit_id IS NOT DISTINCT FROM reminder.unit_id
            AND CASE WHEN due.unit_id IS NULL THEN party.capacity = due.acting ELSE party.unit_id = due.unit_id END
    ),
    inbox AS (
        INSERT INTO coordination_delivery
            (key, medium, unit_id, case_id, reminder_id, state, attempts, created_at, sent_at, delivered_at, fault)
        SELECT gen_random_uuid(), 'inbox', unit_id, case_id, reminder_id, 'delivered', 0,
            %(now)s, %(now)s, %(now)s, ''
        FROM told
    ),
    sent AS (
        INSERT INTO coordination_delivery
            (key, medium, unit_id, channel_id, case_id, reminder_id, state, attempts, created_at, next_attempt_at,
            fault)
        SELECT gen_random_uuid(), medium, unit_id, channel.id, case_id, reminder_id, 'pending', 0, %(now)s, %(now)s,
            ''
        FROM told JOIN coordination_channel AS channel USING (unit_id)
        WHERE channel.archived_at IS NULL AND (to_head OR NOT for_head)
    )
    UPDATE coordination_deadline AS deadline
    SET missed_at = CASE WHEN due.is_binding AND due.due_at < %(now)s THEN due.due_at END,
        remind_at = (
            SELECT min(due.due_at + make_interval(mins => minutes)) FROM level
            WHERE level.kind = due.kind AND due.due_at + make_interval(mins => minutes) > %(now)s
        )
    FROM due WHERE deadline.id = due.id
"""


def sweep_by_sql(connection: psycopg.Connection, now: datetime) -> None:
    """Misses, reminders and messages of everything that is due, in one transaction."""
    every = [(kind, level.minutes, level.to_head) for kind in DeadlineKind for level in levels(kind)]
    kinds, minutes, to_head = (list(column) for column in zip(*every, strict=True))
    connection.execute(SWEEP, {"kinds": kinds, "minutes": minutes, "to_head": to_head, "now": now})
