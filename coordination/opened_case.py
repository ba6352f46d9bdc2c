"""A case as somebody opens it: everything that its pages and calls show, read at once."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.utils import timezone

from accounts.models import Assignment
from coordination.core.deadline import Deadline
from coordination.core.deadlines import deadlines
from coordination.core.events import AdmissionRegistered, NeedAssessed, Payload
from coordination.core.history import History
from coordination.core.moves import Move, next_moves
from coordination.core.needs import Consent
from coordination.core.planning import NoticeWithheld
from coordination.core.states import Capacity
from coordination.errors import CaseNotFound
from coordination.models import Case, Event, Party, Patient, PatientSnapshot
from coordination.models import Deadline as DeadlineRow
from coordination.terms import terms_when_admitted


@dataclass(frozen=True)
class OpenedCase:
    """The case and its events, parties and reader; `capacity` is what the reader's unit is in it."""

    case: Case
    rows: tuple[Event, ...]
    parties: tuple[Party, ...]
    by: Assignment
    now: datetime

    @property
    def patient(self) -> Patient:
        """Whom the case is about; only an imported episode is about nobody, and that is never opened."""
        if self.case.patient is None:
            raise CaseNotFound
        return self.case.patient

    @property
    def snapshot(self) -> PatientSnapshot:
        """What the ward knows of the patient."""
        return self.case.snapshot

    @cached_property
    def history(self) -> History:
        return History(row.as_recorded() for row in self.rows)

    @cached_property
    def capacity(self) -> Capacity:
        return next(Capacity(party.capacity) for party in self.parties if party.unit_id == self.by.unit_id)

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """As the events say, open and closed, by when they are due."""
        return deadlines(self.history, terms_when_admitted(self.case))

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """What everybody must do next."""
        return next_moves(self.history, self.deadlines)

    def may_know(self, payload: Payload) -> bool:
        """Whether the reader's unit may read what an event says.

        A receiver gets what was sent to it, not the whole case: what the physician wrote about needs stays in the ward
        unless the patient has consented (LUS 2:2 gives the admission notice four things).
        """
        if isinstance(payload, NoticeWithheld):
            return self.capacity is Capacity.WARD
        if self.capacity is Capacity.WARD or self.history.admission.consent is Consent.GIVEN:
            return True
        return not isinstance(payload, AdmissionRegistered | NeedAssessed)

    def stored_deadlines(self) -> tuple[DeadlineRow, ...]:
        """The rows of the deadlines, with what the sweep has found."""
        return tuple(self.case.deadlines.select_related("unit").order_by("due_at", "pk"))

    def units_as(self, capacity: Capacity) -> list[str]:
        """The names of the units that are parties in that capacity."""
        return [party.unit.name for party in self.parties if party.capacity == capacity]


def open_case(by: Assignment, case_id: UUID) -> OpenedCase:
    """The case for the one who asks; raises `CaseNotFound` for strangers. Three queries: case, events, parties."""
    seen = (
        Case.objects.visible_to(by)
        .select_related("patient", "snapshot", "ward__organisation")
        .filter(source=Case.Source.SYSTEM)
    )
    case = seen.filter(pk=case_id).first()
    if case is None:
        raise CaseNotFound
    events = case.events.select_related("by__user", "by__unit").order_by("sequence")
    parties = case.parties.select_related("unit__organisation").order_by("since", "pk")
    return OpenedCase(case, tuple(events), tuple(parties), by, timezone.now())
