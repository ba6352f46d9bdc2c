"""A municipality's month in a few sentences, the first of which says it all."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from billing.web.month_figures import SHOWN, MonthFigures
from billing.web.numbers import decimal, plain, whole


def sentences(figures: MonthFigures) -> Iterator[str]:
    """What there is to pay, and why."""
    if figures.terms.threshold_days is None:
        yield _by_statute(figures)
    else:
        yield _average(figures, figures.terms.threshold_days)
        yield from _window(figures)
        yield from _individual(figures)
    if figures.terms.discount_percent and figures.amount != 0:
        yield _("The discount is %(percent)s %%.") % {"percent": plain(figures.terms.discount_percent)}


def _average(figures: MonthFigures, threshold: Decimal) -> str:
    average = figures.average_shown
    if average is None:
        return _("No care episode counts in the average.")
    apart = abs(average - threshold)
    numbers = {
        "average": decimal(average, _places(average)),
        "apart": decimal(apart, _places(average)),
        "threshold": decimal(threshold),
        "count": _care_episodes(figures.episodes),
    }
    if figures.is_over:
        said = _(
            "The average of %(average)s days is %(apart)s over the threshold of %(threshold)s, for %(count)s."
        )
    elif apart:
        said = _(
            "The average of %(average)s days is %(apart)s under the threshold of %(threshold)s, for %(count)s."
        )
    else:
        said = _("The average of %(average)s days is the threshold itself, for %(count)s.")
    return said % numbers


def _care_episodes(count: int) -> str:
    return ngettext("%(count)s care episode", "%(count)s care episodes", count) % {"count": whole(count)}


def _places(average: Decimal) -> int:
    return max(SHOWN, -int(average.as_tuple().exponent))


def _window(figures: MonthFigures) -> Iterator[str]:
    if figures.is_over and not figures.window_is_met:
        sentence = _(
            "Nothing is owed on the average: fewer than %(over)d of the %(of)d latest months are over the threshold."
        )
        window = figures.terms.window
        yield sentence % {"over": window.over_months, "of": window.of_months}


def _individual(figures: MonthFigures) -> Iterator[str]:
    long_stay = figures.terms.long_stay
    if figures.individual_episodes and long_stay is not None and long_stay.over_days is not None:
        sentence = ngettext(
            "%(count)s care episode of more than %(over)d days is paid by itself: %(days)s days.",
            "%(count)s care episodes of more than %(over)d days are paid by themselves: %(days)s days.",
            figures.individual_episodes,
        )
        yield sentence % {
            "count": whole(figures.individual_episodes),
            "over": long_stay.over_days,
            "days": whole(figures.individual_days),
        }


def _by_statute(figures: MonthFigures) -> str:
    if not figures.individual_episodes:
        return _("The statute counts each care episode by itself. None of the month's can be charged.")
    sentence = ngettext(
        "The statute counts each care episode by itself: %(count)s care episode, %(days)s days to pay.",
        "The statute counts each care episode by itself: %(count)s care episodes, %(days)s days to pay.",
        figures.individual_episodes,
    )
    return sentence % {"count": whole(figures.individual_episodes), "days": whole(figures.individual_days)}
