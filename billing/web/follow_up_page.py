"""What a follow-up's page is made of: twelve months with their trends, and one month by municipality, ward or care."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

import polars as pl
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import CareType
from agreements.agreement import Agreement
from agreements.places import MUNICIPALITIES, REGIONS
from billing.access import MunicipalityScope, RegionScope
from billing.core.follow_up import Figures, Indicator, figures_by, figures_of
from billing.months.follow_up import (
    MONTHS_SHOWN,
    Compared,
    Report,
    agreement_of,
    compared,
    reports_of,
    stays_of,
)
from billing.months.in_address import EARLIEST, this_month
from billing.months.question import Question
from billing.months.spans import MonthSpan
from billing.web.follow_up_words import NAMES, Shown, main_value, shown, shown_figures
from billing.web.month_history import Point
from billing.web.numbers import month_as_title, short_month

AXES: Mapping[str, Promise | str] = {
    "municipality": gettext_lazy("Municipality"),
    "hospital": gettext_lazy("Hospital"),
    "ward": gettext_lazy("Ward"),
    "care_type": gettext_lazy("Care type"),
}
CHARTS = (Indicator.DAY_ZERO, Indicator.DAYS, Indicator.FOUR_OR_MORE)


@dataclass(frozen=True, slots=True)
class Row:
    """A month or a part of one, with its figures."""

    name: str
    key: str
    figures: Figures

    @property
    def shown(self) -> list[Shown]:
        return list(shown_figures(self.figures))


@dataclass(frozen=True, slots=True)
class Trend:
    """A chart: its title, and a point a month."""

    title: str
    points: list[Point]


@dataclass(frozen=True)
class FollowUpPage:
    """Of a region with its municipalities, or a municipality with every region and beside the agreement's others."""

    scope: RegionScope | MunicipalityScope
    month: int
    axis: str
    stays: pl.DataFrame = field(repr=False)

    @classmethod
    def of(cls, scope: RegionScope | MunicipalityScope, month: int, axis: str) -> "FollowUpPage":
        return cls(scope, month, axis, stays_of(scope.question(_span(month))))

    @property
    def span(self) -> MonthSpan:
        return _span(self.month)

    @property
    def name(self) -> str:
        match self.scope:
            case RegionScope(region):
                return REGIONS[region].name
            case MunicipalityScope(municipality):
                return MUNICIPALITIES[municipality].name

    @cached_property
    def text(self) -> Agreement | None:
        """The agreement whose parties are compared and whose reports there are."""
        match self.scope:
            case RegionScope(region):
                return agreement_of(region, None, self.month)
            case MunicipalityScope(municipality):
                return agreement_of(MUNICIPALITIES[municipality].region, municipality, self.month)

    @property
    def reports(self) -> tuple[Report, ...]:
        return () if self.text is None else reports_of(self.text)

    @property
    def is_running(self) -> bool:
        """Whether the month has not ended: the figures still change."""
        return self.month >= this_month()

    @cached_property
    def months(self) -> list[Row]:
        """The months with any care episode, the latest first."""
        found = figures_by(self.stays, "month")
        rows = [Row(month_as_title(int(str(key))), str(key), figures) for (key,), figures in found.items()]
        return rows[::-1]

    @property
    def together(self) -> list[Shown]:
        return list(shown_figures(figures_of(self.stays)))

    @property
    def headings(self) -> list[str]:
        return [str(name) for name in NAMES.values()]

    @cached_property
    def of_month(self) -> pl.DataFrame:
        return self.stays.filter(month=self.month)

    @cached_property
    def _compared(self) -> Compared | None:
        """Beside the others of the agreement, for a municipality: of their patients it is no party.

        Not while the month runs: from one day's figures to the next it would tell of single patients.
        """
        if not isinstance(self.scope, MunicipalityScope) or self.text is None:
            return None
        if self.axis != "municipality" or self.is_running:
            return None
        month = MonthSpan(self.month, self.month)
        stays = stays_of(Question(region=self.text.region, months=month, at_close=True))
        return compared(stays, self.text, frozenset({self.scope.municipality}))

    @cached_property
    def parts(self) -> list[Row]:
        """The month by the chosen axis."""
        if self._compared:
            named = [Row(MUNICIPALITIES[key].name, key, one) for key, one in self._compared.parts.items()]
        else:
            found = figures_by(self.of_month, self.axis)
            named = [Row(part_name(self.axis, str(key)), str(key), one) for (key,), one in found.items()]
        return sorted(named, key=lambda row: row.name)

    @property
    def compares_later(self) -> bool:
        """Whether the others of the agreement stand here when the month has ended."""
        is_municipality = isinstance(self.scope, MunicipalityScope) and self.axis == "municipality"
        return is_municipality and self.is_running and self.text is not None

    @property
    def whole(self) -> Figures:
        return self._compared.total if self._compared else figures_of(self.of_month)

    @property
    def whole_shown(self) -> list[Shown]:
        return list(shown_figures(self.whole))

    @property
    def hides(self) -> bool:
        """Whether any figure of the parts is hidden."""
        return any(cell is None for row in self.parts for cell in row.figures.values())

    @property
    def trends(self) -> Iterator[Trend]:
        """The three directions, each against all the months together."""
        names = {
            Indicator.DAY_ZERO: _("Home on day 0, per cent"),
            Indicator.DAYS: _("Average, days"),
            Indicator.FOUR_OR_MORE: _("4 days or more, per cent"),
        }
        all_months = figures_of(self.stays)
        for indicator in CHARTS:
            level = main_value(indicator, all_months[indicator])
            if level is not None:
                yield Trend(names[indicator], [self._point(each, indicator, level) for each in self.span])

    def _point(self, month: int, indicator: Indicator, level: Decimal) -> Point:
        cell = next((row.figures[indicator] for row in self.months if row.key == str(month)), None)
        is_known = cell is not None and cell.of
        return Point(
            label=month_as_title(month),
            short_label=short_month(month),
            value=main_value(indicator, cell),
            threshold=level,
            is_over=False,
            note=shown("", indicator, cell).note if is_known else _("no care episodes"),
        )


def _span(month: int) -> MonthSpan:
    """The month and the eleven before it."""
    return MonthSpan(max(EARLIEST, month - MONTHS_SHOWN + 1), month)


def part_name(axis: str, key: str) -> str:
    """A part of the month as its row is called."""
    match axis:
        case "municipality":
            return MUNICIPALITIES[key].name if key in MUNICIPALITIES else _("Outside Sweden")
        case "care_type":
            return str(CareType(key).label)
        case _:
            return key or _("Not known: from a file")
