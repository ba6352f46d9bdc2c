"""Many deadlines seen to in batches, where one that cannot be seen to keeps none of the others waiting.

1. A batch is one transaction. What another process or a writer holds is left to them.
2. A batch that fails is done once more row by row; the row that fails alone is set aside, and skipped from then on.
3. What was set aside is tried again alone, every hour: after the mistake has been mended nobody need do anything.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache

from django.core.exceptions import ObjectDoesNotExist
from django.db import DataError, IntegrityError, InternalError, ProgrammingError, transaction
from django.db.models import Expression

from accounts.models.statements import Given, Prepared
from coordination.models import Deadline, EngineWork, SetAside
from coordination.models.deadline import DeadlineQuerySet

logger = logging.getLogger(__name__)

# A row can be to blame for these. Not for a database that is away, two who wait for each other, or a time limit.
FAULTS_OF_A_ROW = (
    *(DataError, IntegrityError, InternalError, ProgrammingError, ObjectDoesNotExist),
    *(ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError),
)

TO_TRY_AGAIN = Prepared(lambda: SetAside.objects.to_try_again(Given("work"), Given("now")))

SeeTo = Callable[[Sequence[Deadline]], int]
# Those that are due at a time, in their order.
Due = Callable[[datetime | Expression], DeadlineQuerySet]


def see_to_all(due: Due, see_to: SeeTo, *, work: EngineWork, now: datetime, batch: int) -> int:
    """The sum of what `see_to` gave for each batch of the rows that are due, in their order, each committed."""
    next_batch = _next_batch(due, work, batch)
    done = 0
    while True:
        try:
            count = _batch(lambda: next_batch(now=now), see_to)
        except FAULTS_OF_A_ROW:
            count = _one_by_one(_well(due(now), work), see_to, work, now, batch)
        if count is None:
            return done + _again(due, see_to, work, now)
        done += count


@cache
def _next_batch(due: Due, work: EngineWork, batch: int) -> Prepared[Deadline]:
    """Written once: most sweeps find nothing, and would spend their time on writing what they ask."""
    return Prepared(lambda: _locked(_well(due(Given("now")), work))[:batch])


def _well(due: DeadlineQuerySet, work: EngineWork) -> DeadlineQuerySet:
    return due.exclude(pk__in=SetAside.objects.of(work))


def _locked(due: DeadlineQuerySet) -> DeadlineQuerySet:
    return due.select_for_update(skip_locked=True, of=("self",))


@transaction.atomic
def _batch(lock: Callable[[], Sequence[Deadline]], see_to: SeeTo) -> int | None:
    """None when there is none."""
    rows = lock()
    return see_to(rows) if rows else None


def _alone(row: DeadlineQuerySet, see_to: SeeTo) -> int:
    return _batch(lambda: list(_locked(row)), see_to) or 0


def _one_by_one(due: DeadlineQuerySet, see_to: SeeTo, work: EngineWork, now: datetime, batch: int) -> int:
    done = 0
    for pk in list(due.values_list("pk", flat=True)[:batch]):
        try:
            done += _alone(due.filter(pk=pk), see_to)
        except FAULTS_OF_A_ROW as error:
            logger.exception("a deadline is set aside", extra={"code": work.value})
            SetAside.objects.put(work, pk, type(error).__qualname__, now)
    return done


def _again(due: Due, see_to: SeeTo, work: EngineWork, now: datetime) -> int:
    done = 0
    for aside in TO_TRY_AGAIN(work=work, now=now):
        row = due(now).filter(pk=aside.deadline)
        try:
            done += _alone(row, see_to)
        except FAULTS_OF_A_ROW as error:
            SetAside.objects.put(work, aside.deadline, type(error).__qualname__, now)
            continue
        if not row.exists():
            aside.delete()
    return done
