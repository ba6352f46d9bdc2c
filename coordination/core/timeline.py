"""How far a case has come, and what each party has done and has to do: the shape of the case page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from coordination.core.deadline import WAITING, Deadline, DeadlineKind
from coordination.core.ending import nothing_is_left
from coordination.core.events import (
    AdmissionNoticeSent,
    CareContactAppointed,
    NoticeReceived,
    Payload,
    Recorded,
)
from coordination.core.history import History
from coordination.core.moves import STEP_OF
from coordination.core.needs import municipality_is_needed, to_be_told
from coordination.core.planning import (
    CaseOfficerNamed,
    DischargeInformationSent,
    PlanningBasisGiven,
    TreatmentPlanWritten,
)
from coordination.core.plans import SipFollowedUp
from coordination.core.secrecy import forbidding
from coordination.core.sips import SipCallCancelled, SipCalled, SipMoved, SipNotNeeded
from coordination.core.standing import answer, is_elsewhere, is_told, last_of_municipality, told_ready
from coordination.core.states import Capacity, Status, Step


@dataclass(frozen=True, slots=True)
class Milestone:
    """A point on the way home; `was_in_time` is None where no time limit holds or it is not reached."""

    status: Status
    reached_at: datetime | None
    was_in_time: bool | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a party's lane: done by that event, or still to do, by `due_at` where there is a time.

    What secrecy forbids is done with by what says so, which only the wards know of.
    """

    step: Step
    done_by: Recorded | None
    due_at: datetime | None


def has_passed_estimate(status: Status, estimated_discharge_at: datetime | None, now: datetime) -> bool:
    """Whether the day that the others plan for has passed, and nobody has told another.

    A patient who is ready waits for an answer and not for a day, so nothing is asked of the ward then.
    """
    is_planned_for = status in (Status.ADMITTED, Status.NOTIFIED)
    return is_planned_for and estimated_discharge_at is not None and estimated_discharge_at < now


def milestones(history: History, deadlines: Iterable[Deadline], now: datetime) -> tuple[Milestone, ...]:
    """Admitted, notified, ready, home: in that order, reached or not."""
    notice = history.first(AdmissionNoticeSent)
    return (
        Milestone(Status.ADMITTED, history.admitted_at),
        Milestone(Status.NOTIFIED, _at(notice), _was_in_time(notice, deadlines, now) if notice else None),
        Milestone(Status.READY, _at(history.standing_notice)),
        Milestone(Status.DISCHARGED, _at(history.discharged)),
    )


