"""The care episodes of some months as they are followed up: the months' own lines, with what was done in time."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from agreements.agreement import Agreement
from agreements.dated import DatePeriod, Words
from agreements.files import load_agreements
from agreements.places import MUNICIPALITIES
from billing.core.conditions import not_done_by_discharge
from billing.core.follow_up import STAYS, Figures, figures_by, figures_of, protected
from billing.core.reasons import Reason, Status
from billing.months.liability import liability
from billing.months.question import Question
from billing.months.spans import MonthSpan, first_day, last_day
from billing.texts.daily_amounts import daily_amounts
from billing.texts.endings import Endings, known_endings
from billing.texts.governing import governed_periods
from coordination.published import EpisodeProcess, episode_processes

MONTHS_SHOWN = 12
PROCESS_COLUMNS = (
    "region",
    "episode_id",
    "patient",
    "hospital",
    "ward",
    "sip_was_held",
    "is_readmitted",
    "deviations",
)


def stays_of(asked: Question) -> pl.DataFrame:
    """The stays of the asked months, a row each with the columns of `STAYS`, without what a correction took out."""
    answer = liability(asked, daily_amounts().kronor)
    lines = answer.episodes.select(
        "region",
        "municipality",
        "month",
        "reason",
        "admission_notice_is_late",
        "sip_call_is_late",
        "days",
        "status",
    )
    facts = answer.facts.drop("region", "municipality", "agreement")
    both = pl.concat([lines, facts], how="horizontal").filter(pl.col("reason") != Reason.TAKEN_OUT)
    both = both.join(_processes(asked, both), on=["region", "episode_id"], how="left")
    is_counted = pl.col("status") != Status.EXCLUDED
    return both.with_columns(
        patient=pl.coalesce("patient", pl.format("{}:{}", "region", "episode_id")),
        hospital=pl.col("hospital").fill_null(""),
        ward=pl.col("ward").fill_null(""),
        days=pl.when(is_counted).then("days"),
        notice_is_owed="needs_municipal_services",
        notice_in_time=~pl.col("admission_notice_is_late") & ~not_done_by_discharge("admission_notice_at"),
        sip_is_owed="sip_required",
        sip_call_in_time=~pl.col("sip_call_is_late") & pl.col("sip_called_at").is_not_null(),
        is_of_ours=pl.col("deviations").is_not_null(),
        sip_was_held=pl.col("sip_was_held").fill_null(False),
        is_readmitted=pl.col("is_readmitted").fill_null(False),
        deviations=pl.col("deviations").fill_null(0),
    ).select(pl.col(name).cast(kind) for name, kind in STAYS.items())


def _processes(asked: Question, stays: pl.DataFrame) -> pl.DataFrame:
    """What our own cases tell besides, of the stays' dates of discharge."""
    first, last = (_day(stays, at) for at in ("min", "max"))
    dates = DatePeriod(first or first_day(asked.months.first), last or last_day(asked.months.last))
    found = episode_processes(dates, region=asked.region, municipality=asked.municipality)
    rows = [[getattr(one, name) for name in PROCESS_COLUMNS] for one in found]
    kinds = {name: STAYS.get(name, pl.String) for name in PROCESS_COLUMNS}
    assert set(PROCESS_COLUMNS) == set(EpisodeProcess.__dataclass_fields__)  # noqa: S101  # told at the first look
    return pl.DataFrame(rows, schema=kinds, orient="row")


def _day(stays: pl.DataFrame, at: str) -> date | None:
    days = stays.get_column("discharged_at").cast(pl.Date)
    found = days.min() if at == "min" else days.max()
    return found if isinstance(found, date) else None


@dataclass(frozen=True, slots=True)
class Compared:
    """The municipalities of an agreement's month beside each other, as the reader may see them, and all together."""

    parts: dict[str, Figures]
    total: Figures


def compared(stays: pl.DataFrame, text: Agreement, own: frozenset[str]) -> Compared:
    """The agreement's municipalities in the stays' months together; `own` are those that the reader is a party to."""
    theirs = stays.filter(pl.col("region") == text.region, pl.col("municipality").is_in(text.municipalities))
    parts = {str(key): figures for (key,), figures in figures_by(theirs, "municipality").items()}
    nothing = figures_of(theirs.clear())
    every = {code: parts.get(code, nothing) for code in text.municipalities}
    return Compared(*protected(every, figures_of(theirs), own))


@dataclass(frozen=True, slots=True)
class Report:
    """A report that a text asks for: its place among the text's, what it is, who gets it, and its months."""

    text: Agreement
    number: int
    what: Words
    to: str
    how_often: str
    contains: tuple[Words, ...]

    def months(self, month: int) -> MonthSpan:
        """The calendar year of the month for a yearly one, else the month itself."""
        first = month - month % 12
        return MonthSpan(first, first + 11) if self.how_often == "yearly" else MonthSpan(month, month)


def agreement_of(
    region: str, municipality: str | None, month: int, endings: Endings | None = None
) -> Agreement | None:
    """The agreement that governs on the month's last day; none where the statute does.

    Of a region without a municipality said: the one with the first of its municipalities that has one.
    """
    day = last_day(month)
    endings = endings or known_endings()
    codes = (
        [municipality]
        if municipality
        else [code for code, one in MUNICIPALITIES.items() if one.region == region]
    )
    for code in codes:
        for each in governed_periods(region, code, DatePeriod(day, day), endings):
            if each.governing.agreement.kind == "agreement":
                return each.governing.agreement
    return None


def reports_of(text: Agreement) -> tuple[Report, ...]:
    """All that the text asks for, numbered from 1."""
    return tuple(
        Report(text, number, row["what"], row["to"], row["how_often"], tuple(row["contains"]))
        for number, row in enumerate(text.terms["follow_up"].value, start=1)
    )


def report(slug: str, number: int) -> Report | None:
    """One by its address."""
    text = load_agreements().get(slug)
    return next((one for one in reports_of(text) if one.number == number), None) if text else None


def experience_counts(report: Report, months: MonthSpan) -> tuple[tuple[str, int], ...]:
    """What patients and relatives have said of the months, as names and numbers; nobody enters it yet."""
    return ()
