"""What a what-if's page is made of: the difference in a sentence, what each change makes of it, month by month."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.files import load_agreements
from agreements.places import MUNICIPALITIES, REGIONS
from billing.core.what_if import Parameter
from billing.months.what_if import ComparedMonth, WhatIf
from billing.web.month_history import Point
from billing.web.numbers import (
    NONE,
    date_in_words,
    difference,
    kronor,
    month,
    month_as_title,
    plain,
    short_month,
)

PARAMETERS: Mapping[Parameter, Promise] = {
    Parameter.TEXT: gettext_lazy("the text"),
    Parameter.THRESHOLD: gettext_lazy("the threshold"),
    Parameter.CUT_OFF: gettext_lazy("the time of day"),
    Parameter.WINDOW: gettext_lazy("the months over the threshold"),
}
MILLION = 1_000_000
LABELLED = 24
"""More points than this have no room for a label each."""


@dataclass(frozen=True, slots=True)
class Share:
    """A changed parameter: what it is changed to, and what that makes of the whole."""

    name: str
    to: str
    difference: str


@dataclass(frozen=True, slots=True)
class CompareRow:
    """A municipality's month, in words."""

    one: ComparedMonth

    @property
    def name(self) -> str:
        return MUNICIPALITIES[self.one.municipality].name

    @property
    def region(self) -> str:
        return REGIONS[self.one.region].name

    @property
    def month(self) -> str:
        return month_as_title(self.one.month)

    @property
    def url(self) -> str:
        return reverse("billing-month", args=[self.one.region, self.one.municipality, self.one.month])

    @property
    def amount(self) -> str:
        return NONE if self.one.amount is None else kronor(self.one.amount)

    @property
    def otherwise(self) -> str:
        return NONE if self.one.otherwise is None else kronor(self.one.otherwise)

    @property
    def difference(self) -> str:
        return NONE if self.one.difference is None else difference(self.one.difference)

    @property
    def reasons(self) -> str:
        """Which changes make the difference, each with its share where there are several."""
        shares = {PARAMETERS[name]: amount for name, amount in self.one.by.items() if amount}
        if len(shares) == 1:
            return str(next(iter(shares)))
        return ", ".join(f"{name} {difference(amount)}" for name, amount in shares.items())


@dataclass(frozen=True)
class WhatIfPage:
    """The answer as words, rows and points."""

    answer: WhatIf

    @cached_property
    def rows(self) -> list[CompareRow]:
        """The months that would cost something else, or are not known; the latest first."""
        other = [one for one in self.answer.months if one.difference is None or one.difference]
        return [CompareRow(one) for one in sorted(other, key=lambda one: (-one.month, one.municipality))]

    @property
    def sentence(self) -> str:
        """What the months cost together, and would."""
        if not self.answer.months:
            return _("No care episode ended in these months.")
        said = {
            "amount": kronor(self._sum("amount")),
            "otherwise": kronor(self._sum("otherwise")),
            "difference": difference(self._sum("difference")),
        }
        if not self.answer.parameters:
            return _("The months cost %(amount)s. Change something to compare.") % said
        return _("The months cost %(amount)s, and would cost %(otherwise)s: %(difference)s.") % said

    @property
    def known(self) -> str:
        at = timezone.localtime(self.answer.asked.known_by)
        said = {"day": date_in_words(at), "time": f"{at:%H:%M}"}
        return (
            _(
                "All months as known on %(day)s at %(time)s, closed ones too: what was registered after a close "
                "counts. Nothing of this is stored."
            )
            % said
        )

    @property
    def known_by(self) -> str:
        """For the address, so that the next question is about the same knowledge."""
        return self.answer.asked.known_by.isoformat()

    @property
    def shares(self) -> Iterator[Share]:
        """Each changed parameter, in the order in which they are changed."""
        for name in self.answer.parameters:
            amounts = [one.by[name] for one in self.answer.months]
            yield Share(
                str(PARAMETERS[name]), self._to(name), difference(sum(filter(None, amounts), Decimal(0)))
            )

    @property
    def notes(self) -> Iterator[str]:
        """What a reader must know of the text that is tried: where it was not in force."""
        slug = self.answer.asked.changes.text
        if slug is None or all(text.slug == slug for text in self.answer.texts):
            return
        text = load_agreements()[slug]
        period = text.validity.period.value
        if text.kind != "statute":
            dates = {"name": text.name, "first": date_in_words(period.first)}
            yield (
                _("%(name)s was agreed from %(first)s, and was not in force all the time: here it is tried.")
                % dates
            )

    @property
    def municipalities(self) -> list[tuple[str, str, str, str]]:
        """Each municipality with what it pays, would pay, and the difference; where that is greatest first."""
        sums: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
        for one in self.answer.months:
            if one.amount is not None and one.otherwise is not None:
                sums[one.municipality][0] += one.amount
                sums[one.municipality][1] += one.otherwise
        order = sorted(sums.items(), key=lambda each: -abs(each[1][1] - each[1][0]))
        return [
            (MUNICIPALITIES[code].name, kronor(now), kronor(then), difference(then - now))
            for code, (now, then) in order
            if now or then
        ]

    @property
    def points(self) -> list[Point]:
        """The months' sums in millions: what they would cost, against what they do."""
        sums: dict[int, list[Decimal]] = {each: [Decimal(0), Decimal(0)] for each in self.answer.asked.months}
        for one in self.answer.months:
            sums[one.month][0] += one.amount or 0
            sums[one.month][1] += one.otherwise or 0
        labelled = len(sums) <= LABELLED
        return [
            Point(
                label=month_as_title(number),
                short_label=short_month(number) if labelled else _year_of(number),
                value=then / MILLION,
                threshold=now / MILLION,
                is_over=labelled and then > now,
                note=difference(then - now),
            )
            for number, (now, then) in sums.items()
        ]

    @property
    def span(self) -> str:
        months = self.answer.asked.months
        return f"{month_as_title(months.first)} {NONE} {month(months.last)}"

    def _sum(self, name: str) -> Decimal:
        """Of the months that are known both ways."""
        known = (one for one in self.answer.months if one.difference is not None)
        return sum((getattr(one, name) for one in known), Decimal(0))

    def _to(self, name: Parameter) -> str:
        changes = self.answer.asked.changes
        match name:
            case Parameter.TEXT:
                return load_agreements()[changes.text or ""].name
            case Parameter.THRESHOLD:
                return _("%(days)s days") % {"days": plain(changes.threshold_days or Decimal(0))}
            case Parameter.CUT_OFF if changes.cut_off is None:
                return _("no such rule")
            case Parameter.CUT_OFF:
                clock = changes.cut_off.time if changes.cut_off else None
                return _("from %(clock)s the next day counts") % {"clock": f"{clock:%H.%M}"}
            case Parameter.WINDOW:
                window = changes.window
                over, of = (window.over_months, window.of_months) if window else (1, 1)
                return _("%(over)d of the %(of)d latest") % {"over": over, "of": of}


def _year_of(number: int) -> str:
    """The year where it begins, and nothing else."""
    year, month_before = divmod(number, 12)
    return "" if month_before else str(year)
