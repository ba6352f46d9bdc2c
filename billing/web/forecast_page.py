"""What a forecast's page is made of: its range in a sentence, who decides it, the patients, the average day by day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.places import MUNICIPALITIES, REGIONS
from billing.core.forecast import FEWEST_STAYS, Outcome
from billing.core.reasons import Reason
from billing.months.forecast import Forecast, Waiting
from billing.web.forecasts import said
from billing.web.month_history import Point
from billing.web.month_plan import PlanDue, plan_expected
from billing.web.numbers import NONE, date_in_words, day, day_and_clock, month

LACKING: Mapping[Reason, str | Promise] = {
    Reason.NO_MUNICIPAL_SERVICES: gettext_lazy("needs nothing from the municipality"),
    Reason.NO_ADMISSION_NOTICE: gettext_lazy("no admission notice to the municipality yet"),
    Reason.LATE_ADMISSION_NOTICE: gettext_lazy("the admission notice came too late"),
    Reason.NO_CARE_CONTACT: gettext_lazy("no fixed care contact yet"),
    Reason.NO_SIP_CALL: gettext_lazy("no call to the SIP yet"),
    Reason.LATE_SIP_CALL: gettext_lazy("the call to the SIP came too late"),
}
"""Why nobody would be liable for a patient who went home today."""


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A patient who waits, in words; `url` leads to the case where the reader's unit is a party of it."""

    one: Waiting
    url: str

    @property
    def ready(self) -> str:
        return day_and_clock(self.one.ready_at)

    @property
    def lacking(self) -> str:
        return str(LACKING.get(self.one.lacking, ""))

    @property
    def today(self) -> str:
        return said(self.one.costs_today)

    @property
    def tomorrow(self) -> str:
        return said(self.one.costs_tomorrow)

    @property
    def limit(self) -> str:
        """When the limit is passed."""
        if self.one.is_past_limit:
            return _("passed")
        return NONE if self.one.limit_passed_on is None else day(self.one.limit_passed_on)

    @property
    def at_limit(self) -> str:
        """What the day that passes it costs."""
        return "" if self.one.costs_at_limit is None else said(self.one.costs_at_limit)

    @property
    def home(self) -> str:
        return day(self.one.expected_home)


@dataclass(frozen=True)
class ForecastPage:
    """`with_amounts`: the reader sees what things cost, and all the patients; else days, and those of `cases`."""

    forecast: Forecast
    with_amounts: bool
    cases: Mapping[str, str]

    @property
    def title(self) -> str:
        names = {"name": MUNICIPALITIES[self.forecast.municipality].name, "month": month(self.forecast.month)}
        return _("%(name)s: forecast for %(month)s") % names

    @property
    def lead(self) -> str:
        return REGIONS[self.forecast.region].name

    @property
    def expected(self) -> str:
        return said(self.forecast.amounts[Outcome.EXPECTED])

    @property
    def range(self) -> str:
        """From when all go home today to when all stay."""
        low, high = self.forecast.amounts[Outcome.LOW], self.forecast.amounts[Outcome.HIGH]
        if low is None or high is None:
            return ""
        if low == high:
            return _("Nobody who waits changes that.")
        between = {"low": said(low), "high": said(high)}
        return (
            _("%(low)s if all who wait go home today, %(high)s if all stay to the end of the month.")
            % between
        )

    @cached_property
    def rows(self) -> list[WaitingRow]:
        return [
            WaitingRow(one, self.cases.get(one.episode_id, ""))
            for one in self.forecast.waiting
            if self.with_amounts or one.episode_id in self.cases
        ]

    @property
    def deciding(self) -> str:
        """Who decide the month, in a sentence; of others' patients a case officer learns nothing."""
        names = [row.one.episode_id for row in self.rows if row.one.decides]
        if not names or not self.with_amounts:
            return ""
        sentence = ngettext(
            "%(names)s decides the month: home today, and most of what can still come does not.",
            "These %(count)d patients decide the month: %(names)s. With them home today most of what can still "
            "come does not.",
            len(names),
        )
        return sentence % {"count": len(names), "names": ", ".join(names)}

    @cached_property
    def plan(self) -> PlanDue | None:
        """The joint action plan that the text will ask for."""
        return plan_expected(self.forecast)

    @property
    def limit_name(self) -> str:
        """What the text's limit is; empty where it has none."""
        if self.forecast.terms.long_stay is None:
            return ""
        if self.forecast.terms.threshold_days is None:
            return _("Payment begins")
        return _("Leaves the average")

    @property
    def points(self) -> list[Point]:
        """The average of each day of the month."""
        threshold = self.forecast.terms.threshold_days or Decimal(0)
        return [
            Point(
                label=date_in_words(each.day),
                short_label=str(each.day.day),
                value=each.average,
                threshold=threshold,
                is_over=each.is_over,
                note=_("expected") if each.is_expected else "",
            )
            for each in self.forecast.days
        ]

    @property
    def choices(self) -> Iterator[str]:
        """What is taken for granted: no text says how a month is foreseen."""
        yield _("Only patients who have been declared ready are foreseen, and nobody who is not ready yet.")
        yield _("Lowest: all who wait go home today.")
        yield _(
            "Expected: each stays as many days more as the municipality's patients of the last twelve months did who "
            "had waited as long, on average. Where fewer than %(count)d had, to the end of the month."
        ) % {"count": FEWEST_STAYS}
        yield _(
            "Highest: all stay to the end of the month, and what lacks for payment liability is done today."
        )
        yield _("What the next day costs is reckoned as if everybody else who waits went home today.")
        yield _(
            "A day after the end of the month is counted in this month: the next month's average is not known."
        )
        yield _(
            "Those who decide the month are the fewest who together stand for four fifths of what it can still come to."
        )
