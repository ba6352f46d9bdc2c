"""A correction as its page shows it: what, why and by whom, what it changes, and what the reader may do."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from accounts.access.permissions import Permission
from accounts.access.policy import may
from accounts.models import Assignment, Organisation, User
from agreements.places import MUNICIPALITIES
from billing.access import effects_seen_by
from billing.core.corrections import CATALOGUE
from billing.models import Correction, CorrectionDecision
from billing.months.corrected_lines import CorrectedMonth, MonthEffect
from billing.web.correction_words import row_in_words
from billing.web.month_late import counted_in_words
from billing.web.numbers import NONE, date_in_words, decimal, difference, kronor, month, whole

STANDINGS = {
    "": (gettext_lazy("waits for a decision"), "warning"),
    CorrectionDecision.ACCEPTED: (pgettext_lazy("correction", "accepted"), "success"),
    CorrectionDecision.REJECTED: (pgettext_lazy("correction", "rejected"), "neutral"),
    CorrectionDecision.WITHDRAWN: (pgettext_lazy("correction", "withdrawn"), "neutral"),
}


@dataclass(frozen=True, slots=True)
class EffectRow:
    """The month without the correction or with it."""

    name: str
    figures: CorrectedMonth

    @property
    def line(self) -> str:
        return counted_in_words(self.figures.line)

    @property
    def days(self) -> str:
        return whole(self.figures.days)

    @property
    def average(self) -> str:
        return NONE if self.figures.average is None else decimal(self.figures.average)

    @property
    def to_pay(self) -> str:
        return whole(self.figures.individual_days)

    @property
    def amount(self) -> str:
        return NONE if self.figures.amount is None else kronor(self.figures.amount)


@dataclass(frozen=True, slots=True)
class EffectShown:
    """One of the months that the correction changes, before and after."""

    effect: MonthEffect

    @property
    def title(self) -> str:
        return f"{MUNICIPALITIES[self.effect.municipality].name}, {month(self.effect.month)}"

    @property
    def rows(self) -> list[EffectRow]:
        return [EffectRow(_("Before"), self.effect.before), EffectRow(_("After"), self.effect.after)]

    @property
    def difference(self) -> str:
        known = self.effect.difference
        return _("The daily amount is missing.") if known is None else difference(known)


@dataclass(frozen=True)
class CorrectionPage:
    """One correction."""

    correction: Correction
    reader: Assignment
    is_open: bool
    """Whether its months can still be corrected."""
    is_in_force: bool

    @property
    def title(self) -> str:
        return _("Correction %(number)d") % {"number": self.correction.pk}

    @property
    def lead(self) -> str:
        row = self.correction
        return f"{MUNICIPALITIES[row.municipality_code].name}, {month(row.month)}"

    @property
    def back(self) -> str:
        row = self.correction
        own = self.reader.unit.organisation.code
        of_month = (row.municipality_code, row.month)
        if own == row.to_municipality_code != row.municipality_code:
            of_month = (row.to_municipality_code, row.to_month)
        return reverse("corrections", args=[row.region_code, *of_month])

    @property
    def standing(self) -> str:
        return standing_of(self.correction, is_in_force=self.is_in_force)[0]

    @property
    def tone(self) -> str:
        return standing_of(self.correction, is_in_force=self.is_in_force)[1]

    @property
    def about(self) -> list[tuple[str, str]]:
        row = self.correction
        pairs = [
            (_("Care episode"), row.episode_id),
            (_("What is wrong"), row_in_words(row)),
            (_("Ground"), CATALOGUE[row.core_kind].ground),
            (_("What shows it"), row.evidence),
            (_("Reference"), row.reference or NONE),
            (
                _("Proposed by"),
                self._by(row.proposed_by_user, row.proposed_by.unit.organisation, row.proposed_at),
            ),
        ]
        if row.decided_at is not None and row.decided_by_user is not None and row.decided_by is not None:
            organisation = row.decided_by.unit.organisation
            pairs.append((_("Decided by"), self._by(row.decided_by_user, organisation, row.decided_at)))
            pairs.append((_("Reason"), row.decision_reason or NONE))
        return pairs

    @cached_property
    def effects(self) -> list[EffectShown]:
        return [EffectShown(each) for each in effects_seen_by(self.reader, self.correction)]

    @property
    def is_waiting(self) -> bool:
        return self.correction.decided_at is None

    @property
    def may_decide(self) -> bool:
        return self.is_waiting and self.is_open and may(self.reader, Permission.DECIDE_CORRECTION)

    @property
    def is_own(self) -> bool:
        return self.correction.proposed_by_user_id == self.reader.user_id

    @property
    def may_withdraw(self) -> bool:
        proposer = self.correction.proposed_by.unit.organisation_id
        return self.is_waiting and self.is_open and proposer == self.reader.unit.organisation_id

    @property
    def may_undo(self) -> bool:
        return self.is_in_force and self.is_open and may(self.reader, Permission.PROPOSE_CORRECTION)

    def _by(self, who: User, organisation: Organisation, at: object) -> str:
        """By name among colleagues; of the other side by organisation."""
        is_colleague = organisation.pk == self.reader.unit.organisation_id
        when = date_in_words(timezone.localdate(at))  # type: ignore[arg-type]  # a datetime
        return f"{who.name if is_colleague else organisation.name}, {when}"


def standing_of(row: Correction, *, is_in_force: bool) -> tuple[str, str]:
    """Where it stands in a word, and the tag's tone."""
    if row.decision == CorrectionDecision.ACCEPTED and not row.undoes_id and not is_in_force:
        return pgettext("correction", "undone"), "neutral"
    words, tone = STANDINGS[row.decision]
    return str(words), tone
