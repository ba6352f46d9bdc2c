"""What a month's page is made of: the answer for twelve months, what each text makes of this one, its episodes."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.agreement import Agreement
from agreements.files import load_agreements
from agreements.in_force import Governing
from agreements.places import MUNICIPALITIES, REGIONS
from billing.core.months import month_name
from billing.core.terms import Terms
from billing.daily_amounts import DailyAmount, daily_amounts
from billing.liability import Liability, liability
from billing.question import Question
from billing.spans import MonthSpan, first_day
from billing.terms import terms_of
from billing.web.agreement import Reading, reading_shown
from billing.web.episode_rows import EpisodeRow, episode_rows
from billing.web.month_figures import MonthFigures
from billing.web.month_history import PastMonth, Point, past_month, points
from billing.web.month_sentences import sentences
from billing.web.month_sums import Sum, sums
from billing.web.numbers import kronor, month
from billing.web.term_words import in_words

MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one text makes of the month: most months have one."""

    agreement: Agreement
    amount: str
    sentences: list[str]
    sums: list[Sum]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoverningText:
    """A text in force in the month, and why."""

    name: str
    url: str
    reasons: list[str]


@dataclass(frozen=True)
class MonthPage:
    """A region's and a municipality's month, with the eleven before it."""

    region: str
    municipality: str
    month: int

    @property
    def title(self) -> str:
        return f"{MUNICIPALITIES[self.municipality].name}, {month(self.month)}"

    @property
    def list_url(self) -> str:
        return f"{reverse('billing-months')}?month={month_name(self.month)}"

    @property
    def region_name(self) -> str:
        return REGIONS[self.region].name

    @property
    def closes(self) -> str:
        """Until when registrations count, where the text says so."""
        day = (
            self._governing[-1].agreement.terms["registrations_close_day"].value if self._governing else None
        )
        if day is None:
            return ""
        closing = first_day(self.month + 1).replace(day=day)
        is_open = timezone.localdate() <= closing
        said = {"day": f"{closing.day} {month(self.month + 1)}"}
        return (_("open: closes %(day)s") if is_open else _("closed %(day)s")) % said

    @cached_property
    def parts(self) -> list[Part]:
        """None without episodes, two where the text changed within the month."""
        return [
            Part(
                agreement=each.agreement,
                amount="" if each.amount is None else kronor(each.amount),
                sentences=list(sentences(each)),
                sums=list(sums(each)),
            )
            for each in self._figures
            if each.month == self.month
        ]

    @cached_property
    def rows(self) -> list[EpisodeRow]:
        return episode_rows(self._answer, self.month, self._texts)

    @property
    def missing_years(self) -> list[int]:
        """The years whose daily amount the month needs and nobody has entered."""
        return sorted(
            {year for each in self._figures if each.month == self.month for year in each.missing_years}
        )

    @property
    def points(self) -> list[Point]:
        """The months that a text with an average governs; none under the statute alone."""
        return list(points(self._months, self._answer.periods, self._figures))

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
        """The year's amount with its source."""
        amount = self._amounts.get(self.month // 12)
        if amount is None:
            return ""
        said = {"year": self.month // 12, "amount": kronor(amount.kronor), "source": amount.source}
        return _("The daily amount for %(year)d is %(amount)s (%(source)s).") % said

    @property
    def readings(self) -> list[Reading]:
        """The open questions of the month's texts, as they are read here."""
        texts = {each.agreement.slug: each.agreement for each in self._governing}
        return [reading_shown(reading) for text in texts.values() for reading in text.unsettled]

    @property
    def _months(self) -> MonthSpan:
        return MonthSpan(self.month - MONTHS_SHOWN + 1, self.month)

    @cached_property
    def _amounts(self) -> dict[int, DailyAmount]:
        return dict(daily_amounts().of(self.region))

    @cached_property
    def _answer(self) -> Liability:
        asked = Question(
            region=self.region, municipality=self.municipality, months=self._months, at_close=True
        )
        return liability(asked, lambda _region: {year: each.kronor for year, each in self._amounts.items()})

    @cached_property
    def _texts(self) -> dict[str, tuple[Agreement, Terms]]:
        return {slug: (text, terms_of(text)) for slug, text in load_agreements().items()}

    @cached_property
    def _figures(self) -> list[MonthFigures]:
        """Of all the months, in their order."""
        in_order = sorted(
            self._answer.months.iter_rows(named=True), key=lambda row: (row["month"], row["agreement"])
        )
        return [
            MonthFigures.of(row, *self._texts[row["agreement"]], self._kronor(row["month"]))
            for row in in_order
        ]

    def _kronor(self, number: int) -> Decimal | None:
        amount = self._amounts.get(number // 12)
        return None if amount is None else amount.kronor

    @cached_property
    def _governing(self) -> list[Governing]:
        """The text or texts of the month, one after the other."""
        first, after = first_day(self.month), first_day(self.month + 1)
        return [
            each.governing
            for each in self._answer.periods
            if each.period.first < after and (each.period.last is None or each.period.last >= first)
        ]
