"""Messages to units: written in the transaction of what they tell of, and marked as read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.models import Assignment, Unit
from accounts.models.new_rows import store, storing
from accounts.models.ready_statements import Ready, sent_together
from accounts.models.statements import Given, Prepared, PreparedUpdate, is_among
from coordination.core.attempts import after_quiet_hours, in_digest
from coordination.core.events import Payload
from coordination.core.states import Capacity, Step
from coordination.core.tellings import units_that_hear
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
OF_UNITS = is_among("unit", "units", "bigint")
CHANNELS = Prepared(lambda: Channel.objects.in_use().filter(OF_UNITS))
DUTY_HOURS = Prepared(lambda: DutyHours.objects.in_use().filter(OF_UNITS))


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


def changes(event: Event, payload: Payload, parties: Iterable[Party], told_as: Step) -> list[Ready[Any]]:
    """What tells everybody whom the event concerns; who takes a step in a case has read what was told there before."""
    by_unit = event.by.unit_id if event.by else None
    told = units_that_hear(told_as, payload, _concerned(event, parties), by_unit)
    at = event.registered_at
    read = [READ.ready(unit=by_unit, case=event.case_id, at=at, by=event.by_id)] if by_unit else []
    messages = [Message(unit, event.case_id, event=event) for unit in sorted(told)]
    return [*read, *storing(_deliveries(messages, at))]


def tell(messages: Iterable[Message], *, at: datetime) -> None:
    """Puts the messages in the units' inboxes, and beside them what a relay shall send."""
    store(_deliveries(messages, at))


def _deliveries(messages: Iterable[Message], at: datetime) -> list[Delivery]:
    messages = list(messages)
    if not messages:
        return []
    units = list({one.unit_id for one in messages})
    duty_hours, channels = sent_together(DUTY_HOURS.ready(units=units), CHANNELS.ready(units=units))
    if more := _to_those_on_duty(messages, duty_hours, at):
        messages += more
        channels += CHANNELS(units=list({one.unit_id for one in more}.difference(units)))
    of_unit: dict[int, list[Channel]] = {}
    for channel in channels:
        of_unit.setdefault(channel.unit_id, []).append(channel)
    return [row for message in messages for row in _rows(message, of_unit.get(message.unit_id, []), at)]


def _to_those_on_duty(
    messages: Sequence[Message], in_use: Iterable[DutyHours], at: datetime
) -> list[Message]:
    """The same for the units on duty at that time: once each, and not for what they are told anyway."""
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
    return READ(unit=by.unit_id, case=case_id, at=timezone.now(), by=by.pk)


def mark_one_read(*, by: Assignment, message: Delivery) -> None:
    """The message has been read by somebody, or their system; one that was read before stays as it was."""
    require(by, Permission.READ_INBOX)
    unread = Delivery.objects.visible_to(by).unread().filter(pk=message.pk)
    unread.update(state=DeliveryState.READ, read_at=timezone.now(), read_by=by)


def resend(*, by: Assignment, unit: Unit, delivery_id: int) -> bool:
    """Whether a failed message of the unit is tried again, from the beginning and under the same key.

    With it goes what was in the same letter: under one Message-ID a letter always says the same.
    """
    require(by, Permission.ADMINISTER_UNIT)
    failed = Delivery.objects.filter(unit=unit, state=DeliveryState.FAILED)
    asked = failed.filter(pk=delivery_id)
    failed = asked | failed.filter(medium=Medium.MAIL, batch__in=asked.values("batch"))
    return bool(
        failed.update(state=DeliveryState.PENDING, attempts=0, failed_at=None, next_attempt_at=timezone.now())
    )


def _concerned(event: Event, parties: Iterable[Party]) -> dict[int, Capacity]:
    """Whom the case concerns when the event is written, with those from whom it takes the case."""
    return {
        one.unit_id: Capacity(one.capacity)
        for one in parties
        if one.closed_at is None or one.closed_at >= event.registered_at
    }
