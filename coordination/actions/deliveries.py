"""Messages to units: written in the transaction of what they tell of, and marked as read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.models import Assignment, Unit
from accounts.models.statements import Given, Prepared, PreparedUpdate, given_many, store
from coordination.core.attempts import after_quiet_hours, in_digest
from coordination.core.events import Payload
from coordination.core.states import Capacity, Step
from coordination.core.tellings import needs_parties, units_told
from coordination.models import (
    Announcement,
    Channel,
    Delivery,
    DeliveryState,
    DutyHours,
    Event,
    Medium,
    Party,
    Reminder,
)

READ = PreparedUpdate(
    lambda: Delivery.objects.of(Given("unit")).unread().filter(case=Given("case")),
    state=DeliveryState.READ,
    read_at=Given("at"),
    read_by=Given("by"),
)
UNITS = given_many("units", "bigint")
CHANNELS = Prepared(lambda: Channel.objects.in_use().filter(unit__in=UNITS))
DUTY_HOURS = Prepared(lambda: DutyHours.objects.in_use().filter(unit__in=UNITS))


@dataclass(frozen=True, slots=True)
class Message:
    """What one unit is told: of an event, of a deadline by a reminder, or of what is about no case.

    `on_behalf_of` is whose message it is, where the unit is told because it is on duty.
    """

    unit_id: int
    case_id: UUID | None = None
    event: Event | None = None
    reminder: Reminder | None = None
    announcement: Announcement | None = None
    on_behalf_of: int | None = None


def write(event: Event, payload: Payload) -> None:
    """Tells everybody whom the event concerns; who takes a step in a case has read what was told there before."""
    by_unit = event.by.unit_id if event.by else None
    if by_unit:
        READ(unit=by_unit, case=event.case_id, at=event.registered_at, by=event.by_id)
    step = Step(event.step)
    told = units_told(step, payload, _parties(event) if needs_parties(step) else {}, by_unit)
    tell([Message(unit, event.case_id, event=event) for unit in sorted(told)], at=event.registered_at)


def tell(messages: Iterable[Message], *, at: datetime) -> None:
    """Puts the messages in the units' inboxes, and beside them what a relay shall send."""
    messages = list(messages)
    if not messages:
        return
    messages += _to_those_on_duty(messages, at)
    channels: dict[int, list[Channel]] = {}
    for channel in CHANNELS(units=list({message.unit_id for message in messages})):
        channels.setdefault(channel.unit_id, []).append(channel)
    store(row for message in messages for row in _rows(message, channels.get(message.unit_id, []), at))


def _to_those_on_duty(messages: Sequence[Message], at: datetime) -> list[Message]:
    """The same for the units on duty at that time: once each, and not for what they are told anyway."""
    in_use = DUTY_HOURS(units=list({one.unit_id for one in messages}))
    on_duty = {one.unit_id: one.duty_unit_id for one in in_use if one.times.holds(at)}
    told = {(one.unit_id, one.event, one.reminder) for one in messages}
    found = []
    for one in messages:
        duty_unit = on_duty.get(one.unit_id)
        if duty_unit and one.case_id and (duty_unit, one.event, one.reminder) not in told:
            told.add((duty_unit, one.event, one.reminder))
            found.append(replace(one, unit_id=duty_unit, on_behalf_of=one.unit_id))
    return found


def _rows(message: Message, channels: Iterable[Channel], at: datetime) -> Iterable[Delivery]:
    common: dict[str, Any] = {
        "unit_id": message.unit_id,
        "on_behalf_of_id": message.on_behalf_of,
        "case_id": message.case_id,
        "event": message.event,
        "reminder": message.reminder,
        "announcement": message.announcement,
        "created_at": at,
    }
    yield Delivery(**common, medium=Medium.INBOX, state=DeliveryState.DELIVERED, sent_at=at, delivered_at=at)
    is_escalation = message.reminder is not None and message.reminder.to_head
    for channel in channels:
        if message.on_behalf_of and channel.medium == Medium.WEBHOOK:
            # People are on duty for each other, not their systems.
            continue
        if is_escalation or not channel.for_head:
            send_at = at if is_escalation else _sent_at(channel, at)
            yield Delivery(
                **common,
                medium=channel.medium,
                channel=channel,
                state=DeliveryState.PENDING,
                next_attempt_at=send_at,
            )


def _sent_at(channel: Channel, at: datetime) -> datetime:
    """When people want to be told; what is late and must be told to the head waits for nothing."""
    return after_quiet_hours(in_digest(at, channel.digest_minutes), channel.quiet_from, channel.quiet_to)


def mark_read(*, by: Assignment, case_id: UUID) -> int:
    """How many messages about the case the unit has read by somebody's opening it."""
    require(by, Permission.READ_CASE)
    unread = Delivery.objects.of(by.unit_id).unread().filter(case=case_id)
    return unread.update(state=DeliveryState.READ, read_at=timezone.now(), read_by=by)


def mark_one_read(*, by: Assignment, message: Delivery) -> None:
    """The message has been read by somebody, or their system; one that was read before stays as it was."""
    require(by, Permission.READ_INBOX)
    unread = Delivery.objects.visible_to(by).unread().filter(pk=message.pk)
    unread.update(state=DeliveryState.READ, read_at=timezone.now(), read_by=by)


def resend(*, by: Assignment, unit: Unit, delivery_id: int) -> bool:
    """Whether a failed message of the unit is tried again, from the beginning and under the same key."""
    require(by, Permission.ADMINISTER_UNIT)
    failed = Delivery.objects.filter(pk=delivery_id, unit=unit, state=DeliveryState.FAILED)
    return bool(
        failed.update(state=DeliveryState.PENDING, attempts=0, failed_at=None, next_attempt_at=timezone.now())
    )


def _parties(event: Event) -> dict[int, Capacity]:
    """Whom the case concerns when the event is written, with those from whom it takes the case."""
    parties = Party.objects.filter(
        Q(closed_at=None) | Q(closed_at__gte=event.registered_at), case=event.case_id
    )
    return {unit: Capacity(capacity) for unit, capacity in parties.values_list("unit_id", "capacity")}
