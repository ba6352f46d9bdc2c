"""What of the access log is shown: the filter of its page, as the address has it, and the looks that pass it."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict

from accounts.access.log_review import looks_to_review
from accounts.audit import record_look, record_look_at_many, subject_of
from accounts.models import AccessLogEntry, Assignment, User
from coordination.core.civil import STOCKHOLM
from coordination.models import Case

LATEST_DAYS = 30
PEOPLE_AT_MOST = 20


@dataclass(frozen=True)
class LogFilter:
    """A person and cases by their keys, what was sought by its marks, and civil days.

    An address says neither a name nor a number.
    """

    first: date | None = None
    last: date | None = None
    person: int | None = None
    cases: tuple[UUID, ...] = field(default=())
    sought: tuple[str, ...] = field(default=())

    @classmethod
    def of_address(cls, said: QueryDict, today: date) -> "LogFilter":
        """What the address asks for; what in it can't be read is as if it were not there. Unasked: the latest days."""
        asked = cls(
            first=_read(_day, said.get("from")),
            last=_read(_day, said.get("to")),
            person=_read(_key, said.get("person")),
            cases=tuple(case for one in said.getlist("case") if (case := _read(UUID, one))),
            sought=tuple(mark for one in said.getlist("sought") if (mark := _read(_mark, one))),
        )
        return asked.or_latest(today)

    def or_latest(self, today: date) -> "LogFilter":
        """The latest days, where neither days nor cases nor what was sought are asked for."""
        if self.cases or self.sought or self.first or self.last:
            return self
        return LogFilter(today - timedelta(days=LATEST_DAYS), today, self.person)

    def as_query(self) -> str:
        """The same for an address."""
        said: list[tuple[str, Any]] = [("from", self.first), ("to", self.last), ("person", self.person)]
        said += [("case", case) for case in self.cases]
        said += [("sought", mark) for mark in self.sought]
        return urlencode([(key, value) for key, value in said if value is not None])

    @property
    def subject(self) -> str:
        """What the access log calls the list that was looked at."""
        person = f" person {self.person}" if self.person else ""
        return f"log {self.first or ''}/{self.last or ''}{person}{' sought' if self.sought else ''}"


def looks(by: Assignment, wanted: LogFilter) -> QuerySet[AccessLogEntry]:
    """The looks that the reviewer may see and asks for, latest first, each with its case's number as `number`."""
    passes = Q()
    if wanted.first:
        passes &= Q(looked_at__gte=_midnight(wanted.first))
    if wanted.last:
        passes &= Q(looked_at__lt=_midnight(wanted.last + timedelta(days=1)))
    if wanted.person:
        passes &= Q(user=wanted.person)
    if wanted.cases:
        passes &= Q(case_id__in=wanted.cases)
    if wanted.sought:
        passes &= Q(subject__in=[subject_of(mark) for mark in wanted.sought])
    number = Case.objects.filter(pk=OuterRef("case_id")).values("number")
    with_people = looks_to_review(by).select_related("user", "assignment__unit")
    return with_people.filter(passes).annotate(number=Subquery(number)).order_by("-looked_at", "-pk")


@transaction.atomic
def extract(by: Assignment, case_id: UUID) -> list[AccessLogEntry]:
    """When somebody looked at a case and from which unit (PDL 8 kap. 5 §); nothing where nobody has. A look itself.

    Our choice: no names of those who looked, since the law asks for the unit and the time.
    """
    entries = list(looks(by, LogFilter(cases=(case_id,))))
    if entries:
        record_look(assignment=by, case_id=case_id, what="log extract")
    return entries


def log_the_look(by: Assignment, wanted: LogFilter, entries: list[AccessLogEntry]) -> None:
    """One entry for each case that was asked for and shown; else one for the list as a whole."""
    shown = {entry.case_id for entry in entries if entry.case_id in wanted.cases}
    for case_id in sorted(case for case in shown if case):
        record_look(assignment=by, case_id=case_id, what="log")
    if not shown:
        record_look_at_many(assignment=by, subject=wanted.subject, what="log")


def cases_called(by: Assignment, number: str) -> list[UUID]:
    """The cases with that number at which somebody of the reviewer's organisation has looked. Regions may share one."""
    called = Case.objects.filter(number__iexact=number)
    return [case.pk for case in called if looks_to_review(by).filter(case_id=case.pk).exists()]


def people_called(by: Assignment, wanted: str) -> QuerySet[User]:
    """The people who have worked in the reviewer's organisation and are called so, or have that address."""
    named = Q()
    for word in wanted.split():
        named &= Q(name__icontains=word)
    theirs = User.objects.filter(assignments__unit__organisation=by.unit.organisation_id)
    return theirs.filter(named | Q(email=wanted.strip())).distinct()[: PEOPLE_AT_MOST + 1]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, STOCKHOLM)


def _day(said: str) -> date:
    """A day that no clock trips over: the log has none of others."""
    day = date.fromisoformat(said)
    if not 2000 <= day.year < 3000:
        raise ValueError("not a day of the log")
    return day


def _key(said: str) -> int:
    key = int(said)
    if not 0 < key < 2**63:
        raise ValueError("not a key")
    return key


def _mark(said: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{24}", said):
        raise ValueError("not a mark")
    return said


def _read(kind: Any, said: str | None) -> Any:
    try:
        return kind(said) if said else None
    except (ValueError, OverflowError):
        return None
