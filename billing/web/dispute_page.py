"""A dispute as its page shows it: what is contested, what is held, how far it has come, and the log."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access.permissions import Permission
from accounts.access.policy import may
from accounts.models import Assignment, Organisation, User
from agreements.places import MUNICIPALITIES, REGIONS
from billing.actions.disputes import SIDES_OF, latest_proposal, to_be_paid_now
from billing.core.dispute_life import ACTIVE, DISPUTE_STEPS, DisputeStatus, DisputeStep, Outcome
from billing.models import Dispute, DisputeEvent
from billing.statements.contested import dispute_levels, text_of
from billing.web.dispute_words import OUTCOMES, STATUSES, STEPS
from billing.web.month_life import LifeStep
from billing.web.numbers import NONE, date_in_words, kronor, month
from billing.web.term_words import in_words


@dataclass(frozen=True, slots=True)
class LogRow:
    """A line of the log."""

    when: str
    by: str
    what: str
    text: str


@dataclass(frozen=True)
class DisputePage:
    """One dispute."""

    dispute: Dispute
    reader: Assignment

    @property
    def title(self) -> str:
        return _("Dispute about %(number)s") % {"number": self.dispute.statement.number}

    @property
    def lead(self) -> str:
        said = {
            "region": REGIONS[self.dispute.region_code].name,
            "municipality": MUNICIPALITIES[self.dispute.municipality_code].name,
            "month": month(self.dispute.month),
        }
        return _("%(region)s to %(municipality)s, %(month)s") % said

    @property
    def status(self) -> DisputeStatus:
        return DisputeStatus(self.dispute.status)

    @property
    def standing(self) -> str:
        return str(STATUSES[self.status][0])

    @property
    def tone(self) -> str:
        return STATUSES[self.status][1]

    @property
    def about(self) -> list[tuple[str, str]]:
        dispute = self.dispute
        pairs = [
            (_("Contested"), ", ".join(dispute.episodes) or _("the whole month")),
            (_("Asked for"), kronor(dispute.statement.amount)),
        ]
        if self.status in ACTIVE:
            pairs += [
                (_("Held"), kronor(dispute.held_amount)),
                (_("To be paid all the same"), kronor(to_be_paid_now(dispute))),
            ]
        if self.status in (DisputeStatus.OPEN, DisputeStatus.IN_ANALYSIS):
            pairs.append((_("To be decided by"), date_in_words(dispute.decide_by)))
        return pairs

    @cached_property
    def _levels(self) -> list[str]:
        return [in_words(level) for level in dispute_levels(self.dispute.statement)]

    @property
    def levels(self) -> list[LifeStep]:
        """Where the text takes a dispute, and where this one is."""
        at = self.dispute.level
        return [
            LifeStep(name, "", "done" if place < at else "now" if place == at else "next")
            for place, name in enumerate(self._levels)
        ]

    @property
    def next_level(self) -> str:
        at = self.dispute.level + 1
        return self._levels[at] if at < len(self._levels) else ""

    @property
    def analysis_at(self) -> str:
        """What the text says of a questioned invoice; empty where it says nothing."""
        text = text_of(self.dispute.statement)
        said = None if text is None else text.terms["questioned_invoice"].value
        return "" if said is None else f"{in_words(said['what'])}: {said['at']}"

    @property
    def log(self) -> list[LogRow]:
        """The earliest first; a proposal that nobody has decided on is the region's alone."""
        events = self.dispute.events.select_related("by_user", "by__unit__organisation")
        return [
            self._row(event)
            for event in events
            if event.step != DisputeStep.DECISION_PROPOSED or self._is_region
        ]

    @cached_property
    def proposal(self) -> DisputeEvent | None:
        """The decision that waits for a second person; shown to the region alone."""
        return latest_proposal(self.dispute) if self.may_decide else None

    @property
    def proposed(self) -> str:
        return "" if self.proposal is None else str(OUTCOMES[Outcome(self.proposal.outcome)])

    @property
    def is_own_proposal(self) -> bool:
        return self.proposal is not None and self.proposal.by_user_id == self.reader.user_id

    @property
    def may_note(self) -> bool:
        return self._may(DisputeStep.NOTED, Permission.TAKE_PART_IN_DISPUTE)

    @property
    def may_start_analysis(self) -> bool:
        return self._may(DisputeStep.ANALYSIS_STARTED, Permission.CONTEST_STATEMENT)

    @property
    def may_escalate(self) -> bool:
        steps = (DisputeStep.ESCALATED, DisputeStep.TAKEN_ON)
        return bool(self.next_level) and any(
            self._may(step, Permission.TAKE_PART_IN_DISPUTE) for step in steps
        )

    @property
    def may_withdraw(self) -> bool:
        return self._may(DisputeStep.WITHDRAWN, Permission.CONTEST_STATEMENT)

    @property
    def may_decide(self) -> bool:
        return self._may(DisputeStep.DECISION_PROPOSED, Permission.DECIDE_DISPUTE)

    @property
    def is_to_be_credited(self) -> bool:
        return self.status is DisputeStatus.ACCEPTED

    @property
    def _is_region(self) -> bool:
        return self.reader.unit.organisation.code == self.dispute.region_code

    def _may(self, step: DisputeStep, permission: Permission) -> bool:
        row = DISPUTE_STEPS[step]
        side = SIDES_OF.get(Organisation.Kind(self.reader.unit.organisation.kind))
        return self.status in row.leads and side in row.acting and may(self.reader, permission)

    def _row(self, event: DisputeEvent) -> LogRow:
        what = str(STEPS[DisputeStep(event.step)])
        if event.outcome:
            what = f"{what}: {OUTCOMES[Outcome(event.outcome)]}"
        if event.step in (DisputeStep.ESCALATED, DisputeStep.TAKEN_ON) and event.level < len(self._levels):
            what = f"{what}: {self._levels[event.level]}"
        return LogRow(
            when=timezone.localtime(event.occurred_at).strftime("%Y-%m-%d %H:%M"),
            by=self._by(event.by_user, event.by.unit.organisation),
            what=what,
            text=event.text or NONE,
        )

    def _by(self, who: User, organisation: Organisation) -> str:
        """By name among colleagues; of the other side by organisation."""
        is_colleague = organisation.pk == self.reader.unit.organisation_id
        return f"{who.name}, {organisation.name}" if is_colleague else organisation.name
