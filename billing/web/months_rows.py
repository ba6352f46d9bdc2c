"""Municipalities' months as rows of a list: average, threshold, amount and status."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.files import load_agreements
from agreements.places import MUNICIPALITIES, REGIONS, are_one_body
from billing.core.month_life import MonthStatus
from billing.months.liability import liability
from billing.months.question import Question
from billing.months.spans import MonthSpan
from billing.texts.daily_amounts import daily_amounts
from billing.texts.terms import terms_of
from billing.web.month_figures import MonthFigures
from billing.web.months_points import POINTS, Key, point_now, written_points
from billing.web.numbers import NONE, decimal, kronor, month_as_title


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month between a region and a municipality; without figures there were no episodes, with two two texts."""

    month: int
    region: str
    municipality: str
    name: str
    figures: tuple[MonthFigures, ...]
    written: MonthStatus | None

    @property
    def point(self) -> str:
        """How far it has come; empty where it had no care episodes."""
        return str(POINTS[self._point][0]) if self._point else ""

    @property
    def point_tone(self) -> str:
        return POINTS[self._point][1] if self._point else ""

    @property
    def _point(self) -> MonthStatus | None:
        texts = [each.agreement for each in self.figures]
        return point_now(self.written, texts, self.month, timezone.now())

    @property
    def url(self) -> str:
        return reverse("billing-month", args=[self.region, self.municipality, self.month])

    @property
    def episodes(self) -> int:
        """The episodes that count, averaged and individual."""
        return sum(each.episodes + each.individual_episodes for each in self.figures)

    @property
    def excluded(self) -> int:
        return sum(each.excluded for each in self.figures)

    @property
    def average(self) -> Decimal | None:
        return self.figures[-1].average if self.figures else None

    @property
    def average_shown(self) -> str:
        shown = self.figures[-1].average_shown if self.figures else None
        return NONE if shown is None else decimal(shown, max(2, -int(shown.as_tuple().exponent)))

    @property
    def threshold_shown(self) -> str:
        threshold = self.figures[-1].terms.threshold_days if self.figures else None
        return NONE if threshold is None else decimal(threshold)

    @property
    def amount(self) -> Decimal | None:
        """What the month costs; None where a daily amount is missing."""
        amounts = [each.amount for each in self.figures]
        return None if None in amounts else sum(filter(None, amounts), Decimal(0))

    @property
    def amount_shown(self) -> str:
        return NONE if self.amount is None else kronor(self.amount)

    @property
    def missing_years(self) -> list[int]:
        return sorted({year for each in self.figures for year in each.missing_years})

    @property
    def status(self) -> str:
        if are_one_body(self.region, self.municipality):
            return _("one body: nothing to bill")
        if not self.figures:
            return _("no care episodes")
        if self.amount is None:
            return _("daily amount missing")
        if self.figures[-1].terms.threshold_days is None:
            return _("by the statute")
        if self.figures[-1].owes_average:
            return _("over the threshold")
        if self.amount:
            return _("care episodes paid by themselves")
        return _("over, but nothing owed yet") if self.figures[-1].is_over else _("within the threshold")

    @property
    def tone(self) -> str:
        if self.figures and self.amount is None:
            return "danger"
        return "warning" if self.amount else "neutral"


SORTS = {
    "name": lambda row: row.name,
    "episodes": lambda row: row.episodes,
    "average": lambda row: (row.average is not None, row.average or 0),
    "amount": lambda row: (row.amount is None, row.amount or 0),
}


def in_order(rows: list[MonthRow], sort: str) -> list[MonthRow]:
    """Sorted as a column's heading asks; as given unless it does."""
    key = SORTS.get(sort.removeprefix("-"))
    return rows if key is None else sorted(rows, key=key, reverse=sort.startswith("-"))


def rows_of_region(region: str, month: int) -> list[MonthRow]:
    """Every municipality of the county, then those of others that had a patient there."""
    span = MonthSpan(month, month)
    figures = _figures(Question(region=region, months=span, at_close=True))
    written = written_points(span, region_code=region)
    others = sorted({key[2] for key in figures} - _of_county(region))
    return [
        MonthRow(
            month,
            region,
            code,
            MUNICIPALITIES[code].name,
            figures[month, region, code],
            written.get((month, region, code)),
        )
        for code in [*sorted(_of_county(region)), *others]
    ]


def rows_of_municipality(municipality: str, months: MonthSpan) -> list[MonthRow]:
    """The months with the own region, the latest first, and with others where there were patients."""
    figures = _figures(Question(municipality=municipality, months=months, at_close=True))
    written = written_points(months, municipality_code=municipality)
    own = MUNICIPALITIES[municipality].region
    rows = []
    for month in reversed(list(months)):
        others = sorted(region for at, region, _code in figures if at == month and region != own)
        for region in [own, *others]:
            name = month_as_title(month) + (f", {REGIONS[region].name}" if region != own else "")
            key = (month, region, municipality)
            rows.append(MonthRow(*key, name, figures[key], written.get(key)))
    return rows


def _of_county(region: str) -> set[str]:
    return {code for code, place in MUNICIPALITIES.items() if place.region == region}


def _figures(asked: Question) -> "defaultdict[Key, tuple[MonthFigures, ...]]":
    amounts = daily_amounts()
    answer = liability(asked, amounts.kronor)
    figures: defaultdict[Key, tuple[MonthFigures, ...]] = defaultdict(tuple)
    texts = {slug: (text, terms_of(text)) for slug, text in load_agreements().items()}
    for row in answer.months.iter_rows(named=True):
        kronor_of_year = amounts.kronor(row["region"]).get(row["month"] // 12)
        each = MonthFigures.of(row, *texts[row["agreement"]], kronor_of_year)
        figures[each.month, each.region, each.municipality] += (each,)
    return figures
