"""The one way to write in a case: everything that a step changes, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.access.permissions import Permission
from accounts.access.policy import may, require
from accounts.models import Assignment
from accounts.models.new_rows import store, storing
from accounts.models.ready_statements import sent_together
from accounts.models.statements import Given, Prepared, PreparedUpdate
from coordination.actions import deadlines, deliveries, effects, facts, wanted
from coordination.actions.permissions import PERMISSION_FOR
from coordination.core.bounds import far_off
from coordination.core.civil import civil_day, in_utc
from coordination.core.codec import to_json
from coordination.core.events import (
    Payload,
    Recorded,
    payload_of,
)
from coordination.core.history import History
from coordination.core.rules import refusal
from coordination.core.states import STEPS, Capacity, NoSuchTransition, Status, Step, after
from coordination.core.tellings import told_as
from coordination.errors import (
    CaseNotFound,
    KeyUsedBefore,
    NotYourStep,
    StaleCase,
    StepNotAllowed,
    StepRefused,
)
from coordination.models import Case, Event, Party
from coordination.reminder_settings import IN_FORCE, by_kind
from coordination.terms import process_terms

CASE_TO_LOCK = Prepared(
    lambda: (
        Case.objects.of_unit(Given("unit"))
        .filter(pk=Given("case"))
        .select_related("snapshot")
        .select_for_update(of=("self",), no_key=True)
    )
)
PARTY = Prepared(lambda: Party.objects.filter(case=Given("case"), unit=Given("unit"), **Party.lets_in))
FOLLOWED = PreparedUpdate(
    lambda: Case.objects.filter(pk=Given("case")), **{name: Given(name) for name in Case.followed}
)
EVENTS = Prepared(lambda: Event.objects.filter(case=Given("case")).order_by("sequence"))


@dataclass(frozen=True, slots=True)
class LockedCase:
    """A case that nobody else can write in until the transaction ends, with its events and who is asking."""

    case: Case
    history: History
    by: Assignment
    capacity: Capacity


def lock_case(case_id: UUID, *, by: Assignment) -> LockedCase:
    """The case, locked; raises `CaseNotFound` for a unit that is no party to it.

    What else is read is read behind the lock: whoever held it before may have shut the unit out.
    The lock keeps no reminder from being written beside it: a sweep that waited here would hold deadlines meanwhile.
    """
    if not may(by, Permission.READ_CASE):
        raise CaseNotFound
    found, parties, events = sent_together(
        CASE_TO_LOCK.ready(case=case_id, unit=by.unit_id),
        PARTY.ready(case=case_id, unit=by.unit_id),
        EVENTS.ready(case=case_id),
    )
    if not found or not parties:
        raise CaseNotFound
    history = History(event.as_recorded() for event in events)
    return LockedCase(found[0], history, by, Capacity(parties[0].capacity))


@transaction.atomic
def record(
    step: Step,
    payload: Payload | Callable[[LockedCase], Payload],
    *,
    case_id: UUID,
    by: Assignment,
    occurred_at: datetime,
    registered_at: datetime | None = None,
    expected_version: int | None = None,
    idempotency_key: UUID | None = None,
) -> Event:
    """The event of a step that somebody took; a payload that depends on the case is a function of the locked one.

    The same `idempotency_key` again gives the first event and writes nothing. `registered_at` is now unless said.
    """
    try:
        locked = lock_case(case_id, by=by)
    except CaseNotFound:
        # The first of two clicks may have been the unit's last in the case.
        said = {"idempotency_key": idempotency_key, "by": by, "step": step, "case": case_id}
        if idempotency_key and (first := Event.objects.filter(**said).first()):
            return first
        raise
    require(by, PERMISSION_FOR[step])
    # Before anything is asked of the case: the first of two clicks may have moved it to another ward.
    if idempotency_key and (first := sent_before(idempotency_key, by=by, step=step, case_id=case_id)):
        return first
    if locked.capacity not in STEPS[step].acting:
        raise NotYourStep(permission=PERMISSION_FOR[step].value)
    if expected_version is not None and expected_version != locked.case.version:
        raise StaleCase(version=locked.case.version)
    if callable(payload):
        payload = payload(locked)
    return append(
        locked,
        step,
        payload,
        occurred_at=occurred_at,
        registered_at=registered_at or timezone.now(),
        idempotency_key=idempotency_key,
    )


def append(
    locked: LockedCase,
    step: Step,
    payload: Payload,
    *,
    occurred_at: datetime,
    registered_at: datetime,
    idempotency_key: UUID | None = None,
) -> Event:
    """Writes the event, and all that follows from it: the case's columns, parties, deadlines, facts and messages."""
    case, history = locked.case, locked.history
    # What is computed with is what is stored.
    stored = to_json(payload)
    payload = payload_of(step, stored)
    occurred_at, registered_at = in_utc(occurred_at), in_utc(registered_at)
    try:
        after(history.status, step)
    except NoSuchTransition:
        raise StepNotAllowed(Status(case.status), step) from None
    # No text is known of a future that the rules refuse anyway.
    terms = process_terms(case, civil_day(min(occurred_at, registered_at)))
    if broken := refusal(history, step, payload, occurred_at, registered_at, terms):
        far = far_off(payload, occurred_at, registered_at)
        raise StepRefused(broken, field=far.field if far else None)
    if history.recorded:
        # A clock that is set back does not turn the order of registration round.
        registered_at = max(registered_at, history.recorded[-1].registered_at + timedelta(microseconds=1))
    event = Recorded(len(history.recorded) + 1, step, occurred_at, registered_at, payload)
    history = History([*history.recorded, event])
    case.follow(history)
    row = Event(
        case=case,
        sequence=event.sequence,
        step=step,
        payload=stored,
        occurred_at=occurred_at,
        registered_at=registered_at,
        by=locked.by,
        capacity=locked.capacity,
        idempotency_key=idempotency_key,
    )
    _store(case, row)
    effects.write(row, payload)
    _write_what_follows(row, payload, history)
    return row


