"""How far a month has come, as the steps that a page draws, and the way to what can be done about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import Assignment
from billing.access import statements_of
from billing.core.month_life import MonthStatus, MonthStep
from billing.statements.standing import MonthState
from billing.web.month_closing import last_day_for_registrations
from billing.web.months_points import POINTS
from billing.web.numbers import date_in_words, kronor
from billing.web.statement_page import standing_of

ORDER = (MonthStatus.OPEN, MonthStatus.CLOSED, MonthStatus.REVIEWED, MonthStatus.ISSUED, MonthStatus.PAID)


SHOWN_AS = {MonthStatus.CREDITED: MonthStatus.CLOSED, MonthStatus.DISPUTED: MonthStatus.ISSUED}
"""A credited month is back where it was when it had closed; a contested one is on its way to be paid."""


@dataclass(frozen=True, slots=True)
class LifeStep:
    """As `{% steps %}` takes it."""

    text: str
    detail: str
    state: str


@dataclass(frozen=True, slots=True)
class Document:
    """A statement or a credit note of the month."""

    number: str
    amount: str
    standing: str
    tone: str


def life_steps(state: MonthState) -> list[LifeStep]:
    """From open to paid."""
    status = SHOWN_AS.get(state.status, state.status)
    steps = list(_steps(state))
    at = [each for each, _text, _detail in steps].index(_shown(status, state))
    return [
        LifeStep(text, detail, "done" if place < at else "now" if place == at else "next")
        for place, (_status, text, detail) in enumerate(steps)
    ]


def _shown(status: MonthStatus, state: MonthState) -> MonthStatus:
    """A month that no text closes is shown as open until it is reviewed."""
    closes = state.dates.closes_at is not None
    return MonthStatus.OPEN if status is MonthStatus.CLOSED and not closes else status


def _steps(state: MonthState) -> Iterator[tuple[MonthStatus, str, str]]:
    yield MonthStatus.OPEN, _("Registrations count"), ""
    if state.dates.closes_at is not None:
        yield MonthStatus.CLOSED, _("Registrations closed"), last_day_for_registrations(state.dates.closes_at)
    yield MonthStatus.REVIEWED, _point(MonthStatus.REVIEWED), _when(state, MonthStep.REVIEWED)
    issued = _when(state, MonthStep.ISSUED) or _day_said(state.dates.invoice_on)
    yield MonthStatus.ISSUED, _point(MonthStatus.ISSUED), issued
    paid = state.latest(MonthStep.PAID)
    day = paid.day if paid is not None and state.status is MonthStatus.PAID else None
    yield MonthStatus.PAID, _point(MonthStatus.PAID), _day_said(day)


def _point(status: MonthStatus) -> str:
    return capfirst(str(POINTS[status][0]))


def _when(state: MonthState, step: MonthStep) -> str:
    """The day of the step, unless a credit note has taken it back."""
    event, credited = state.latest(step), state.latest(MonthStep.CREDITED)
    if event is None or (credited is not None and credited.pk > event.pk):
        return ""
    return _day(event.occurred_at)


def _day_said(day: date | None) -> str:
    return "" if day is None else date_in_words(day)


def _day(at: datetime) -> str:
    return date_in_words(timezone.localdate(at))


def documents(reader: Assignment, region: str, municipality: str, month: int) -> list[Document]:
    """What has been issued of the month, the earliest first."""
    found = statements_of(reader).filter(region_code=region, municipality_code=municipality, month=month)
    return [
        Document(each.number, kronor(each.amount), *standing_of(each))
        for each in found.with_standing().order_by("issued_at", "pk")
    ]
