"""The figures of one month's statements: those of all municipalities at once, and a region's as its people do it."""

import statistics
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import polars as pl
from django.db import transaction
from django.utils import timezone

from accounts.access.roles import Role
from accounts.models import Assignment, Organisation, UnitKind
from agreements.places import MUNICIPALITIES, REGIONS
from bench.figures import Figure, scaled, seconds
from bench.stored_episodes import StoredEpisodes
from bench.throwaway import Throwaway
from billing.actions.all_months import issue_all, review_all
from billing.core.months import month_name, month_named
from billing.models import Statement, StatementKind, StatementLine
from billing.months.basis import AsKnown
from billing.months.together import MonthTogether
from billing.statements.digests import code_version
from billing.statements.drafts import Draft
from billing.statements.drawing import drawn
from billing.statements.stored import store_drafts
from tests.cast import make_assignment, make_organisation, make_unit

YEAR = 2020
"""Of the years whose daily amount ships the one in which most texts are in force: two agreements and the statute."""
MONTH = month_named(f"{YEAR}-12")
EPISODES_OF_YEAR = scaled(300_000)
"""So many that 25 000 of them end in the month."""
IN_MONTH = pl.col("discharged_at").dt.strftime("%Y-%m") == month_name(MONTH)
LARGEST = "14"
ROUNDS = 3
MOST_SECONDS = 1.5


def measured(database: Throwaway) -> Iterator[Figure]:
    stored = StoredEpisodes(database)
    first, second = controllers()
    add_episodes(stored, IN_MONTH)
    yield from figures_of_all(database, first, second, "", MOST_SECONDS)
    # As they would be there: some of them are read, for a window that looks back and for other readings.
    add_episodes(stored, IN_MONTH.not_().fill_null(True))
    yield from figures_of_all(database, first, second, " among those of a year", None)
    yield from figures_of_region(database, first, second)
    forget_statements(database)
    stored.forget()


def add_episodes(stored: StoredEpisodes, where: pl.Expr) -> None:
    """Of patients that are their own region's, as nearly all are."""
    towns = Counter(place.region for place in MUNICIPALITIES.values())
    start = 0
    for region in REGIONS:
        count = EPISODES_OF_YEAR * towns[region] // len(MUNICIPALITIES)
        stored.add(range(start, start + count), first_year=YEAR, years=1, region=region, where=where)
        start += count


def figures_of_all(
    database: Throwaway, first: Assignment, second: Assignment, among: str, most: float | None
) -> Iterator[Figure]:
    """Read, drawn up, digested and stored, to the end of the transaction."""
    taken: list[float] = []
    ours: list[float] = []
    for _ in range(ROUNDS):
        forget_statements(database)
        before = time.process_time()
        taken.append(seconds(lambda: all_statements(first, second)))
        ours.append(time.process_time() - before)
    name = f"{Statement.objects.count()} statements with {StatementLine.objects.count()} lines"
    yield Figure(f"{name}{among}, drawn and stored", statistics.median(taken), most, " s")
    yield Figure(f"{name}{among}, CPU of our own process", statistics.median(ours), None, " s")


def all_statements(first: Assignment, second: Assignment) -> None:
    now = timezone.now()
    with transaction.atomic():
        drafts = [
            each for each in drawn(MonthTogether(month=MONTH, as_of=now)).values() if isinstance(each, Draft)
        ]
        statements = [statement_of(draft, place, first, second, now) for place, draft in enumerate(drafts, 1)]
        Statement.objects.bulk_create(statements)
        store_drafts(dict(zip(statements, drafts, strict=True)))


def statement_of(draft: Draft, place: int, first: Assignment, second: Assignment, now: datetime) -> Statement:
    return Statement(
        kind=StatementKind.STATEMENT,
        region_code=draft.region,
        municipality_code=draft.municipality,
        month=draft.month,
        year=now.year,
        place=place,
        number=f"{draft.region}-{now.year}-{place:04}",
        issued_at=now,
        issued_by=second,
        issued_by_user=second.user,
        prepared_by=first,
        prepared_by_user=first.user,
        as_of=now,
        as_known=AsKnown.AT_CLOSE.value,
        amount=draft.amount,
        code_version=code_version(),
        facts_digest=draft.facts_digest,
        digest=draft.digest,
    )


def figures_of_region(database: Throwaway, first: Assignment, second: Assignment) -> Iterator[Figure]:
    """Each month with its lock, its events and its number, in a transaction of its own."""
    taken: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        forget_statements(database)
        taken.append(
            (
                seconds(lambda: review_all(by=first, month=MONTH)),
                seconds(lambda: issue_all(by=second, month=MONTH, before_the_day=True)),
            )
        )
    name = f"{Statement.objects.count()} months of the largest region"
    for what, runs in zip(("reviewed", "issued"), zip(*taken, strict=True), strict=True):
        yield Figure(f"{name}, {what} one by one", statistics.median(runs), None, " s")


def controllers() -> tuple[Assignment, Assignment]:
    """Two of the largest region's."""
    region = make_organisation(Organisation.Kind.REGION, "Västra Götalandsregionen", LARGEST)
    office = make_unit(region, "Ekonomi", UnitKind.FINANCE)
    first, second = (make_assignment(office, Role.REGION_CONTROLLER, who) for who in ("Rea Ros", "Rune Ros"))
    return first, second


def forget_statements(database: Throwaway) -> None:
    with database.as_owner() as owner:
        owner.execute("TRUNCATE billing_statement, billing_statementseries, billing_billedmonth CASCADE")