def _store(case: Case, event: Event) -> None:
    """A new case as a whole, and of others what the events say; and the event."""
    if case._state.adding:
        case.save()
        store([event])
    else:
        followed = {name: getattr(case, name) for name in Case.followed}
        sent_together(FOLLOWED.ready(case=case.pk, **followed), *storing([event]))


def _write_what_follows(event: Event, payload: Payload, history: History) -> None:
    """Deadlines, facts, what each party should do, and messages: found out one by one, and written together."""
    case, at = event.case, event.registered_at
    stored, former, parties, settings = sent_together(
        deadlines.STORED.ready(case=case.pk),
        facts.FORMER.ready(case=case.pk),
        wanted.PARTIES.ready(case=case.pk),
        # Not before the case has been changed: who sets other levels waits for that, or has set them.
        IN_FORCE.ready(region=case.region_code),
    )
    tasks, of_deadlines = deadlines.changes(case, history, stored, by_kind(settings), now=at)
    of_facts = facts.changes(case, history, former, known_from=at)
    concerned, of_parties = wanted.changes(parties, history, tasks, effects.arriving(event, payload))
    of_messages = deliveries.changes(event, payload, concerned, told_as(history.recorded[-1], history))
    sent_together(*of_deadlines, *of_facts, *of_parties, *of_messages)


def sent_before(key: UUID, *, by: Assignment, step: Step, case_id: UUID | None = None) -> Event | None:
    """What the same form recorded the first time; raises `KeyUsedBefore` when that was something else."""
    first = Event.objects.select_related("case").filter(idempotency_key=key).first()
    if first is None:
        return None
    if (first.by_id, first.step, case_id or first.case_id) != (by.pk, step, first.case_id):
        raise KeyUsedBefore
    return first
