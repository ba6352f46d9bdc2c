"""What must be true after any schedule: each fault is a sentence, and there must be none."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Unit
from coordination.core.deadline import DeadlineKind
from coordination.core.reminders import levels, reached
from coordination.core.states import Step
from coordination.models import Case, Deadline, Delivery, DeliveryState, Event, Medium, Reminder
from tests.faults.company import Ward
from tests.faults.letters import broken_letters
from tests.faults.mail_server import Letter
from tests.faults.receiver import Call

Key = tuple[object, ...]


@dataclass(frozen=True)
class Told:
    """What people and systems outside know: the ward of its notices, receivers of what came, by their keys."""

    ward: Ward
    got: Mapping[str, Sequence[Call]]
    letters: Mapping[str, Sequence[Letter]]
    listening: Sequence[Unit]


def broken(told: Told, now: datetime) -> Iterator[str]:
    """Every promise that was not kept, as seen just after the last sweep and the last relay."""
    yield from _deadlines(now)
    yield from _reminders(now)
    yield from _notices(told.ward)
    yield from _inboxes(told.listening)
    yield from _deliveries(told)
    yield from broken_letters(told.letters, told.listening)


def _deadlines(now: datetime) -> Iterator[str]:
    """Each case has that of its notice; each is missed exactly when it was due, or was met or cancelled."""
    of_notices = Counter(
        Deadline.objects.filter(kind=DeadlineKind.ADMISSION_NOTICE).values_list("case", flat=True)
    )
    for case in Case.objects.all():
        if of_notices[case.pk] != 1:
            yield f"{case.pk}: {of_notices[case.pk]} deadlines of its notice"
    for one in Deadline.objects.all():
        ended_at = one.met_at or one.cancelled_at
        is_missed = one.is_binding and one.due_at < now and (ended_at is None or ended_at > one.due_at)
        if one.missed_at != (one.due_at if is_missed else None):
            yield f"deadline {one.pk}, due {one.due_at}: missed at {one.missed_at}, ended at {ended_at}"


def _reminders(now: datetime) -> Iterator[str]:
    """One row a level that was reached while there was something to do, and none that was not.

    What is done when a sweep comes round is reminded of no more, though it was done too late: such a deadline has rows
    of its first levels, with none left out. What is left to do has those of all that were reached.
    """
    rows: dict[Key, list[Reminder]] = {}
    for one in Reminder.objects.order_by("minutes", "pk"):
        key = (one.case_id, one.kind, one.started_by, one.unit_id, one.due_at)
        rows.setdefault(key, []).append(one)
    for (_, kind, *_, due_at), reminders in rows.items():
        assert isinstance(kind, str)
        assert isinstance(due_at, datetime)
        at = {level.minutes: level.at(due_at) for level in levels(DeadlineKind(kind))}
        count = Counter(one.minutes for one in reminders)
        if any(times > 1 for times in count.values()):
            yield f"reminder {reminders[0].pk}: its levels are there {dict(count)} times"
        if list(count) != list(at)[: len(count)]:
            yield f"reminder {reminders[0].pk}: a level before it was left out of {list(count)}"
        for one in reminders:
            if one.minutes not in at or one.created_at < at[one.minutes]:
                yield f"reminder {one.pk}: of {one.minutes} minutes, told at {one.created_at}, due {due_at}"
    for deadline in Deadline.objects.still_to_do():
        key = (deadline.case_id, deadline.kind, deadline.started_by, deadline.unit_id, deadline.due_at)
        wanted = [level.minutes for level in reached(DeadlineKind(deadline.kind), deadline.due_at, now)]
        there = [one.minutes for one in rows.get(key, [])]
        if there != wanted:
            yield f"deadline {deadline.pk}: reminders {there}, not {wanted}"
        if wanted and not rows[key][-1].is_told:
            yield f"deadline {deadline.pk}: nobody was told of the last level"


def _notices(ward: Ward) -> Iterator[str]:
    """Every notice was taken; each that is there is one of the ward's, once, and whatever was said to be is there."""
    yield from (f"a notice was refused: {words}" for words in ward.refused)
    yield from (f"{case}: its notice was never taken" for case, _ in ward.waiting)
    sent: dict[object, list[str]] = {}
    for event in Event.objects.filter(step=Step.ADMISSION_NOTICE_SENT):
        sent.setdefault(event.case_id, []).append(str(event.idempotency_key))
    for case, key in ward.taken:
        if sent.get(case, []) != [key]:
            yield f"{case}: the notice that was taken is there {len(sent.get(case, []))} times"
    for case_id, keys in sent.items():
        if len(keys) != 1 or keys[0] not in ward.tried:
            yield f"{case_id}: notices under {len(keys)} keys, or one that nobody sent"


def _inboxes(listening: Sequence[Unit]) -> Iterator[str]:
    """What was committed is once in the inbox of each unit that it is for, and once on the way to its system."""
    for event in Event.objects.filter(step=Step.ADMISSION_NOTICE_SENT):
        for receiver in event.payload["receivers"]:
            rows = event.deliveries.filter(unit=receiver["unit"], medium=Medium.INBOX)
            if rows.count() != 1:
                yield f"event {event.pk}: {rows.count()} times in the inbox of {receiver['unit']}"
    for reminder in Reminder.objects.all():
        count = reminder.deliveries.filter(medium=Medium.INBOX).count()
        # Of levels that were reached at once only the last is told.
        if (reminder.is_told and not count) or (reminder.unit_id and count > 1):
            yield f"reminder {reminder.pk}: {count} times in the inbox"
        if not reminder.is_told and count:
            yield f"reminder {reminder.pk}: told, though a later one was"
    for unit in listening:
        said = Counter(_subjects(unit, Medium.INBOX))
        sent = Counter(_subjects(unit, Medium.WEBHOOK))
        if said != sent:
            yield f"unit {unit.pk}: {len(said - sent)} of its inbox not on the way, {len(sent - said)} only there"
        if twice := [subject for subject, times in said.items() if times > 1]:
            yield f"unit {unit.pk}: {len(twice)} messages twice in its inbox"


def _subjects(unit: Unit, medium: Medium) -> Iterator[Key]:
    yield from Delivery.objects.filter(unit=unit, medium=medium).values_list("event", "reminder")


def _deliveries(told: Told) -> Iterator[str]:
    """Each webhook came, always under its own key and with its own content, and nothing else ever did."""
    sent = {
        str(one.key): one for one in Delivery.objects.filter(medium=Medium.WEBHOOK).select_related("event")
    }
    for key, one in sent.items():
        if one.state != DeliveryState.DELIVERED:
            yield f"webhook {key}: {one.state} {one.fault}"
        if key not in told.got:
            yield f"webhook {key}: said to be {one.state}, and never came"
    keys_of: dict[str, set[str]] = {}
    for key, calls in told.got.items():
        if key not in sent:
            yield f"webhook {key}: came, and was never committed"
        elif any(call != calls[0] or not _is_about(call, sent[key]) for call in calls):
            yield f"webhook {key}: came with other words, or to another"
        for call in calls:
            keys_of.setdefault(f"{call.path} {call.body['type']} {call.body['data']}", set()).add(key)
    for message, keys in keys_of.items():
        if len(keys) > 1:
            yield f"{message}: came under {len(keys)} keys"


def _is_about(call: Call, row: Delivery) -> bool:
    return call.body["data"]["case"] == str(row.case_id) and call.path == f"/{row.unit_id}"
