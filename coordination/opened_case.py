"""A case as somebody opens it: everything that its pages and calls show, read at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.utils import timezone

from accounts.access.permissions import Permission
from accounts.access.policy import may
from accounts.models import Assignment
from accounts.models.ready_statements import sent_together
from accounts.models.statements import Given, Prepared
from coordination.core.addressing import SentBack
from coordination.core.deadline import Deadline
from coordination.core.deadlines import deadlines
from coordination.core.events import Cancelled, Payload, Recorded
from coordination.core.history import History
from coordination.core.move import Move
from coordination.core.moves import next_moves
from coordination.core.rules import is_voidable
from coordination.core.standing import came_by_default
from coordination.core.states import Capacity, Step
from coordination.core.terms import ProcessTerms
from coordination.core.visibility import Reader, as_told, may_know, may_know_of
from coordination.errors import CaseClosed, CaseLeft, CaseNotFound
from coordination.models import Case, Event, FormerNumber, Party, Patient, PatientSnapshot
from coordination.models import Deadline as DeadlineRow
from coordination.terms import terms_of_stay

OF_EVENTS = (
    *("case", "sequence", "step", "payload", "occurred_at", "registered_at", "capacity"),
    *("by__user__name", "by__unit__name"),
)
"""What is read of each event and of who registered it: each column more costs as much for the longest of cases."""
SEEN = Prepared(
    lambda: (
        Case.objects.of_unit(Given("unit"))
        .filter(pk=Given("case"), source=Case.Source.SYSTEM)
        .select_related("patient", "snapshot", "ward")
    )
)
EVENTS = Prepared(
    lambda: (
        Event.objects.filter(case=Given("case"))
        .select_related("by__user", "by__unit")
        .only(*OF_EVENTS)
        .order_by("sequence")
    )
)
PARTIES = Prepared(
    lambda: (
        Party.objects.filter(case=Given("case"), closed_at=None)
        .select_related("unit")
        .order_by("since", "pk")
    )
)
FORMER_NUMBERS = Prepared(
    lambda: FormerNumber.objects.filter(case=Given("case")).select_related("patient").order_by("pk")
)


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
    def former_numbers(self) -> tuple[Patient, ...]:
        """Other numbers that the case has stood under, the first first; asked for where the patient is shown."""
        rows = FORMER_NUMBERS(case=self.case.pk)
        return tuple(dict.fromkeys(row.patient for row in rows if row.patient != self.patient))

    @cached_property
    def history(self) -> History:
        return History(row.as_recorded() for row in self.rows)

    @property
    def entries(self) -> Iterator[tuple[Event, Recorded]]:
        """Each row of the events beside what the core reads there, the latest first."""
        return zip(reversed(self.rows), reversed(self.history.recorded), strict=True)

    @cached_property
    def capacity(self) -> Capacity:
        return next(Capacity(party.capacity) for party in self.parties if party.unit_id == self.by.unit_id)

    @cached_property
    def came_by_default(self) -> bool:
        """Whether it is the reader's only for want of a better answer in the routing table when it was sent."""
        return came_by_default(self.history, self.by.unit_id)

    @property
    def has_left(self) -> bool:
        """Whether the patient has been moved from the reader's ward: then all this is as it was that day."""
        return self.capacity is Capacity.FORMER_WARD

    @cached_property
    def terms(self) -> ProcessTerms:
        """What the stay is worked with."""
        return terms_of_stay(self.case, self.history)

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """As the events say, open and closed, by when they are due."""
        return deadlines(self.history, self.terms)

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """What everybody must do next, as far as the reader may know; a former ward does not know."""
        found = () if self.has_left else next_moves(self.history, self.deadlines, self.now)
        us = (self.capacity, self.by.unit_id)
        return tuple(one for one in found if not one.is_private or one.is_for(*us))

    @cached_property
    def voidable(self) -> tuple[Event, ...]:
        """What is the reader's unit's to strike out, unless something else rests on it."""
        return tuple(
            row
            for row in self.rows
            if row.is_of(self.by.unit_id, self.capacity)
            and (event := self.history.event(row.sequence))
            and is_voidable(self.history, event)
        )

    @cached_property
    def known_rows(self) -> tuple[Event, ...]:
        """The events that the reader's unit may know of, whatever they say."""
        both = zip(self.rows, self.history.recorded, strict=True)
        return tuple(row for row, event in both if self.may_know_of(event))

    def may_know_of(self, event: Recorded) -> bool:
        """Whether the reader's unit may know that it happened."""
        return may_know_of(event, self._reader, self.history)

    def may_know(self, payload: Payload) -> bool:
        """Whether the reader's unit may read what an event says."""
        is_protected = self.patient.has_protected_identity
        return may_know(payload, self._reader, self.history, is_protected=is_protected)

    def as_told(self, payload: Payload) -> Payload | None:
        """What an event says to the reader's unit; None where it was not told."""
        return as_told(payload, self._reader) if self.may_know(payload) else None

    @property
    def _reader(self) -> Reader:
        return Reader(self.by.unit_id, self.capacity)

    def stored_deadlines(self) -> tuple[DeadlineRow, ...]:
        """The rows of the deadlines, with what the sweep has found; none for a former ward."""
        if self.has_left:
            return ()
        return tuple(self.case.deadlines.select_related("unit").order_by("due_at", "pk"))

    @property
    def followers(self) -> tuple[Party, ...]:
        """The parties that still read what happens."""
        return tuple(party for party in self.parties if party.capacity != Capacity.FORMER_WARD)

    def units_as(self, capacity: Capacity) -> list[str]:
        """The names of the units that are parties in that capacity."""
        return [party.unit.name for party in self.parties if party.capacity == capacity]


