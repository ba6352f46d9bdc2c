"""What can be asked about liability: whose months, and as known when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agreements.agreement import Agreement
from agreements.dated import DatePeriod
from billing.core.terms import EpisodeDate
from billing.months.closing import known_at_close
from billing.months.spans import MonthSpan, month_of
from billing.texts.terms import terms_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whose months, and as known when: of a region, a municipality or the two together; now unless said.

    With `at_close` (and no `known_by`) each month is asked as it was known when it closed, where the text that governs
    it lets it close and it has closed. With `as_of` besides the answer is the one that would have been given then: a
    month that had not closed yet, and what else the answer rests on, is taken as known then.
    """

    months: MonthSpan
    region: str | None = None
    municipality: str | None = None
    known_by: datetime | None = None
    at_close: bool = False
    as_of: datetime | None = None

    def dates_read(self, texts: Iterable[Agreement]) -> DatePeriod:
        """The dates of discharge that the months need: as far back as a window looks.

        Where a text puts an episode in the month of its notice, the patient may have left long after it, or just
        before.
        """
        terms = [terms_of(text) for text in texts]
        back = max(each.window.of_months for each in terms) - 1
        if any(each.episode_month is EpisodeDate.READY for each in terms):
            return DatePeriod(self.months.reaching_back(back + 1).dates.first, None)
        return self.months.reaching_back(back).dates

    def first_close(self, texts: Iterable[Agreement], dates: DatePeriod) -> datetime | None:
        """When the first of the months read closes; none where none does, or that was not asked for."""
        if not self.at_close or self.known_by is not None:
            return None
        closes = (known_at_close(text, month_of(dates.first)) for text in texts if self.may_meet(text))
        return min((at for at in closes if at is not None), default=None)

    def may_meet(self, text: Agreement) -> bool:
        """Whether the text binds somebody whose months are asked for."""
        of_region = self.region is None or text.region in (None, self.region)
        return of_region and (self.municipality is None or self.municipality in text.municipalities)
