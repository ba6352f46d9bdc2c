"""The parts of the case page, in the shapes that its components take: way home, lanes, what is now, and events."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from coordination.core import timeline
from coordination.core.deadline import death_of
from coordination.core.events import (
    CareContactAppointed,
    DischargeCorrected,
    EntryVoided,
    ReceptionAccepted,
    ReceptionDelayed,
)
from coordination.core.messages import MessageSent, NoticeExtended
from coordination.core.planning import NoticeWithheld
from coordination.core.sips import SipCallCancelled, SipCalled, SipMoved
from coordination.core.standing import is_elsewhere
from coordination.core.states import Capacity, Status, Step
from coordination.core.timeline import Task
from coordination.models import Event
from coordination.models.case import STATUS_NAMES
from coordination.opened_case import OpenedCase
from coordination.web.cells import step_url, terms
from coordination.web.consequences import OTHERWISE
from coordination.web.event_words import told
from coordination.web.message_words import extension
from coordination.web.patient_words import municipality_name
from coordination.web.possible_steps import is_readers_move
from coordination.web.step_pages import STEP_PAGES, duty_of
from coordination.web.telling import Particulars, said
from coordination.web.waiting_words import cost
from coordination.web.words import CAPACITY, PARAGRAPH, REASON


@dataclass(frozen=True)
class LaneItem:
    text: str | Promise
    state: str
    detail: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True)
class Lane:
    title: str | Promise
    who: str
    is_mine: bool
    note: str
    items: list[LaneItem] = field(default_factory=list)


def way_home(opened: OpenedCase) -> list[dict[str, Any]]:
    """The line of steps: what is done, where the patient is now, and what is to come."""
    stones = timeline.milestones(opened.history, opened.deadlines, opened.now)
    last = max(index for index, stone in enumerate(stones) if stone.reached_at)
    is_over = stones[last].status is Status.DISCHARGED or opened.history.cancelled is not None
    return [
        {
            "text": _end_of_way(opened) if stone.status is Status.DISCHARGED else STATUS_NAMES[stone.status],
            "detail": _detail(stone),
            "state": "done"
            if index < last or (is_over and index == last)
            else "now"
            if index == last
            else "next",
        }
        for index, stone in enumerate(stones)
        if stone.reached_at or (index > last and not is_over)
    ]


def _end_of_way(opened: OpenedCase) -> str:
    return _("Home") if death_of(opened.history) is None else _("Deceased")


def _detail(stone: timeline.Milestone) -> str:
    if stone.reached_at is None:
        return ""
    if stone.was_in_time is None:
        return said(stone.reached_at)
    judged = _("in time") if stone.was_in_time else _("too late")
    return f"{said(stone.reached_at)} ({judged})"


def by_default(opened: OpenedCase) -> str:
    """Why the case came to the reader's unit, where nobody had a better answer."""
    if not opened.came_by_default:
        return ""
    if opened.capacity is Capacity.OUTPATIENT:
        return _("Came by the routing table: nobody knew where the patient is listed")
    return _("Default reception: no other unit received these patients")


def lanes(opened: OpenedCase) -> list[Lane]:
    """What each party has done and has left; the reader's own lane is marked."""
    found = timeline.lanes(opened.history, opened.deadlines)
    waits = cost(opened)
    return [
        Lane(
            title=CAPACITY[capacity],
            who=", ".join(opened.units_as(capacity) or _former_units(opened, capacity))
            or _nobody_here(opened, capacity),
            is_mine=capacity is opened.capacity,
            note=waits.words if waits and capacity is Capacity.MUNICIPALITY else "",
            items=[_item(task, opened) for task in found[capacity]],
        )
        for capacity in Capacity
        if capacity in found
    ]


def _former_units(opened: OpenedCase, capacity: Capacity) -> list[str]:
    """Who was told of a case that is cancelled: nobody of them is a party to it any more."""
    if opened.history.cancelled is None:
        return []
    sent = [one for _sent, notice in opened.history.notices for one in notice.receivers]
    return list(dict.fromkeys(one.name for one in sent if one.capacity is capacity))


def _nobody_here(opened: OpenedCase, capacity: Capacity) -> str:
    """Of a capacity of which no unit is in the case."""
    if capacity is Capacity.MUNICIPALITY and is_elsewhere(opened.history):
        where = municipality_name(opened.case.liable_municipality_code)
        return _("%(municipality)s, told another way") % {"municipality": where}
    return _("Not told yet")


