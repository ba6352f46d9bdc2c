"""What the hand-over and the list for an outage say of each patient, for the pages and for another system."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.audit import record_looks
from accounts.models import Assignment
from coordination.core.events import EntryVoided
from coordination.core.states import Capacity
from coordination.core.visibility import WARDS_OWN
from coordination.models import Event, ListLook
from coordination.web.event_words import told
from coordination.web.patient_words import whole
from coordination.web.worklist import capacity_of
from coordination.web.worklist_query import worklist
from coordination.web.worklist_rows import Row, row

A_SHIFT = timedelta(hours=12)
SHIFT = "shift"


@dataclass(frozen=True)
class News:
    """What another unit has registered: a title, no content."""

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
class Handover:
    since: datetime
    lines: list[Line]


def handover_of(by: Assignment, now: datetime, since: str) -> Handover:
    """Every open case of the unit; `shift` looks back twelve hours, anything else to when the reader last looked."""
    require(by, Permission.READ_CASE)
    last = None if since == SHIFT else ListLook.objects.filter(assignment=by).first()
    looked_at = last.looked_at if last else now - A_SHIFT
    return Handover(looked_at, list(_lines(by, now, looked_at)))


def lines_for_outage(by: Assignment, now: datetime) -> list[Line]:
    """With whole names and numbers, so that each is a look and logged."""
    require(by, Permission.READ_CASE)
    lines = list(_lines(by, now, None))
    record_looks(assignment=by, case_ids=[line.row.id for line in lines], what="outage list")
    return lines


def _lines(by: Assignment, now: datetime, since: datetime | None) -> Iterator[Line]:
    found = list(worklist(by, now))
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
    """What other units have registered in these cases since then, in one query."""
    is_new = Q(registered_at__gt=since, by__isnull=False) & ~Q(by__unit=by.unit_id)
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
