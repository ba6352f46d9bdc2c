"""What the hand-over and the list for an outage say of each patient, for the pages and for another system."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.audit import record_looks
from accounts.models import Assignment
from coordination.core.events import EntryVoided
from coordination.core.states import Capacity, Step
from coordination.core.visibility import WARDS_OWN
from coordination.models import Event, ListLook
from coordination.web.cells import patient_cell
from coordination.web.event_words import told
from coordination.web.live import state_of
from coordination.web.patient_words import short_name, whole, year_of_birth
from coordination.web.worklist_rows import Row, row
from coordination.worklist_query import capacity_of, worklist

A_SHIFT = timedelta(hours=12)
SHIFT = "shift"
ENDS = (Step.DISCHARGED, Step.CANCELLED, Step.WARD_TRANSFERRED)
"""By what a patient leaves a unit's list."""


@dataclass(frozen=True)
class News:
    """What somebody else has registered, a colleague too: a title, no content."""

    step: str
    title: str | Promise
    at: datetime
    unit: str


@dataclass(frozen=True)
class Line:
    """A patient: the row of the list, and what others have done since."""

    row: Row
    news: list[News]
    number: str = ""
    full_name: str = ""


@dataclass(frozen=True)
class Gone:
    """A patient who has left the list since then, and by what."""

    id: UUID
    number: str
    patient: SafeString
    news: News


@dataclass(frozen=True)
class Handover:
    since: datetime
    lines: list[Line]
    gone: list[Gone]
    state: str
    """Of the list then, as `live.state_of_list` has it."""


def handover_of(by: Assignment, now: datetime, since: str) -> Handover:
    """Every open case of the unit; `shift` looks back twelve hours, anything else to when the reader last looked."""
    require(by, Permission.READ_CASE)
    last = None if since == SHIFT else ListLook.objects.filter(assignment=by).first()
    looked_at = last.looked_at if last else now - A_SHIFT
    found = list(worklist(by, now))
    lines = list(_lines(by, found, now, looked_at))
    gone = _gone(by, looked_at, [line.row.id for line in lines])
    return Handover(looked_at, lines, gone, state_of((one["id"], one["version"]) for one in found))


def lines_for_outage(by: Assignment, now: datetime) -> list[Line]:
    """With whole names and numbers, so that each is a look and logged."""
    require(by, Permission.READ_CASE)
    lines = list(_lines(by, worklist(by, now), now, None))
    record_looks(assignment=by, case_ids=[line.row.id for line in lines], what="outage list")
    return lines


def _lines(
    by: Assignment, found: Iterable[dict[str, Any]], now: datetime, since: datetime | None
) -> Iterator[Line]:
    found = list(found)
    news = _news(by, [one["id"] for one in found], since) if since else {}
    for one in found:
        shown = row(one, now)
        name = f"{one['snapshot__given_name']} {one['snapshot__family_name']}"
        yield Line(
            row=shown,
            news=news.get(shown.id, []),
            number=whole(one["patient__identity_type"], one["patient__identity_value"]),
            full_name=shown.name if shown.is_protected else name,
        )


def _news(by: Assignment, cases: list[UUID], since: datetime) -> dict[UUID, list[News]]:
    """What others than the reader have registered in these cases since then, in one query."""
    is_new = Q(registered_at__gt=since, by__isnull=False) & ~Q(by__user=by.user_id)
    is_wards = capacity_of(by) is Capacity.WARD
    events = (
        Event.objects.filter(is_new if is_wards else is_new | Q(step__in=WARDS_OWN), case__in=cases)
        .select_related("by__unit")
        .order_by("case", "sequence")
    )
    hidden: set[tuple[UUID, int]] = set()
    found: dict[UUID, list[News]] = {}
    for event in events:
        payload = event.as_recorded().payload
        if not is_wards and event.step in WARDS_OWN:
            hidden.add((event.case_id, event.sequence))
            continue
        if isinstance(payload, EntryVoided) and (event.case_id, payload.entry) in hidden:
            continue
        title = told(payload).title
        sender = event.by.unit.name if event.by else ""
        found.setdefault(event.case_id, []).append(News(event.step, title, event.registered_at, sender))
    return found


def _gone(by: Assignment, since: datetime, listed: list[UUID]) -> list[Gone]:
    """Of the cases that the unit may open still: what took them from the list, the latest first, in one query."""
    events = (
        Event.objects.visible_to(by)
        .filter(registered_at__gt=since, step__in=ENDS)
        .exclude(case__in=listed)
        .select_related("by__unit", "case__patient", "case__snapshot")
        .order_by("case", "-sequence")
        .distinct("case")
    )
    found = [_gone_by(event) for event in events]
    return sorted(found, key=lambda one: one.news.at, reverse=True)


def _gone_by(event: Event) -> Gone:
    case = event.case
    snapshot, patient = case.snapshot, case.patient
    is_protected = patient is not None and patient.has_protected_identity
    name = short_name(snapshot.given_name, snapshot.family_name, is_protected=is_protected)
    born = year_of_birth(patient.identity_type, patient.identity_value) if patient else ""
    news = News(
        event.step,
        told(event.as_recorded().payload).title,
        event.registered_at,
        event.by.unit.name if event.by else "",
    )
    return Gone(
        case.pk, case.number, patient_cell(case.pk, case.number, name, born, is_protected=is_protected), news
    )