def _item(task: Task, opened: OpenedCase) -> LaneItem:
    name = STEP_PAGES[task.step].task
    if task.done_by is None or not opened.may_know_of(task.done_by):
        is_binding = any(move.step is task.step and move.is_binding for move in opened.moves)
        if task.due_at is None or is_binding:
            is_late = task.due_at is not None and task.due_at < opened.now
            return LaneItem(name, "late" if is_late else "open", due_at=task.due_at)
        return LaneItem(name, "open", _("before discharge, estimated %(when)s") % {"when": said(task.due_at)})
    match task.done_by.payload:
        case CareContactAppointed(name=contact, phone=phone):
            return LaneItem(name, "done", f"{contact}, {phone}")
        case SipCalled(meets_at=meets_at) | SipMoved(meets_at=meets_at):
            return LaneItem(name, "done", _("meets %(when)s") % {"when": said(meets_at)})
        case SipCallCancelled():
            return LaneItem(name, "open", _("the meeting is cancelled"))
        case NoticeWithheld():
            return LaneItem(name, "none", _("not sent, because of secrecy"))
        case ReceptionAccepted(can_receive_from=from_):
            return LaneItem(_("Can receive from %(when)s") % {"when": said(from_)}, "done")
        case ReceptionDelayed(reason=reason):
            return LaneItem(_("Can't receive yet"), "open", reason)
    if task.done_by.step is Step.SIP_NOT_NEEDED:
        return LaneItem(STEP_PAGES[Step.SIP_NOT_NEEDED].task, "none")
    return LaneItem(name, "done", said(task.done_by.occurred_at))


def now_lines(opened: OpenedCase) -> Iterator[dict[str, Any]]:
    """Who must act, by when, what follows otherwise and why, the soonest first."""
    names = {party.unit_id: party.unit.name for party in opened.parties}
    for move in opened.moves:
        is_mine = is_readers_move(opened, move)
        units = opened.units_as(move.acting)
        duty = duty_of(move.step)
        yield {
            "who": names[move.unit] if move.unit else ", ".join(units) or CAPACITY[move.acting],
            "is_mine": is_mine,
            "what": duty.title if is_mine else duty.awaited,
            "due_at": move.due_at,
            "is_binding": move.is_binding,
            "otherwise": OTHERWISE[move.otherwise],
            "reason": REASON[move.ground],
            "paragraph": PARAGRAPH[move.ground],
        }


def messages(opened: OpenedCase) -> list[dict[str, Any]]:
    """The messages that the reader's unit sent or was sent, the latest first."""
    return [
        {
            "from": row.by and f"{row.by.user.name}, {row.by.unit.name}",
            "to": ", ".join(receiver.name for receiver in message.receivers),
            "at": row.occurred_at,
            "text": message.text,
        }
        for row, event in opened.entries
        if event.sequence not in opened.history.voided
        and isinstance(message := event.payload, MessageSent)
        and opened.may_know(message)
    ]


def extended_notice(opened: OpenedCase) -> Particulars:
    """What the ward has told beyond the notice's four things, the latest, for those whom it told."""
    told = [one for _event, one in opened.history.payloads(NoticeExtended) if opened.may_know(one)]
    return extension(told[-1]) if told else []


def events(opened: OpenedCase, *, can_void: bool) -> list[dict[str, Any]]:
    """What has happened, the latest first, each as the reader's unit may know it."""
    lines = []
    voidable = {row.sequence for row in opened.voidable} if can_void else set()
    for row, event in opened.entries:
        if not opened.may_know_of(event):
            continue
        voided = opened.history.voided.get(event.sequence)
        lag = event.registered_at - event.occurred_at
        words = told(event.payload)
        lines.append(
            {
                "sequence": event.sequence,
                "title": words.title,
                "particulars": terms(words.particulars) if opened.may_know(event.payload) else "",
                "occurred_at": event.occurred_at,
                # Typed times have no seconds: what is registered within the minute happened when it was registered.
                "registered_at": event.registered_at if lag.total_seconds() >= 60 else None,
                "by": _by(row),
                "voiding": voided and _voiding(opened, voided.sequence),
                "put_right_url": event.sequence in voidable
                and f"{step_url(opened.case.pk, Step.ENTRY_VOIDED)}?entry={event.sequence}",
            }
        )
    return lines


def _by(row: Event) -> str:
    return f"{row.by.user.name}, {row.by.unit.name}" if row.by else ""


def _voiding(opened: OpenedCase, sequence: int) -> dict[str, Any]:
    """Who struck an event out, when, and why, where the reader may know what it said."""
    by, event = next(one for one in opened.entries if one[1].sequence == sequence)
    match event.payload:
        case EntryVoided(reason=reason) | DischargeCorrected(reason=reason) as payload if opened.may_know(
            payload
        ):
            return {"by": _by(by), "at": by.registered_at, "reason": reason}
    return {"by": _by(by), "at": by.registered_at, "reason": ""}
