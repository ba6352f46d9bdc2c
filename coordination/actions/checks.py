"""Is what is stored what the events say? Deadlines, facts and statuses are computed again and compared."""

from collections.abc import Callable, Iterator
from itertools import chain

from django.utils import timezone

from coordination.actions import deadlines, wanted
from coordination.actions.batches import FAULTS_OF_A_ROW
from coordination.core import deadlines as core
from coordination.core.episode_facts import known_episode
from coordination.core.history import History
from coordination.core.standing import last_transfer
from coordination.models import Case
from coordination.terms import terms_of_stay

BATCH = 500


def differences_in_deadlines() -> Iterator[str]:
    """A line for each stored deadline that the events do not give, or give differently; none when all is well."""
    return _of_every_case(_deadlines_of, "deadlines", "parties")


def differences_in_facts() -> Iterator[str]:
    """A line for each case whose status or latest facts are not what its events say; none when all is well."""
    return _of_every_case(_facts_of, "facts")


def differences() -> Iterator[str]:
    """Both, with each case read once."""
    return _of_every_case(
        lambda case, history: chain(_deadlines_of(case, history), _facts_of(case, history)),
        *("deadlines", "parties", "facts"),
    )


def _of_every_case(compare: Callable[[Case, History], Iterator[str]], *related: str) -> Iterator[str]:
    cases = Case.objects.order_by("pk").prefetch_related("events", *related).iterator(chunk_size=BATCH)
    for case in cases:
        try:
            yield from compare(case, History(event.as_recorded() for event in case.events.all()))
        except FAULTS_OF_A_ROW as error:
            # The others are compared all the same.
            yield f"{case}: cannot be computed: {type(error).__qualname__}"


def _deadlines_of(case: Case, history: History) -> Iterator[str]:
    tasks = sorted((row for row in case.deadlines.all() if row.is_task), key=lambda row: (row.due_at, row.pk))
    for party, columns in wanted.wanted(case.parties.all(), history, tasks):
        if not wanted.is_as_stored(party, columns):
            stored_columns = {name: getattr(party, name) for name in columns}
            yield f"{case}: {party} should do and wait for {columns}, not {stored_columns}"
    now = timezone.now()
    computed = deadlines.rows(case, core.deadlines(history, terms_of_stay(case, history)), now=now)
    due = {deadlines.key_of(row): row for row in computed}
    stored = {deadlines.key_of(row): row for row in case.deadlines.all()}
    for key in sorted(due.keys() | stored.keys(), key=str):
        row, right = stored.get(key), due.get(key)
        if (
            row is not None
            and right is not None
            and row.missed_at is None
            and row.met_at is row.cancelled_at is None
        ):
            # Overdue, and the next sweep will say so: that is no difference.
            right.missed_at = None
        if row is None or right is None:
            yield f"{case}: {'no' if row is None else 'extra'} deadline {key}"
        elif deadlines.content_of(row) != deadlines.content_of(right):
            yield f"{case}: deadline {key} is {deadlines.content_of(row)}, not {deadlines.content_of(right)}"


def _facts_of(case: Case, history: History) -> Iterator[str]:
    if case.status != history.status or case.version != len(history.recorded):
        stored, right = (case.status, case.version), (history.status, len(history.recorded))
        yield f"{case}: status and number of events are {stored}, not {right}"
    moved = last_transfer(history)
    if moved and case.ward_id != moved[1].unit:
        yield f"{case}: the ward is {case.ward_id}, not {moved[1].unit}"
    latest = [row.as_known() for row in case.facts.all() if row.superseded_at is None]
    computed = known_episode(history, case.number)
    if latest != ([computed] if computed else []):
        yield f"{case}: the facts are {latest}, not {computed}"
