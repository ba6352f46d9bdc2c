"""Taking turns at what has no row to lock yet."""

from django.db import connection


def take_turns(subject: str) -> None:
    """Waits until no other transaction is at the same thing, and keeps others waiting until this one ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [subject])
