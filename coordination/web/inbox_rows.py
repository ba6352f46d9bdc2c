"""A line of the inbox: about whom, what happened or is late, and who said so."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, FilteredRelation, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import Assignment
from coordination.core.deadline import WAITING, DeadlineKind
from coordination.models import Delivery, Medium, Reminder
from coordination.web.announcement_words import announced
from coordination.web.cells import patient_cell
from coordination.web.event_words import told
from coordination.web.patient_words import short_name, year_of_birth
from coordination.web.waiting_words import NOW, SOON


@dataclass(frozen=True)
class Row:
    """`id`, `number`, `name`, `born` and `is_protected` are the case's."""

    id: UUID | None
    number: str
    name: str
    born: str
    is_protected: bool
    is_open: bool
    """Whether the unit may still open the case: one registered by mistake is closed to those who were told."""
    open_url: str
    """Where a message leads that is about no case."""
    title: str | Promise
    sender: str
    at: datetime
    due_at: datetime | None
    is_task: bool
    """Whether `due_at` is when something must be done, and not when the waiting comes to something."""
    is_unread: bool
    read_by: str

    @property
    def patient(self) -> SafeString:
        """Whom the case is about, as a link to it; of a message about no case nothing."""
        if self.id is None:
            return SafeString()
        return patient_cell(self.id, self.number, self.name, self.born, is_protected=self.is_protected)


def messages_of(by: Assignment) -> QuerySet[Delivery]:
    """What stands in the unit's inbox, the latest first.

    The rest of a page's messages is read by a query each, at most five: of so many joins PostgreSQL would think longer
    than it takes to read them.
    """
    # Joined, row by row: asked with EXISTS, PostgreSQL would read all cases of the unit before the first message.
    lets_in = Q(case__parties__unit=by.unit_id, case__parties__closed_at=None)
    is_party = ExpressionWrapper(Q(own__isnull=False), output_field=BooleanField())
    return (
        Delivery.objects.visible_to(by)
        .filter(medium=Medium.INBOX)
        .annotate(own=FilteredRelation("case__parties", condition=lets_in), is_open=is_party)
        .select_related("case__snapshot", "case__patient", "event")
        .prefetch_related(
            "reminder",
            "announcement",
            "on_behalf_of",
            Prefetch("event__by", Assignment.objects.select_related("unit")),
            Prefetch("read_by", Assignment.objects.select_related("user")),
        )
        .order_by("-created_at", "-pk")
    )


def row(message: Delivery) -> Row:
    """A line from one of `messages_of`."""
    case, event, reminder, told_of = message.case, message.event, message.reminder, message.announcement
    patient = case.patient if case else None
    is_open: bool = message.is_open  # type: ignore[attr-defined]
    shows_patient = is_open and patient is not None
    is_protected = bool(shows_patient and patient and patient.has_protected_identity)
    return Row(
        id=case.pk if case else None,
        number=case.number if case else "",
        name=short_name(case.snapshot.given_name, case.snapshot.family_name, is_protected=is_protected)
        if case and shows_patient
        else "",
        born=year_of_birth(patient.identity_type, patient.identity_value)
        if patient and shows_patient
        else "",
        is_protected=is_protected,
        is_open=is_open,
        open_url=reverse("announcement", args=[message.pk]) if told_of else "",
        title=_title(message),
        sender=event.by.unit.name if event and event.by else "",
        at=message.created_at,
        due_at=reminder.due_at if reminder else told_of.due_at if told_of else None,
        is_task=reminder is None or reminder.kind not in WAITING,
        is_unread=message.read_at is None,
        read_by=message.read_by.user.name if message.read_by else "",
    )


def _title(message: Delivery) -> str | Promise:
    """What it says; to whoever is on duty, for whom."""
    if message.on_behalf_of:
        return _("For %(unit)s: %(what)s") % {"unit": message.on_behalf_of.name, "what": _what(message)}
    return _what(message)


def _what(message: Delivery) -> str | Promise:
    if message.event:
        return told(message.event.as_recorded().payload).title
    return announced(message.announcement) if message.announcement else _of_reminder(message.reminder)


def _of_reminder(reminder: Reminder | None) -> str | Promise:
    if reminder is None:
        return ""
    if reminder.kind in WAITING:
        return (SOON if reminder.minutes < 0 else NOW)[DeadlineKind(reminder.kind)]
    what = {"deadline": reminder.get_kind_display()}
    if reminder.minutes < 0:
        return _("Reminder: %(deadline)s") % what
    if reminder.to_head:
        return _("Still not done: %(deadline)s. The head of the unit is told too.") % what
    return _("The time is out: %(deadline)s") % what
