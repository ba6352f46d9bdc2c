"""The month's calculation with its numbers put in, for a reader with a calculator."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import ngettext

from billing.web.grounds import Ground, clause
from billing.web.month_figures import MonthFigures
from billing.web.numbers import MINUS, NO_BREAK, decimal, kronor, plain, whole

TIMES = "\N{MULTIPLICATION SIGN}"


@dataclass(frozen=True, slots=True)
class Sum:
    """A line of the calculation and the clause that it follows."""

    expression: str
    result: str
    ground: Ground


def sums(figures: MonthFigures) -> Iterator[Sum]:
    """What is owed on the average, what is owed individually, and the two together less the discount.

    Nothing where nothing is multiplied, or the daily amount is missing.
    """
    if figures.amount is None or figures.daily_amount is None:
        return
    daily = kronor(figures.daily_amount)
    parts = []
    if figures.owes_average and figures.averaged_amount is not None:
        parts.append(kronor(figures.averaged_amount))
        yield Sum(
            f"{_excess(figures)} {TIMES} {daily}", parts[-1], clause(figures.agreement, "threshold_days")
        )
    if figures.individual_amount:
        parts.append(kronor(figures.individual_amount))
        yield Sum(
            f"{days_in_words(figures.individual_days)} {TIMES} {daily}",
            parts[-1],
            clause(figures.agreement, "long_stay"),
        )
    yield from _together(figures, parts)


def _together(figures: MonthFigures, parts: list[str]) -> Iterator[Sum]:
    expression, discount = " + ".join(parts), figures.terms.discount_percent
    if discount and parts:
        expression = f"({expression})" if len(parts) > 1 else expression
        kept = plain((100 - discount) / 100)
        ground = clause(figures.agreement, "discount_percent")
        yield Sum(f"{expression} {TIMES} {kept}", kronor(figures.amount or Decimal(0)), ground)
    elif len(parts) > 1:
        yield Sum(expression, kronor(figures.amount or Decimal(0)), clause(figures.agreement, "long_stay"))


def _excess(figures: MonthFigures) -> str:
    """(A - B) x C as the texts write it where the average shown is exact; else the same without dividing."""
    threshold, episodes = decimal(figures.terms.threshold_days or Decimal(0)), whole(figures.episodes)
    if figures.average is not None and figures.average_is_exact:
        return f"(({decimal(figures.average)} {MINUS} {threshold}) {TIMES} {episodes})"
    return f"({days_in_words(figures.days)} {MINUS} {threshold} {TIMES} {episodes})"


def days_in_words(count: int) -> str:
    """So many days, on one line."""
    said = ngettext("%(count)s day", "%(count)s days", count) % {"count": whole(count)}
    return said.replace(" ", NO_BREAK)