def lanes(history: History, deadlines: Iterable[Deadline]) -> dict[Capacity, tuple[Task, ...]]:
    """Each party's tasks. A party that nobody has told and nobody needs has no lane.

    Where nobody has a duty left there is only what was done, and a party that did nothing has no lane either.
    """
    still_to_do = tuple(one for one in deadlines if one.is_open and one.kind not in WAITING)

    def task(acting: Capacity, step: Step, done_by: Recorded | None) -> Task:
        """A task with an open deadline is still to do, though it has been done before for somebody else."""
        due = [one.due_at for one in still_to_do if (one.acting, STEP_OF[one.kind]) == (acting, step)]
        return Task(step, None, min(due)) if due else Task(step, done_by, None)

    def receipt(capacity: Capacity) -> Task:
        return task(capacity, Step.NOTICE_RECEIVED, _receipt_of(history, capacity))

    def optional(acting: Capacity, step: Step, done_by: Recorded | None) -> tuple[Task, ...]:
        """A task that not every agreement asks for: shown where it is asked for, or done."""
        found = task(acting, step, done_by)
        return (found,) if found.done_by or found.due_at else ()

    def sent(step: Step, done_by: Recorded | None) -> Task:
        """A notice of the ward's; where secrecy forbids it, what says so is what has been done."""
        return task(ward, step, done_by or forbidding(history, step))

    def basis(capacity: Capacity) -> Recorded | None:
        units = _units_as(history, capacity)
        given = [one for one, told in history.payloads(PlanningBasisGiven) if told.unit in units]
        return given[-1] if given else None

    is_wanted = any(not is_told(history, one) for one in to_be_told(history.needs or frozenset()))
    ward, outpatient, municipality = Capacity.WARD, Capacity.OUTPATIENT, Capacity.MUNICIPALITY
    found = {
        ward: (
            sent(Step.ADMISSION_NOTICE_SENT, None if is_wanted else _last(history, AdmissionNoticeSent)),
            *optional(ward, Step.TREATMENT_PLAN_WRITTEN, _last(history, TreatmentPlanWritten)),
            sent(Step.DISCHARGE_READY_SENT, _readiness_on_the_way(history)),
            task(ward, Step.DISCHARGED, history.discharged),
            *optional(
                ward,
                Step.DISCHARGE_INFORMATION_SENT,
                _last(history, DischargeInformationSent)
                or forbidding(history, Step.DISCHARGE_INFORMATION_SENT),
            ),
        ),
        outpatient: (
            receipt(outpatient),
            *optional(outpatient, Step.PLANNING_BASIS_GIVEN, basis(outpatient)),
            task(outpatient, Step.CARE_CONTACT_APPOINTED, _last(history, CareContactAppointed)),
        ),
        municipality: ()
        if is_elsewhere(history)
        else (
            receipt(municipality),
            *optional(municipality, Step.PLANNING_BASIS_GIVEN, basis(municipality)),
            task(municipality, Step.CASE_OFFICER_NAMED, last_of_municipality(history, CaseOfficerNamed)),
            task(municipality, Step.RECEPTION_ACCEPTED, answer(history)),
        ),
    }
    of_meeting = _last(history, SipCalled, SipMoved, SipCallCancelled, SipNotNeeded)
    called = task(outpatient, Step.SIP_CALLED, of_meeting)
    if called.done_by or called.due_at or history.sip_is_required:
        found[outpatient] += (called,)
    found[outpatient] += optional(outpatient, Step.SIP_FOLLOWED_UP, _last(history, SipFollowedUp))
    concerned = (
        {ward}
        | {one for one in Capacity if history.notified_at(one)}
        | to_be_told(history.needs or frozenset())
    )
    if nothing_is_left(history):
        done = {capacity: tuple(one for one in tasks if one.done_by) for capacity, tasks in found.items()}
        return {capacity: tasks for capacity, tasks in done.items() if tasks and capacity in concerned}
    return {capacity: tasks for capacity, tasks in found.items() if capacity in concerned}


def _was_in_time(notice: Recorded, deadlines: Iterable[Deadline], now: datetime) -> bool | None:
    """Whether the first notice kept the time limits that ran when it was sent; None where none did.

    A limit that a later assessment began is another notice's, and one that was called off before it was due was broken
    by nobody.
    """
    limits = [
        one
        for one in deadlines
        if one.kind is DeadlineKind.ADMISSION_NOTICE and one.starts_at <= notice.occurred_at
    ]
    if any(one.missed_at(now) for one in limits):
        return False
    return True if any(one.cancelled_at is None for one in limits) else None


def _receipt_of(history: History, capacity: Capacity) -> Recorded | None:
    units = _units_as(history, capacity)
    receipts = [one for one, receipt in history.payloads(NoticeReceived) if receipt.unit in units]
    return receipts[-1] if receipts else None


def _units_as(history: History, capacity: Capacity) -> frozenset[int]:
    """The units that have been told in that capacity, and are in the case still."""
    return frozenset(
        one.unit
        for _, notice in history.notices
        for one in notice.receivers
        if one.capacity is capacity and one.unit not in history.left
    )


def _readiness_on_the_way(history: History) -> Recorded | None:
    """The standing notice, if it has reached the municipality wherever one is needed."""
    if municipality_is_needed(history.needs or frozenset()):
        return told_ready(history, Capacity.MUNICIPALITY)
    return history.standing_notice


def _last(history: History, *kinds: type[Payload]) -> Recorded | None:
    found = history.of(*kinds)
    return found[-1] if found else None


def _at(event: Recorded | None) -> datetime | None:
    return event.occurred_at if event else None
