"""What each party should do at once, kept with it: lists ask the database, and the core says what is wanted."""

from coordination.core.history import History
from coordination.core.moves import Move, untimed_moves
from coordination.core.states import Capacity
from coordination.models import Case, Party


def write(case: Case, history: History) -> None:
    """Brings the parties' rows in step with what the events say."""
    rows = list(case.parties.all())
    changed = [party for party, move in wanted(rows, history) if _has_changed(party, move)]
    Party.objects.bulk_update(changed, ["wanted_step", "wanted_until"])


def wanted(parties: list[Party], history: History) -> list[tuple[Party, Move | None]]:
    """Each party with the first thing that it should do; a unit that has left the case should do nothing."""
    moves = untimed_moves(history)
    return [
        (
            party,
            None
            if party.closed_at
            else next((one for one in moves if one.is_for(Capacity(party.capacity), party.unit_id)), None),
        )
        for party in parties
    ]


def is_as_stored(party: Party, move: Move | None) -> bool:
    """Whether the row says what is wanted."""
    stored = (party.wanted_step, party.wanted_until)
    return stored == ((move.step.value, move.until) if move else ("", None))


def _has_changed(party: Party, move: Move | None) -> bool:
    if is_as_stored(party, move):
        return False
    party.wanted_step, party.wanted_until = (move.step.value, move.until) if move else ("", None)
    return True
