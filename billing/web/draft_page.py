"""What would be issued of a month, and by whom it can be."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Assignment
from agreements.places import MUNICIPALITIES, REGIONS
from billing.core.month_life import OUT, MonthStatus, MonthStep
from billing.models import MonthEvent
from billing.statements.content import Content
from billing.statements.standing import MonthState
from billing.web.numbers import date_in_words, kronor
from billing.web.numbers import month as month_in_words
from billing.web.statement_lines import LineRow, PartShown, grounds, line_rows, parts_shown


@dataclass(frozen=True)
class DraftPage:
    """A month on its way to a statement, as a reader sees it now."""

    region: str
    municipality: str
    month: int
    state: MonthState
    reader: Assignment
    now: datetime

    @property
    def title(self) -> str:
        said = {
            "municipality": MUNICIPALITIES[self.municipality].name,
            "month": month_in_words(self.month),
        }
        return _("Draft: %(municipality)s, %(month)s") % said

    @property
    def region_name(self) -> str:
        return REGIONS[self.region].name

    @property
    def is_issued(self) -> bool:
        return self.state.status in OUT

    @property
    def issued_number(self) -> str:
        """The statement that stands, where there is one."""
        latest = self.state.latest(MonthStep.ISSUED)
        return latest.statement.number if self.is_issued and latest and latest.statement else ""

    @property
    def is_reviewed(self) -> bool:
        return self.state.status is MonthStatus.REVIEWED

    @property
    def may_be_reviewed(self) -> bool:
        return self.state.may_be_reviewed(self.now)

    @property
    def review(self) -> MonthEvent | None:
        """The review that waits for a second person."""
        return self.state.review

    @property
    def is_own_review(self) -> bool:
        return self.review is not None and self.review.by_user_id == self.reader.user_id

    @property
    def reviewed(self) -> str:
        """By whom and when; of the other side's people only when."""
        if self.review is None or self.review.by_user is None:
            return ""
        when = date_in_words(timezone.localdate(self.review.occurred_at))
        is_own_side = self.reader.unit.organisation.code == self.region
        return f"{self.review.by_user.name}, {when}" if is_own_side else when

    @property
    def was_credited(self) -> bool:
        return self.state.was_credited

    @property
    def opens(self) -> str:
        """From when it can be reviewed, while it cannot."""
        if self.is_issued or self.may_be_reviewed:
            return ""
        return date_in_words(timezone.localdate(self.state.dates.closes_at or self.state.dates.over_at))

    @property
    def waits_for(self) -> str:
        """The agreement's day for the invoice, while it is ahead."""
        day = self.state.dates.invoice_on
        return date_in_words(day) if day is not None and timezone.localdate(self.now) < day else ""

    def amount(self, content: Content | None) -> str:
        return "" if content is None else kronor(content.amount)

    def parts(self, content: Content | None) -> list[PartShown]:
        return [] if content is None else parts_shown(content)

    def lines(self, content: Content | None) -> list[LineRow]:
        return [] if content is None else line_rows(content)

    def grounds(self, content: Content | None) -> list[str]:
        return [] if content is None else grounds(content)