@dataclass(frozen=True)
class ClosedCase:
    """All that a unit may know of a case that it was told of by mistake, or has left: by what step, and when."""

    case_id: UUID
    number: str
    ward: str
    step: Step
    closed_at: datetime
    reason: str

    @property
    def is_cancelled(self) -> bool:
        return self.step is Step.CANCELLED


def open_case(by: Assignment, case_id: UUID) -> OpenedCase:
    """The case for the one who asks; raises `CaseNotFound` for strangers, `CaseClosed` for those told by mistake.

    Two questions: the case, then its events and parties. A former ward gets the case as it was when the patient left.
    """
    seen = SEEN(unit=by.unit_id, case=case_id) if may(by, Permission.READ_CASE) else []
    if not seen:
        if closed := closed_case(by, case_id):
            at = closed.closed_at.isoformat()
            if closed.is_cancelled:
                raise CaseClosed(
                    number=closed.number, ward=closed.ward, cancelled_at=at, reason=closed.reason
                )
            raise CaseLeft(number=closed.number, ward=closed.ward, left_at=at, reason=closed.reason)
        raise CaseNotFound
    (case,) = seen
    happened, standing = sent_together(EVENTS.ready(case=case_id), PARTIES.ready(case=case_id))
    events, parties = tuple(happened), tuple(standing)
    until = next(party.until_version for party in parties if party.unit_id == by.unit_id)
    if until is not None:
        events = events[:until]
        parties = tuple(party for party in parties if party.since <= events[-1].registered_at)
        case.follow(History(row.as_recorded() for row in events))
    return OpenedCase(case, events, parties, by, timezone.now())


def closed_case(by: Assignment, case_id: UUID) -> ClosedCase | None:
    """What is left to know for a unit that was told of the case by mistake, or has left it by its own step."""
    case = Case.objects.closed_to(by).select_related("ward").filter(pk=case_id).first()
    if case is None or case.ward is None:
        return None
    row = case.events.get(sequence__in=case.parties.filter(unit=by.unit_id).values("closed_by"))
    told = row.as_recorded().payload
    reason = told.reason if isinstance(told, Cancelled | SentBack) else ""
    return ClosedCase(case.pk, case.number, case.ward.name, Step(row.step), row.occurred_at, reason)
