"""What each party should do and waits for, kept with it: lists ask the database, and the core says what is so."""

from collections.abc import Iterable
from typing import Any

from accounts.models.new_rows import storing
from accounts.models.ready_statements import Ready
from accounts.models.statements import Given, Prepared
from coordination.core.deviations import to_follow_up
from coordination.core.history import History
from coordination.core.standing import came_by_default
from coordination.core.states import OPEN, Capacity
from coordination.core.untimed_moves import untimed_moves
from coordination.models import Deadline, Party

PARTIES = Prepared(lambda: Party.objects.filter(case=Given("case")))


def changes(
    stored: Iterable[Party], history: History, tasks: Iterable[Deadline], arriving: Iterable[Party] = ()
) -> tuple[list[Party], list[Ready[Any]]]:
    """All parties, and what brings their rows in step with what the events say; the tasks are by when they are due.

    Those arriving are parties from now on, and again if they had left; who was one stays what it was.
    """
    parties = {party.unit_id: party for party in stored}
    told = [parties.setdefault(party.unit_id, party) for party in arriving]
    for party in told:
        party.closed_at = party.closed_by = None
    changed = []
    for party, columns in wanted(parties.values(), history, tasks):
        if party in told or not is_as_stored(party, columns):
            for name, value in columns.items():
                setattr(party, name, value)
            changed.append(party)
    names = [name.removesuffix("_id") for name in NOTHING]
    new = storing(changed, unique_fields=("unit", "case"), update_fields=["closed_at", "closed_by", *names])
    return list(parties.values()), new


def wanted(
    parties: Iterable[Party], history: History, tasks: Iterable[Deadline]
) -> list[tuple[Party, dict[str, Any]]]:
    """Each party with what its row should say: the first thing without a time limit, and the next deadlines."""
    due, told_at = list(tasks), history.recorded[-1].registered_at
    # What nobody waits for any more when it is told of would never leave a list.
    moves = [one for one in untimed_moves(history) if one.until is None or one.until > told_at]

    def columns(unit: int, capacity: Capacity) -> dict[str, Any]:
        # What is waited for from a time on, lists read of the case itself: until then something else is wanted.
        move = next((one for one in moves if one.is_for(capacity, unit) and one.since is None), None)
        own = next((one for one in due if one.is_for(capacity, unit)), None)
        others = next((one for one in due if not one.is_for(capacity, unit)), None)
        return {
            # Gone home, a patient stays in everybody's list for a time limit, and in whose own answer is waited for.
            "is_listed": history.status in OPEN or bool(due) or move is not None,
            "came_by_default": came_by_default(history, unit),
            "deviations": len(to_follow_up(history, unit, capacity)) if history.cancelled is None else 0,
            "wanted_step": move.step.value if move else "",
            "wanted_until": move.until if move else None,
            **_next(own),
            **_awaited(others),
        }

    return [
        (
            party,
            columns(party.unit_id, Capacity(party.capacity))
            if party.closed_at is None and party.capacity != Capacity.FORMER_WARD
            else NOTHING,
        )
        for party in parties
    ]


def is_as_stored(party: Party, columns: dict[str, Any]) -> bool:
    """Whether the row says it."""
    return all(getattr(party, name) == value for name, value in columns.items())


def _next(row: Deadline | None) -> dict[str, Any]:
    return {
        "next_kind": row.kind if row else "",
        "next_due_at": row.due_at if row else None,
        "next_is_binding": row.is_binding if row else False,
    }


def _awaited(row: Deadline | None) -> dict[str, Any]:
    return {
        "awaited_kind": row.kind if row else "",
        "awaited_due_at": row.due_at if row else None,
        "awaited_is_binding": row.is_binding if row else False,
        "awaited_acting": row.acting if row else "",
        "awaited_unit_id": row.unit_id if row else None,
    }


NOTHING = {
    "is_listed": False,
    "came_by_default": False,
    "deviations": 0,
    "wanted_step": "",
    "wanted_until": None,
    **_next(None),
    **_awaited(None),
}
"""Of a unit that has left the case, or from which the patient was moved."""
