"""What a month's page is made of: what each text makes of the month, its episodes, the eleven months before it."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.agreement import Agreement
from agreements.in_force import Governing
from agreements.places import MUNICIPALITIES, REGIONS
from billing.core.months import month_name
from billing.core.terms import Terms
from billing.months.between import MonthBetween
from billing.months.closing import closes_at
from billing.texts.terms import terms_of
from billing.web.episode_rows import EpisodeRow, episode_rows
from billing.web.month_closing import known_when, last_day_for_registrations
from billing.web.month_figures import MonthFigures
from billing.web.month_history import PastMonth, Point, past_month, points
from billing.web.month_late import Late, late_shown
from billing.web.month_plan import PlanDue, plan_due
from billing.web.month_readings import MonthReading, ReadOtherwise, readings_shown
from billing.web.month_sentences import sentences
from billing.web.month_sums import Sum, sums
from billing.web.numbers import date_in_words, kronor, month
from billing.web.term_words import in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one text makes of the month: most months have one."""

    agreement: Agreement
    amount: str
    sentences: list[str]
    sums: list[Sum]
    plan: PlanDue | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoverningText:
    """A text in force in the month, and why."""

    name: str
    url: str
    reasons: list[str]


@dataclass(frozen=True)
class MonthPage:
    """A region's and a municipality's month as words and rows."""

    between: MonthBetween

    @property
    def title(self) -> str:
        return f"{MUNICIPALITIES[self.between.municipality].name}, {month(self.between.month)}"

    @property
    def url(self) -> str:
        """The page as the texts are read here."""
        return reverse(
            "billing-month", args=[self.between.region, self.between.municipality, self.between.month]
        )

    @property
    def list_url(self) -> str:
        return f"{reverse('billing-months')}?month={month_name(self.between.month)}"

    @property
    def region_name(self) -> str:
        return REGIONS[self.between.region].name

    @property
    def is_one_body(self) -> bool:
        return self.between.is_one_body

    @property
    def corrections_url(self) -> str:
        """Where its episodes are corrected; empty where there is nothing to bill, or another reading is tried."""
        if self.is_one_body or self.between.otherwise:
            return ""
        return reverse(
            "corrections", args=[self.between.region, self.between.municipality, self.between.month]
        )

    @property
    def closes(self) -> str:
        """Until when registrations count, where the text says so."""
        if not self._governing or self.is_one_body:
            return ""
        text = self._governing[-1].agreement
        closes = closes_at(text, self.between.month)
        if closes is None:
            return ""
        said = {"day": last_day_for_registrations(closes)}
        return (_("open: closes %(day)s") if timezone.now() < closes else _("closed %(day)s")) % said

    @property
    def known(self) -> list[str]:
        """As known when the month is shown, in a sentence for each text that says otherwise than the others."""
        return [] if self.is_one_body else list(known_when(self.between))

    @cached_property
    def parts(self) -> list[Part]:
        """None without episodes, two where the text changed within the month."""
        return [
            Part(
                agreement=each.agreement,
                amount="" if each.amount is None else kronor(each.amount),
                sentences=list(sentences(each)),
                sums=list(sums(each)),
                plan=plan_due(each),
            )
            for each in self._of_month
        ]

    @cached_property
    def rows(self) -> list[EpisodeRow]:
        return episode_rows(self.between.answer, self.between.month, self._texts)

    @cached_property
    def late(self) -> Late | None:
        """What was registered after the close; none where nothing was, or another reading is tried."""
        return None if self.between.otherwise else late_shown(self.between)

    @property
    def missing_years(self) -> list[int]:
        """The years whose daily amount the month needs and nobody has entered."""
        return sorted({year for each in self._of_month for year in each.missing_years})

    @property
    def points(self) -> list[Point]:
        """The months that a text with an average governs; none under the statute alone."""
        return list(points(self.between.months, self.between.answer.periods, self._figures))

    @property
    def history(self) -> list[PastMonth]:
        """The months with something to see, the latest first."""
        return [past_month(each) for each in reversed(self._figures)]

    @property
    def governing(self) -> list[GoverningText]:
        return [
            GoverningText(
                name=each.agreement.name,
                url=reverse("agreement", args=[each.agreement.slug]),
                reasons=[in_words(reason.words) for reason in each.why],
            )
            for each in self._governing
        ]

    @property
    def daily_amount(self) -> str:
        """The year's amount with its source, and when it was approved where that was after the month had closed."""
        year = self.between.month // 12
        amount = self.between.daily_amounts.get(year)
        if amount is None or self.is_one_body:
            return ""
        said = {"year": year, "amount": kronor(amount.kronor), "source": amount.source}
        sentence = _("The daily amount for %(year)d is %(amount)s (%(source)s).") % said
        closed = [self.between.closed_at(each.agreement) for each in self._governing]
        if amount.approved_at and any(at and at <= amount.approved_at for at in closed):
            approved = {"day": date_in_words(timezone.localdate(amount.approved_at))}
            sentence += " " + _("It was approved on %(day)s, after the month had closed.") % approved
        return sentence

    @property
    def readings(self) -> list[MonthReading]:
        """The open questions of the month's texts, as they are read here and as they could be."""
        return [] if self.is_one_body else list(readings_shown(self.between, self.url))

    @property
    def otherwise(self) -> ReadOtherwise | None:
        """The other reading by which the page is computed, where it is."""
        return ReadOtherwise.of(self.between)

    @cached_property
    def _texts(self) -> dict[str, tuple[Agreement, Terms]]:
        return {slug: (text, terms_of(text)) for slug, text in self.between.texts.items()}

    @property
    def _of_month(self) -> list[MonthFigures]:
        return [each for each in self._figures if each.month == self.between.month]

    @cached_property
    def _figures(self) -> list[MonthFigures]:
        """Of all the months, in their order."""
        rows = self.between.answer.months.iter_rows(named=True)
        return [
            MonthFigures.of(row, *self._texts[row["agreement"]], self._kronor(row["month"]))
            for row in sorted(rows, key=lambda row: (row["month"], row["agreement"]))
        ]

    def _kronor(self, number: int) -> Decimal | None:
        amount = self.between.daily_amounts.get(number // 12)
        return None if amount is None else amount.kronor

    @property
    def _governing(self) -> list[Governing]:
        """The text or texts of the month, one after the other."""
        return [each.governing for each in self.between.periods]
