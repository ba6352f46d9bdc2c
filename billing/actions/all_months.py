"""All of a region's municipalities in a month, each reviewed or issued as by itself: a refusal holds up no other.

They are drawn up together, and each is a transaction of its own. Who asks says how long it may take, and goes on after
the last one that was come to.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.access.permissions import Permission
from accounts.access.policy import NotAllowed, require
from accounts.errors import DomainError
from accounts.models import Assignment
from billing.access import RegionScope, month_scope
from billing.actions.drafts import DrawnTogether, Known
from billing.actions.reviews import review_month
from billing.actions.statements import issue_statement
from billing.core.month_life import MonthStatus, MonthStep
from billing.models import BilledMonth, MonthEvent
from billing.months.basis import AsKnown
from billing.months.liability import liability
from billing.months.question import Question
from billing.months.spans import MonthSpan
from billing.texts.daily_amounts import daily_amounts

TO_REVIEW = (MonthStatus.OPEN, MonthStatus.CLOSED)
"""A month whose statement was credited is reviewed by itself: somebody has to say whether what came late counts."""
TO_ISSUE = (MonthStatus.REVIEWED,)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A municipality whose month stays what it was, and why."""

    municipality: str
    error: DomainError


@dataclass(frozen=True, slots=True)
class Slice:
    """What was come to: the municipalities whose step was taken, those refused, and where to go on; none at the end."""

    done: tuple[str, ...]
    refused: tuple[Refusal, ...]
    next_after: str | None


def months_in(region: str, month: int, statuses: Collection[MonthStatus]) -> list[str]:
    """The municipalities with a care episode in the month whose month is at one of these points, by code."""
    span = MonthSpan(month, month)
    answer = liability(Question(region=region, months=span, at_close=True), daily_amounts().kronor)
    rows = BilledMonth.objects.filter(region_code=region, month=month)
    written = dict(rows.values_list("municipality_code", "status"))
    found = answer.months.get_column("municipality").unique().sort().to_list()
    return [each for each in found if written.get(each, MonthStatus.OPEN) in statuses]


def review_all(
    *,
    by: Assignment,
    month: int,
    after: str = "",
    is_time_over: Callable[[], bool] = lambda: False,
    at: datetime | None = None,
) -> Slice:
    """Stands behind the figures of every month that can be reviewed and has not been."""
    region = own_region(by, Permission.REVIEW_MONTH)
    ahead, now = _ahead(region, month, TO_REVIEW, after), at or timezone.now()
    draws = DrawnTogether(dict.fromkeys(ahead, (now, AsKnown.AT_CLOSE)))

    def review(municipality: str) -> None:
        review_month(by=by, region=region, municipality=municipality, month=month, at=now, draws=draws)

    return _slice(ahead, review, is_time_over)


def issue_all(
    *,
    by: Assignment,
    month: int,
    before_the_day: bool = False,
    after: str = "",
    is_time_over: Callable[[], bool] = lambda: False,
    at: datetime | None = None,
) -> Slice:
    """Issues the statement of every month that another person has reviewed."""
    region = own_region(by, Permission.ISSUE_STATEMENT)
    ahead = _ahead(region, month, TO_ISSUE, after)
    draws = DrawnTogether(_reviewed(region, month, ahead))

    def issue(municipality: str) -> None:
        issue_statement(
            by=by,
            region=region,
            municipality=municipality,
            month=month,
            before_the_day=before_the_day,
            at=at,
            draws=draws,
        )

    return _slice(ahead, issue, is_time_over)


def own_region(by: Assignment, permission: Permission) -> str:
    """The region whose months somebody may take such a step in. Raises `NotAllowed`."""
    scope = month_scope(by)
    require(by, permission)
    if not isinstance(scope, RegionScope):
        raise NotAllowed(permission=permission.value)
    return scope.region


def _ahead(region: str, month: int, statuses: Collection[MonthStatus], after: str) -> list[str]:
    return [each for each in months_in(region, month, statuses) if each > after]


def _reviewed(region: str, month: int, municipalities: Collection[str]) -> dict[str, Known]:
    """What the latest review of each month rests on."""
    events = MonthEvent.objects.filter(
        step=MonthStep.REVIEWED,
        billed_month__region_code=region,
        billed_month__municipality_code__in=municipalities,
        billed_month__month=month,
    )
    said = events.values_list("billed_month__municipality_code", "as_of", "as_known")
    return {municipality: (as_of, AsKnown(as_known)) for municipality, as_of, as_known in said if as_of}


def _slice(ahead: Sequence[str], step: Callable[[str], None], is_time_over: Callable[[], bool]) -> Slice:
    done: list[str] = []
    refused: list[Refusal] = []
    for place, municipality in enumerate(ahead, start=1):
        try:
            step(municipality)
        except DomainError as error:
            refused.append(Refusal(municipality, error))
        else:
            done.append(municipality)
        if place < len(ahead) and is_time_over():
            return Slice(tuple(done), tuple(refused), municipality)
    return Slice(tuple(done), tuple(refused), None)
