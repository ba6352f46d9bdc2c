"""A line of the worklist: whom it is about, what to do by when or else, and the one button that does it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from coordination.core.deadline import DeadlineKind
from coordination.core.moves import OTHERWISE as CONSEQUENCE_OF
from coordination.core.moves import STEP_OF, Consequence
from coordination.core.states import Capacity, Status, Step
from coordination.core.timeline import has_passed_estimate
from coordination.models.case import STATUS_NAMES
from coordination.web.cells import (
    by_default,
    case_url,
    leave_tag,
    patient_cell,
    step_url,
    when_cell,
    with_leave,
    with_passed_estimate,
)
from coordination.web.consequences import OTHERWISE
from coordination.web.patient_words import short_name, year_of_birth
from coordination.web.step_pages import duty_of
from coordination.web.steps.page import Duty
from coordination.web.words import CAPACITY
from look.templatetags.hemgang import button

AT_ONCE: Mapping[Step, Consequence] = {
    Step.NEED_ASSESSED: Consequence.NOBODY_IS_TOLD,
    Step.ADMISSION_NOTICE_SENT: Consequence.NO_LIABILITY_WITHOUT_NOTICE,
    Step.DISCHARGE_READY_SENT: Consequence.NO_LIABILITY_UNTIL_TOLD_READY,
    Step.RECEPTION_ACCEPTED: Consequence.LIABILITY_COUNTS,
    Step.REGION_SERVICES_AVAILABLE: Consequence.NO_LIABILITY_WHILE_MISSING,
    Step.SIP_CALLED: Consequence.A_PARTY_WAITS,
    Step.SIP_ANSWERED: Consequence.NOBODY_KNOWS_WHO_COMES,
    Step.SIP_PLAN_AGREED: Consequence.PLAN_IS_NOT_AGREED,
    Step.CARE_PLAN_ADJUSTED: Consequence.NOTHING_FOR_THE_COURT,
    Step.LEAVE_ENDED: Consequence.NOBODY_KNOWS_IF_BACK,
    Step.DEVIATION_FOLLOWED_UP: Consequence.NOBODY_LEARNS,
}
"""What is wanted at once, and what follows otherwise."""


STATES: Mapping[Status, Promise] = {
    # Needs nobody after discharge, or secrecy forbids the notice: a list knows neither, and says neither.
    Status.ADMITTED: _("No notice to send"),
    Status.NOTIFIED: _("Being planned, all in time"),
    Status.READY: _("Ready for discharge"),
    Status.DISCHARGED: _("Discharged"),
}


Cells = tuple[object, ...]
"""Of a row of the list, ready to be shown: plain names are what a template reads quickest."""


@dataclass(frozen=True)
class Row:
    """`duty` is what the reader's unit must do, or waits for; where there is none, `state` says how things are.

    `status` is how far the case has come, whoever must act.
    """

    id: UUID
    number: str
    name: str
    born: str
    is_protected: bool
    status: Promise
    state: str | Promise
    step: Step | None
    form_url: str
    duty: Duty | None
    otherwise: Promise | str
    due_at: datetime | None
    is_binding: bool
    is_late: bool
    is_mine: bool
    waits_for: str
    estimated_discharge_at: datetime | None
    has_passed_estimate: bool
    came_by_default: bool
    on_leave_until: datetime | None
    version: int
    key: UUID
    now: datetime

    @property
    def is_one_click(self) -> bool:
        """Whether the button in the list does it at once: a receipt has nothing to fill in."""
        return self.step is Step.NOTICE_RECEIVED

    @property
    def when(self) -> SafeString:
        return when_cell(
            self.now,
            self.due_at,
            self.estimated_discharge_at,
            is_binding=self.is_binding,
            is_at_once=self.is_mine,
        )

    @property
    def patient(self) -> SafeString:
        cell = patient_cell(self.id, self.number, self.name, self.born, is_protected=self.is_protected)
        cell = with_passed_estimate(cell) if self.has_passed_estimate else cell
        cell = by_default(cell) if self.came_by_default else cell
        return with_leave(cell, self.leave) if self.on_leave_until else cell

    @property
    def leave(self) -> SafeString:
        """That the patient is on leave, and until when."""
        return leave_tag(self.on_leave_until, self.now) if self.on_leave_until else SafeString("")

    @property
    def what(self) -> str | Promise | SafeString:
        """What is to be done next, or awaited; where that is nothing, how things are."""
        if self.duty is None:
            return format_html('<span class="quiet">{}</span>', self.state)
        return self.duty.title if self.is_mine else self.duty.awaited

    def own_cells(self, csrf: SafeString) -> Cells:
        """When, who, what to do, what follows otherwise, and the button for it."""
        action = self._form(csrf) if self.is_one_click else self.button
        return self.when, self.patient, self.what, self.otherwise, action

    def awaited_cells(self) -> Cells:
        """When, who, what is awaited and from whom, and the way to the case."""
        return self.when, self.patient, self.what, self.waits_for, self.button

    def _form(self, csrf: SafeString) -> SafeString:
        return SafeString(
            f'<form method="post" action="{self.form_url}">{csrf}'
            f'<input type="hidden" name="version" value="{self.version}">'
            f'<input type="hidden" name="key" value="{self.key}">'
            f'<input type="hidden" name="to_list" value="yes">{self.button}</form>'
        )

    @property
    def button(self) -> SafeString:
        """Does what is to be done, or leads to where it is done; what can wait is quieter."""
        if self.duty is None or not self.is_mine:
            return button(_("Open"), case_url(self.id), variant="tertiary", size="sm", about=self.name)
        return button(
            self.duty.button,
            "" if self.is_one_click else self.form_url,
            variant="primary" if self.is_late or self.due_at is None else "secondary",
            size="sm",
            about=self.name,
        )


def row(found: Mapping[str, Any], now: datetime) -> Row:
    """A line from what `worklist()` gives."""
    is_mine = found["acts_by"] is not None
    whose = "next" if is_mine else "awaited"
    due_at, is_binding = found[f"{whose}_due_at"], found[f"{whose}_is_binding"]
    step, otherwise = None, None
    is_late = bool(is_binding and due_at and due_at < now)
    if is_mine and found["without_limit"] and not is_late:
        due_at, is_binding = None, False
        step = Step(found["without_limit"])
        otherwise = AT_ONCE[step]
    elif due_at:
        kind = DeadlineKind(found[f"{whose}_kind"])
        step, otherwise = STEP_OF[kind], CONSEQUENCE_OF[kind]
    is_protected = found["patient__has_protected_identity"]
    return Row(
        id=found["id"],
        number=found["number"],
        name=short_name(
            found["snapshot__given_name"], found["snapshot__family_name"], is_protected=is_protected
        ),
        born=year_of_birth(found["patient__identity_type"], found["patient__identity_value"]),
        is_protected=is_protected,
        status=STATUS_NAMES[Status(found["status"])],
        state="" if step else _state(Status(found["status"]), found["answer"]),
        step=step,
        form_url=step_url(found["id"], step) if step else "",
        duty=duty_of(step) if step else None,
        otherwise=OTHERWISE[otherwise] if otherwise else "",
        due_at=due_at,
        is_binding=is_binding,
        is_late=is_late,
        is_mine=is_mine,
        waits_for=_waits_for(found) if due_at and not is_mine else "",
        estimated_discharge_at=found["estimated_discharge_at"],
        has_passed_estimate=has_passed_estimate(
            Status(found["status"]), found["estimated_discharge_at"], now
        ),
        came_by_default=found["came_by_default"],
        on_leave_until=found["on_leave_until"],
        version=found["version"],
        key=uuid4(),
        now=now,
    )


def _state(status: Status, answer: str) -> str | Promise:
    """How things are where nobody has a time limit running."""
    if status is Status.READY and answer == Step.RECEPTION_ACCEPTED:
        return _("The municipality can receive the patient")
    return STATES[status]


def _waits_for(found: Mapping[str, Any]) -> str:
    return found["awaited_unit_name"] or str(CAPACITY[Capacity(found["awaited_acting"])])
