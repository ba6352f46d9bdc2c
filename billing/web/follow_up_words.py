"""What is followed up in words: the names of the figures, and each figure as a table shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.dated import Words
from billing.core.follow_up import Cell, Figures, Indicator
from billing.web.numbers import MINUS, NO_BREAK, NONE, decimal, is_english, whole

NAMES: Mapping[Indicator, Promise | str] = {
    Indicator.STAYS: gettext_lazy("Care episodes"),
    Indicator.DAY_ZERO: gettext_lazy("Home on day 0"),
    Indicator.DAYS: gettext_lazy("Days, and average"),
    Indicator.FOUR_OR_MORE: gettext_lazy("4 days or more"),
    Indicator.NOTICE_IN_TIME: gettext_lazy("Notices in time"),
    Indicator.SIP_CALL_IN_TIME: gettext_lazy("SIP calls in time"),
    Indicator.SIP_HELD: gettext_lazy("SIPs held"),
    Indicator.READMITTED: gettext_lazy("Readmitted within 30 days"),
    Indicator.DEVIATIONS: gettext_lazy("Deviations"),
}
WITHOUT_SHARE = frozenset({Indicator.STAYS, Indicator.DAYS, Indicator.DEVIATIONS})


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as a table has it: the figure, what it is of, and the column's name."""

    name: str
    figure: str
    note: str = ""

    @property
    def as_line(self) -> str:
        """Both in one cell of a paper."""
        return f"{self.figure} ({self.note})" if self.note else self.figure


def shown_figures(figures: Figures) -> Iterator[Shown]:
    """One for each column."""
    for indicator, name in NAMES.items():
        yield shown(str(name), indicator, figures[indicator])


def shown(name: str, indicator: Indicator, cell: Cell | None) -> Shown:
    """A hidden figure looks the same whether it is small itself or only gives another away."""
    if cell is None:
        return Shown(name, _("fewer than 5, or hidden"))
    if not cell.of:
        return Shown(name, NONE)
    match indicator:
        case Indicator.STAYS | Indicator.DEVIATIONS:
            return Shown(name, whole(cell.number))
        case Indicator.DAYS:
            return Shown(name, whole(cell.number), decimal(cell.average or Decimal(0)))
        case _:
            of = {"number": whole(cell.number), "of": whole(cell.of)}
            return Shown(name, per_cent(cell.share or Decimal(0)), _("%(number)s of %(of)s") % of)


def per_cent(share: Decimal) -> str:
    """A share: 62,5 %."""
    return f"{decimal(share, 1)}{NO_BREAK}%"


def main_value(indicator: Indicator, cell: Cell | None) -> Decimal | None:
    """What a trend is about: the share, the average, or the number."""
    if cell is None or not cell.of:
        return None
    if indicator is Indicator.DAYS:
        return cell.average
    return Decimal(cell.number) if indicator in WITHOUT_SHARE else cell.share


def change(indicator: Indicator, now: Cell | None, before: Cell | None) -> str:
    """How much more or less than the period before."""
    value, earlier = main_value(indicator, now), main_value(indicator, before)
    if value is None or earlier is None:
        return NONE
    difference = value - earlier
    if not difference:
        return _("unchanged")
    exponent = difference.as_tuple().exponent
    said = decimal(abs(difference), -exponent if isinstance(exponent, int) else 0)
    sign = "+" if difference > 0 else MINUS
    return sign + said if indicator in WITHOUT_SHARE else _("%(change)s points") % {"change": sign + said}


def in_language(words: Words) -> str:
    """A text's words in the reader's language."""
    return words.en if is_english() else words.sv
