"""What must be true after any schedule: each fault is a sentence, and there must be none."""

from collections.abc import Iterator
from datetime import datetime

from coordination.core.deadline import DeadlineKind
from coordination.core.reminders import reached
from coordination.core.states import Step
from coordination.models import Deadline, Delivery, DeliveryState, Event, Medium, Reminder
from tests.faults.company import Ward
from tests.faults.receiver import Receiver


def broken(ward: Ward, receiver: Receiver, now: datetime) -> Iterator[str]:
    """Every promise that was not kept, as seen just after the last sweep and the last relay."""
    yield from _deadlines(now)
    yield from _reminders(now)
    yield from _notices(ward)
    yield from _deliveries(receiver)


def _deadlines(now: datetime) -> Iterator[str]:
    """Each is missed exactly when it was due, or was met or cancelled."""
    for one in Deadline.objects.all():
        is_overdue = one.is_binding and one.due_at < now
        ended_at = one.met_at or one.cancelled_at
        if one.missed_at not in (None, one.due_at):
            yield f"{one.pk}: missed at another time than it was due"
        if is_overdue and one.missed_at is None and (ended_at is None or ended_at > one.due_at):
            yield f"{one.pk}: overdue, and neither met in time nor missed"


def _reminders(now: datetime) -> Iterator[str]:
    """One row a level that was reached while there was something to do, and none that was not."""
    levels: dict[tuple[object, ...], list[int]] = {}
    for one in Reminder.objects.order_by("minutes"):
        levels.setdefault((one.case_id, one.kind, one.started_by, one.unit_id, one.due_at), []).append(
            one.minutes
        )
    for deadline in Deadline.objects.still_to_do():
        key = (deadline.case_id, deadline.kind, deadline.started_by, deadline.unit_id, deadline.due_at)
        wanted = [level.minutes for level in reached(DeadlineKind(deadline.kind), deadline.due_at, now)]
        if levels.get(key, []) != wanted:
            yield f"deadline {deadline.pk}: reminders {levels.get(key, [])}, not {wanted}"
    for reminder in Reminder.objects.filter(is_told=True):
        if reminder.deliveries.filter(medium=Medium.INBOX).count() != 1:
            yield f"reminder {reminder.pk}: not once in the inbox"


def _notices(ward: Ward) -> Iterator[str]:
    """What the ward was told is taken is there once, and in the inbox of each receiver once."""
    for case, key in ward.taken:
        sent = Event.objects.filter(case=case, step=Step.ADMISSION_NOTICE_SENT)
        if [str(one.idempotency_key) for one in sent] != [key]:
            yield f"{case}: the notice is there {len(sent)} times"
        for event in sent:
            for receiver in event.payload["receivers"]:
                rows = event.deliveries.filter(unit=receiver["unit"], medium=Medium.INBOX)
                if rows.count() != 1:
                    yield f"event {event.pk}: {rows.count()} times in the inbox of {receiver['unit']}"


def _deliveries(receiver: Receiver) -> Iterator[str]:
    """Each webhook came, always under its own key and with its own content, and nothing else ever did."""
    sent = {
        str(one.key): one for one in Delivery.objects.filter(medium=Medium.WEBHOOK).select_related("event")
    }
    for key, one in sent.items():
        if one.state != DeliveryState.DELIVERED:
            yield f"webhook {key}: {one.state} {one.fault}"
        if key not in receiver.got:
            yield f"webhook {key}: said to be delivered, and never came"
    for key, bodies in receiver.got.items():
        if key not in sent:
            yield f"webhook {key}: came, and was never committed"
        elif any(body != bodies[0] or body["data"]["case"] != str(sent[key].case_id) for body in bodies):
            yield f"webhook {key}: came with other words"
