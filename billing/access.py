"""Whose months an assignment may see: a region's all of its own, a municipality's its own with every region."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.access.permissions import Permission
from accounts.access.policy import NotAllowed, may, require
from accounts.audit import record_look_at_many
from accounts.models import Assignment, Organisation
from agreements.places import MUNICIPALITIES, REGIONS
from billing.core.months import month_name
from billing.models import Correction, PlannedChange, Sending, Statement
from billing.models.sending import SendingQuerySet
from billing.models.statement import StatementQuerySet
from billing.months.corrected_lines import MonthEffect, effects_of
from billing.months.question import Question
from billing.months.spans import MonthSpan


@dataclass(frozen=True, slots=True)
class RegionScope:
    """The side that sends the bills."""

    region: str

    def covers(self, region: str, municipality: str) -> bool:
        return region == self.region and municipality in MUNICIPALITIES

    def question(self, months: MonthSpan, known_by: datetime | None = None) -> Question:
        """These months with every municipality; those that have closed as known at their close unless said."""
        return Question(region=self.region, months=months, known_by=known_by, at_close=True)


@dataclass(frozen=True, slots=True)
class MunicipalityScope:
    """The side that gets them, from whichever region."""

    municipality: str

    def covers(self, region: str, municipality: str) -> bool:
        return municipality == self.municipality and region in REGIONS

    def question(self, months: MonthSpan, known_by: datetime | None = None) -> Question:
        """These months with every region; those that have closed as known at their close unless said."""
        return Question(municipality=self.municipality, months=months, known_by=known_by, at_close=True)


def month_scope(assignment: Assignment) -> RegionScope | MunicipalityScope:
    """The months of the assignment's own organisation. Raises `NotAllowed` for who has no business with them."""
    require(assignment, Permission.READ_MONTH)
    organisation = assignment.unit.organisation
    match organisation.kind:
        case Organisation.Kind.REGION:
            return RegionScope(organisation.code)
        case Organisation.Kind.MUNICIPALITY:
            return MunicipalityScope(organisation.code)
        case _:
            # A private provider is paid by its region, never by a municipality.
            raise NotAllowed(permission=Permission.READ_MONTH.value)


def forecast_scope(assignment: Assignment) -> RegionScope | MunicipalityScope:
    """The forecasts of the assignment's own organisation; `sees_amounts` tells whether with what they cost."""
    require(assignment, Permission.READ_FORECAST)
    organisation = assignment.unit.organisation
    if organisation.kind == Organisation.Kind.REGION:
        return RegionScope(organisation.code)
    return MunicipalityScope(organisation.code)


def sees_amounts(assignment: Assignment) -> bool:
    """A municipality's case officers see its days, and not its money."""
    return may(assignment, Permission.READ_MONTH)


def require_forecast(assignment: Assignment, region: str, municipality: str) -> None:
    """Raises `NotAllowed` without the right to see forecasts, `Http404` for one between others."""
    if not forecast_scope(assignment).covers(region, municipality):
        raise Http404


def require_month(assignment: Assignment, region: str, municipality: str) -> None:
    """Raises `NotAllowed` without the right to see months, `Http404` for one between others."""
    if not month_scope(assignment).covers(region, municipality):
        raise Http404


def statements_of(assignment: Assignment) -> StatementQuerySet:
    """What the assignment's organisation has issued or been issued; `NotAllowed` for who has no business with it."""
    month_scope(assignment)
    return Statement.objects.visible_to(assignment)


def effects_seen_by(reader: Assignment, correction: Correction) -> list[MonthEffect]:
    """Of the reader's own months: the region sees both where an episode goes from one municipality to another."""
    scope = month_scope(reader)
    return [each for each in effects_of(correction) if scope.covers(each.region, each.municipality)]


def planned_change(assignment: Assignment, change_id: int) -> PlannedChange:
    """One of an agreement of the own organisation's; another's is not there to be found (404)."""
    require(assignment, Permission.CONSULT)
    return get_object_or_404(PlannedChange.objects.visible_to(assignment).with_answers(), pk=change_id)


def sendings_of(assignment: Assignment) -> SendingQuerySet:
    """What has left the assignment's region, what failed first; `NotAllowed` for who issues nothing."""
    require(assignment, Permission.ISSUE_STATEMENT)
    theirs = Sending.objects.filter(statement__in=statements_of(assignment)).select_related("statement")
    return theirs.in_order()


def record_look_at_month(
    assignment: Assignment, region: str, municipality: str, month: int, *, what: str
) -> None:
    """Writes in the access log who was shown a month's episodes, whose patients are mostly another authority's."""
    subject = f"month {region}/{municipality}/{month_name(month)}"
    record_look_at_many(assignment=assignment, subject=subject, what=what)


def record_look_at_statement(assignment: Assignment, number: str, *, what: str) -> None:
    """The same of a statement, which shows the month's episodes too."""
    record_look_at_many(assignment=assignment, subject=f"statement {number}", what=what)
