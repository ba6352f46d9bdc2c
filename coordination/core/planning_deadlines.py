"""Deadlines of the planning: the parties' routine and agreement, and what is due on the day of the discharge."""

from collections.abc import Iterator
from datetime import datetime

from coordination.core.addressing import NoticeForwarded
from coordination.core.civil import civil_day, end_of
from coordination.core.deadline import Deadline, DeadlineKind, at_of, death_of, earliest, ended
from coordination.core.events import AdmissionNoticeSent, DischargeReadySent, Recorded
from coordination.core.history import History, Notice
from coordination.core.law import Ground
from coordination.core.planning import (
    DischargeInformationSent,
    PlanningBasisGiven,
    TreatmentPlanWritten,
    WithheldNotice,
)
from coordination.core.states import Capacity
from coordination.core.terms import ProcessTerms


def planning_bases(history: History, terms: ProcessTerms) -> Iterator[Deadline]:
    """The parties' routine, where there is one: each receiver of the admission notice tells what it knows."""
    if terms.planning_basis_within is None:
        return
    asked: set[int] = set()
    for sent, notice in history.notices:
        if isinstance(notice, DischargeReadySent):
            continue
        # Handing a notice over gives nobody more time.
        starts_at = _first_sent_at(history, sent, notice)
        for receiver in notice.receivers:
            if receiver.unit in asked:
                continue
            asked.add(receiver.unit)
            given = (one for one, told in history.payloads(PlanningBasisGiven) if told.unit == receiver.unit)
            yield Deadline(
                kind=DeadlineKind.PLANNING_BASIS,
                started_by=sent.sequence,
                unit=receiver.unit,
                acting=receiver.capacity,
                ground=Ground.ROUTINE,
                starts_at=starts_at,
                due_at=starts_at + terms.planning_basis_within,
                is_binding=True,
                **ended(
                    met_at=at_of(next(given, None)),
                    cancelled_at=earliest(
                        at_of(history.left.get(receiver.unit)),
                        at_of(history.discharged),
                        at_of(history.cancelled),
                    ),
                ),
            )


def _first_sent_at(history: History, sent: Recorded, notice: Notice) -> datetime:
    original = history.event(notice.notice) if isinstance(notice, NoticeForwarded) else None
    return original.occurred_at if original else sent.occurred_at


def treatment_plan(history: History, terms: ProcessTerms) -> Iterator[Deadline]:
    """Where the agreement lets nobody be ready without one: to be there by the estimated discharge, as expected."""
    sent = history.payloads(AdmissionNoticeSent)
    expected_at = history.estimated_discharge_at
    if not terms.treatment_plan_before_ready or not sent or expected_at is None:
        return
    yield Deadline(
        kind=DeadlineKind.TREATMENT_PLAN,
        started_by=sent[0][0].sequence,
        unit=None,
        acting=Capacity.WARD,
        ground=Ground.AGREEMENT,
        starts_at=sent[0][0].occurred_at,
        due_at=expected_at,
        is_binding=False,
        **ended(
            met_at=at_of(history.first(TreatmentPlanWritten)),
            cancelled_at=earliest(at_of(history.discharged), at_of(history.cancelled)),
        ),
    )


def discharge_information(history: History) -> Iterator[Deadline]:
    """LUS 3:2: on the day of the discharge, to those who were told of the patient."""
    gone = history.discharged
    if gone is None or not history.notices or death_of(history):
        return
    yield Deadline(
        kind=DeadlineKind.DISCHARGE_INFORMATION,
        started_by=gone.sequence,
        unit=None,
        acting=Capacity.WARD,
        ground=Ground.LUS_3_2,
        starts_at=gone.occurred_at,
        due_at=end_of(civil_day(gone.occurred_at)),
        is_binding=True,
        **ended(
            met_at=at_of(history.first(DischargeInformationSent)),
            cancelled_at=earliest(
                at_of(history.withheld(WithheldNotice.DISCHARGE_INFORMATION)), at_of(history.cancelled)
            ),
        ),
    )
