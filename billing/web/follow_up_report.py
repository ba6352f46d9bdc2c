"""A report that an agreement asks for, as a paper and as a workbook: the same for whoever fetches it.

It leaves the house for a joint group, so that small counts are protected as from somebody who is a party to none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import polars as pl
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from agreements.places import MUNICIPALITIES
from billing.core.follow_up import Figures, Indicator, figures_of
from billing.core.months import month_name
from billing.months.follow_up import Compared, Report, compared, experience_counts, stays_of
from billing.months.in_address import this_month
from billing.months.question import Question
from billing.months.spans import MonthSpan
from billing.web.follow_up_words import NAMES, change, in_language, shown_figures
from billing.web.numbers import NONE, month, month_as_title
from look.paper import Paper, Section, pdf_of
from look.workbook import Sheet, as_workbook

HOW_MANY = tuple(range(1, len(Indicator) + 1))
OF_DAYS, IN_TIME, AFTERWARDS = HOW_MANY[:4], HOW_MANY[4:7], HOW_MANY[7:]
WIDEST = 6
"""So many columns stand beside each other on a paper."""


@dataclass(frozen=True)
class ReportFile:
    """One report over its months, beside the same months before."""

    report: Report
    month: int

    @property
    def months(self) -> MonthSpan:
        """Those that have ended: from one day's figures to the next a running month would tell of single patients."""
        asked = self.report.months(self.month)
        return MonthSpan(asked.first, min(asked.last, this_month() - 1))

    @property
    def months_before(self) -> MonthSpan:
        """The month before, or the same months a year ago."""
        back = 12 if self.report.how_often == "yearly" else 1
        return MonthSpan(self.months.first - back, self.months.last - back)

    @property
    def file_name(self) -> str:
        return f"{self.report.text.slug}-{self.report.number}-{month_name(self.month)}"

    @cached_property
    def _stays(self) -> pl.DataFrame:
        """Of both periods, read at once."""
        months = MonthSpan(self.months_before.first, self.months.last)
        asked = Question(region=self.report.text.region, months=months, at_close=True)
        found = stays_of(asked)
        return found.filter(pl.col("municipality").is_in(self.report.text.municipalities))

    @cached_property
    def by_municipality(self) -> Compared:
        return self._compared(self.months.first, self.months.last)

    @cached_property
    def by_month(self) -> dict[int, Compared]:
        return {each: self._compared(each, each) for each in self.months}

    @cached_property
    def total(self) -> Figures:
        """Of the period; of several months only where each month's can be told, or what is left would be told."""
        return self._total(self.months)

    @cached_property
    def before(self) -> Figures:
        """Of the period before."""
        return self._total(self.months_before)

    def _total(self, months: MonthSpan) -> Figures:
        totals = [self._compared(each, each).total for each in months]
        whole = figures_of(self._stays.filter(pl.col("month").is_between(months.first, months.last)))
        return {one: cell if all(each[one] for each in totals) else None for one, cell in whole.items()}

    def _compared(self, first: int, last: int) -> Compared:
        stays = self._stays.filter(pl.col("month").is_between(first, last))
        return compared(stays, self.report.text, frozenset())

    @property
    def facts(self) -> Iterator[tuple[str, str]]:
        """What stands below the title."""
        yield _("Agreement"), self.report.text.name
        yield _("To"), self.report.to
        first, last = self.months.first, self.months.last
        yield _("Months"), month(first) if first == last else f"{month(first)} {NONE} {month(last)}"
        yield _("Made on"), timezone.localdate().isoformat()
        if last < self.report.months(self.month).last:
            yield _("To bear in mind"), _("The year has not ended: only the months that have are in it.")

    @property
    def rows(self) -> list[list[str]]:
        """Indicator by indicator: now, the period before, the change."""
        return [
            [now.name, now.as_line, then.as_line, change(one, self.total[one], self.before[one])]
            for one, now, then in zip(
                NAMES, shown_figures(self.total), shown_figures(self.before), strict=True
            )
        ]

    @property
    def month_rows(self) -> list[list[str]]:
        return [
            [month_as_title(key), *(each.as_line for each in shown_figures(one.total))]
            for key, one in self.by_month.items()
        ]

    @property
    def municipality_rows(self) -> list[list[str]]:
        """Of one month only: a year's would give away the month that is hidden."""
        if self.months.first != self.months.last:
            return []
        return [
            [MUNICIPALITIES[code].name, *(each.as_line for each in shown_figures(one))]
            for code, one in self.by_municipality.parts.items()
        ]


def report_pdf(file: ReportFile) -> bytes:
    """The paper, in Swedish as the groups read it."""
    with override("sv"):
        title = in_language(file.report.what)
        paper = Paper(
            title=title,
            language="sv",
            facts=list(file.facts),
            sections=list(_sections(file)),
            foot=f"{title}, {month(file.month)}",
        )
    return pdf_of(paper)


def report_workbook(file: ReportFile) -> bytes:
    """The same tables, a sheet each."""
    with override("sv"):
        return as_workbook(
            [Sheet(section.heading, section.header, section.rows) for section in _tables(file)],
            title=in_language(file.report.what),
            made_at=timezone.localtime(),
        )


def _sections(file: ReportFile) -> Iterator[Section]:
    asked = [in_language(words) for words in file.report.contains]
    if asked:
        yield Section(
            _("What the agreement asks for"),
            text=" ".join(f"{each}." for each in asked),
        )
    for table in _tables(file):
        yield from _as_wide_as_a_paper(table)
    if not experience_counts(file.report, file.months):
        yield Section(
            _("Patients' and relatives' experience"),
            text=_("Nothing has been entered for these months."),
        )
    yield Section(_("How the figures are made"), text=how_figures_are_made())


def _as_wide_as_a_paper(table: Section) -> Iterator[Section]:
    """A table of all the figures as three: of the days, of what was done in time, and of what came after."""
    if len(table.header) <= WIDEST:
        yield table
        return
    for part, columns in ((_("the days"), OF_DAYS), (_("in time"), IN_TIME), (_("afterwards"), AFTERWARDS)):
        yield Section(
            f"{table.heading}: {part}",
            header=[table.header[at] for at in (0, *columns)],
            rows=[[row[at] for at in (0, *columns)] for row in table.rows],
            figures=tuple(range(1, len(columns) + 1)),
        )


def _tables(file: ReportFile) -> Iterator[Section]:
    names = [str(name) for name in NAMES.values()]
    yield Section(
        _("Together"),
        header=(_("What"), _("Now"), _("The period before"), _("How it has changed")),
        rows=file.rows,
        figures=(1, 2, 3),
    )
    if file.months.first != file.months.last:
        yield Section(_("By month"), header=[_("Month"), *names], rows=file.month_rows, figures=HOW_MANY)
    if rows := file.municipality_rows:
        yield Section(_("By municipality"), header=[_("Municipality"), *names], rows=rows, figures=HOW_MANY)
    if said := experience_counts(file.report, file.months):
        yield Section(
            _("Patients' and relatives' experience"),
            header=(_("What"), _("How many")),
            rows=[(name, str(number)) for name, number in said],
            figures=(1,),
        )


def how_figures_are_made() -> str:
    """What is taken for granted, and how few are protected."""
    return _(
        "Home on day 0, days and 4 days or more are of the care episodes that count in the month; notices and SIP "
        "calls of all that needed one. SIPs held, readmissions and deviations are of the cases kept here, not of "
        "imported ones. In reports, and for who is no party, a figure that rests on fewer than 5 patients is hidden, "
        "and so is every other by which it could be worked out."
    )
