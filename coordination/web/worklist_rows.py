"""A line of the worklist: whom it is about, what to do by when or else, and the one button that does it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from html import escape
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from coordination.core.civil import civil_day, end_of
from coordination.core.deadline import DeadlineKind
from coordination.core.move import Consequence
from coordination.core.moves import OTHERWISE as CONSEQUENCE_OF
from coordination.core.moves import STEP_OF
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


WITHOUT_LIMIT: Mapping[Status, Promise] = {
    # Needs nobody after discharge, or secrecy forbids the notice: a list knows neither, and says neither.
    Status.ADMITTED: _("No notice to send"),
    Status.NOTIFIED: _("Being planned, all in time"),
    Status.READY: _("Ready for discharge"),
    Status.DISCHARGED: _("Discharged"),
}


class Words(NamedTuple):
    """A step that somebody must take, ready to be shown: `title` to whose it is, `awaited` to the others."""

    title: SafeString
    awaited: SafeString
    button: SafeString
    otherwise: SafeString


@cache
def _words_of(step: Step, consequence: Consequence, language: str | None) -> Words:
    """Put into words once in each language, and not for each row of each list."""
    duty = duty_of(step)
    with override(language):
        said = (duty.title, duty.awaited, duty.button, OTHERWISE[consequence])
        return Words(*(SafeString(escape(str(one))) for one in said))


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
    consequence: Consequence | None
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
    now: datetime

    @property
    def is_one_click(self) -> bool:
        """Whether the button in the list does it at once: a receipt has nothing to fill in."""
        return self.step is Step.NOTICE_RECEIVED

    @property
    def otherwise(self) -> Promise | str:
        """What follows if it is not done, in words."""
        return OTHERWISE[self.consequence] if self.consequence else ""

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

    @cached_property
    def words(self) -> Words | None:
        if self.step is None or self.consequence is None:
            return None
        return _words_of(self.step, self.consequence, get_language())

    @property
    def what(self) -> SafeString:
        """What is to be done next, or awaited; where that is nothing, how things are."""
        if self.words is None:
            return SafeString(f'<span class="quiet">{escape(str(self.state))}</span>')
        return self.words.title if self.is_mine else self.words.awaited

    def own_line(self, csrf: SafeString, heading: str) -> SafeString:
        """When, who, what to do, what follows otherwise (under that heading on a phone), and the button for it."""
        otherwise = self.words.otherwise if self.words else ""
        action = self._form(csrf) if self.is_one_click else self.button
        return SafeString(
            f'<tr><td>{self.when}</td><th scope="row">{self.patient}</th><td>{self.what}</td>'
            f'<td class="quiet" data-label="{heading}">{otherwise}</td><td class="worklist-do">{action}</td></tr>'
        )

    def awaited_line(self) -> SafeString:
        """When, who, what is awaited and from whom, and the way to the case."""
        return SafeString(
            f'<tr><td>{self.when}</td><th scope="row">{self.patient}</th><td>{self.what}</td>'
            f'<td class="quiet">{escape(self.waits_for)}</td><td class="worklist-do">{self.button}</td></tr>'
        )

    def _form(self, csrf: SafeString) -> SafeString:
        return SafeString(
            f'<form method="post" action="{self.form_url}">{csrf}'
            f'<input type="hidden" name="version" value="{self.version}">'
            f'<input type="hidden" name="key" value="{uuid4()}">'
            f'<input type="hidden" name="to_list" value="yes">{self.button}</form>'
        )

    @property
    def button(self) -> SafeString:
        """Does what is to be done, or leads to where it is done; what can wait is quieter."""
        if self.words is None or not self.is_mine:
            return button(_("Open"), case_url(self.id), variant="tertiary", size="sm", about=self.name)
        return button(
            self.words.button,
            "" if self.is_one_click else self.form_url,
            variant="primary" if self.is_late or self.due_at is None else "secondary",
            size="sm",
            about=self.name,
        )


def row(found: Mapping[str, Any], now: datetime) -> Row:
    """A line from what `worklist()` gives."""
    is_mine = bool(found["next_due_at"] or found["without_limit"])
    whose = "next" if is_mine else "awaited"
    due_at, is_binding = found[f"{whose}_due_at"], found[f"{whose}_is_binding"]
    step, consequence = None, None
    is_late = bool(is_binding and due_at and due_at < now)
    is_pressing = bool(is_binding and due_at and due_at <= end_of(civil_day(now)))
    if is_mine and found["without_limit"] and not is_pressing:
        due_at, is_binding = None, False
        step = Step(found["without_limit"])
        consequence = AT_ONCE[step]
    elif due_at:
        kind = DeadlineKind(found[f"{whose}_kind"])
        step, consequence = STEP_OF[kind], CONSEQUENCE_OF[kind]
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
        consequence=consequence,
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
        now=now,
    )


def _state(status: Status, answer: str) -> str | Promise:
    """How things are where nobody has a time limit running."""
    if status is Status.READY and answer == Step.RECEPTION_ACCEPTED:
        return _("The municipality can receive the patient")
    return WITHOUT_LIMIT[status]


def _waits_for(found: Mapping[str, Any]) -> str:
    return found["awaited_unit_name"] or str(CAPACITY[Capacity(found["awaited_acting"])])
