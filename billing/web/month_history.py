"""The months before: as points of a chart against the threshold, or as a list where there is no average."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from billing.months.spans import MonthSpan, last_day
from billing.texts.governing import GovernedPeriod
from billing.web.month_figures import MonthFigures
from billing.web.numbers import kronor, month_as_title, short_month, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A month in the chart, as the component asks for it."""

    label: str
    short_label: str
    value: Decimal | None
    threshold: Decimal
    is_over: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastMonth:
    """A month that the statute governs, which has no average to draw."""

    month: int
    name: str
    episodes: str
    days: str
    note: str


def points(
    months: MonthSpan, periods: Sequence[GovernedPeriod], figures: Sequence[MonthFigures]
) -> Iterator[Point]:
    """A point for each month in which, on its last day, a text with an average governs."""
    for month in months:
        last = last_day(month)
        text = next((each.governing.agreement for each in periods if last in each.period), None)
        if text is None or (threshold := text.terms["threshold_days"].value) is None:
            continue
        of_text = (each for each in figures if each.month == month and each.agreement.slug == text.slug)
        known = next(of_text, None)
        yield Point(
            label=month_as_title(month),
            short_label=short_month(month),
            value=None if known is None else known.average,
            threshold=threshold,
            is_over=known is not None and known.is_over,
            note=note(known),
        )


def past_month(figures: MonthFigures) -> PastMonth:
    """A month as a line."""
    return PastMonth(
        month=figures.month,
        name=month_as_title(figures.month),
        episodes=whole(figures.individual_episodes),
        days=whole(figures.individual_days),
        note=note(figures),
    )


def note(figures: MonthFigures | None) -> str:
    """What follows from a month, in a few words."""
    if figures is None:
        return _("no care episodes")
    if figures.amount is None:
        return _("the daily amount is missing")
    if figures.amount:
        return kronor(figures.amount)
    return _("over, but nothing owed yet") if figures.is_over else _("nothing to pay")
