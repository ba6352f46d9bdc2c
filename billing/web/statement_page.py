"""A statement as its page shows it: what it says, where it stands, and what the reader may do with it."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access.permissions import Permission
from accounts.access.policy import may
from accounts.models import Assignment
from agreements.places import MUNICIPALITIES, REGIONS
from billing.core.month_life import OUT, MonthStatus, MonthStep
from billing.models import Dispute, MonthEvent, Sending, Statement, StatementKind
from billing.statements.content import Content
from billing.statements.standing import MonthState
from billing.statements.stored import content_of
from billing.web.numbers import date_in_words, kronor, month
from billing.web.sending_words import SendingRow
from billing.web.statement_lines import LineRow, PartShown, grounds, line_rows, parts_shown


def standing_of(statement: Statement) -> tuple[str, str]:
    """Where it stands in a word, and the tag's tone; the statement comes `with_standing`."""
    if statement.kind == StatementKind.CREDIT_NOTE:
        return _("credit note"), "neutral"
    if statement.taken_back_by:  # type: ignore[attr-defined]  # annotated
        return _("credited"), "neutral"
    if statement.held_amount is not None:  # type: ignore[attr-defined]
        return _("contested"), "warning"
    if statement.paid_on:  # type: ignore[attr-defined]
        return _("paid"), "success"
    return _("to be paid") if statement.amount else _("nothing to pay"), "info"


@dataclass(frozen=True)
class StatementPage:
    """One document."""

    statement: Statement
    state: MonthState
    reader: Assignment

    @cached_property
    def content(self) -> Content:
        return content_of(self.statement)

    @property
    def title(self) -> str:
        kind = _("Credit note") if self.is_credit_note else _("Statement")
        return f"{kind} {self.statement.number}"

    @property
    def lead(self) -> str:
        said = {
            "region": REGIONS[self.statement.region_code].name,
            "municipality": MUNICIPALITIES[self.statement.municipality_code].name,
            "month": month(self.statement.month),
        }
        return _("%(region)s to %(municipality)s, %(month)s") % said

    @property
    def is_credit_note(self) -> bool:
        return self.statement.kind == StatementKind.CREDIT_NOTE

    @property
    def amount(self) -> str:
        return kronor(self.statement.amount)

    @property
    def standing(self) -> str:
        return standing_of(self.statement)[0]

    @property
    def tone(self) -> str:
        return standing_of(self.statement)[1]

    @property
    def about(self) -> list[tuple[str, str]]:
        """Who stands behind it, and from which knowledge it was drawn up."""
        statement = self.statement
        pairs = [
            (_("Issued"), f"{_day(statement.issued_at)}, {statement.issued_by_user.name}"),
            (_("Prepared by"), statement.prepared_by_user.name),
            (_("As known"), timezone.localtime(statement.as_of).strftime("%Y-%m-%d %H:%M")),
        ]
        closes = [part.closed_at for part in self.content.parts if part.closed_at]
        if closes and statement.as_known == "at_close":
            pairs[-1] = (_("As known"), _("at the close, %(day)s") % {"day": _day(max(closes))})
        if acknowledged := statement.acknowledged_at:  # type: ignore[attr-defined]  # annotated
            pairs.append((_("Seen by the municipality"), _day(acknowledged)))
        if (held := statement.held_amount) is not None:  # type: ignore[attr-defined]
            pairs.append((_("Held while it is contested"), kronor(held)))
            pairs.append((_("To be paid all the same"), kronor(statement.amount - held)))
        if (
            (part := self.state.latest(MonthStep.PART_PAID))
            and part.statement_id == statement.pk
            and part.day
        ):
            said = {"amount": kronor(part.amount or Decimal(0)), "day": date_in_words(part.day)}
            pairs.append((_("Paid in part"), _("%(amount)s on %(day)s") % said))
        if paid_on := statement.paid_on:  # type: ignore[attr-defined]
            pairs.append((_("Paid on"), date_in_words(paid_on)))
        return pairs

    @property
    def proof(self) -> list[tuple[str, str]]:
        """What shows that nobody has changed it."""
        return [
            (_("Digest of the facts"), self.statement.facts_digest),
            (_("Digest of all that it says"), self.statement.digest),
            (_("Version of the calculation"), self.statement.code_version),
        ]

    @cached_property
    def parts(self) -> list[PartShown]:
        return parts_shown(self.content)

    @property
    def lines(self) -> list[LineRow]:
        return line_rows(self.content)

    @property
    def grounds(self) -> list[str]:
        return grounds(self.content)

    @property
    def is_standing(self) -> bool:
        """Whether it is the one that counts for its month."""
        latest = self.state.latest(MonthStep.ISSUED)
        out = self.state.status in OUT
        return out and latest is not None and latest.statement_id == self.statement.pk

    @property
    def may_acknowledge(self) -> bool:
        return (
            self.is_standing
            and self.statement.acknowledged_at is None  # type: ignore[attr-defined]  # annotated
            and may(self.reader, Permission.ACKNOWLEDGE_STATEMENT)
        )

    @property
    def may_register_payment(self) -> bool:
        return (
            self.is_standing
            and self.state.status in (MonthStatus.ISSUED, MonthStatus.DISPUTED)
            and may(self.reader, Permission.REGISTER_PAYMENT)
        )

    @cached_property
    def sendings(self) -> list[SendingRow]:
        """What has been sent of it; the region's own matter."""
        if not may(self.reader, Permission.ISSUE_STATEMENT):
            return []
        sent = Sending.objects.filter(statement=self.statement).select_related("statement").order_by("pk")
        return [SendingRow(sending) for sending in sent]

    @property
    def may_send(self) -> bool:
        """Whether there is anything to send that failed, or that was never to be sent for want of details."""
        issues = bool(self.statement.amount) and may(self.reader, Permission.ISSUE_STATEMENT)
        return issues and (not self.sendings or any(row.has_failed for row in self.sendings))

    @property
    def may_be_paid_in_part(self) -> bool:
        """While a part is held, and the rest of it has not been paid."""
        return self.state.status is MonthStatus.DISPUTED and self.state.latest(MonthStep.PART_PAID) is None

    @cached_property
    def disputes(self) -> list[Dispute]:
        """The latest first."""
        return list(self.statement.disputes.order_by("-pk"))

    @property
    def may_contest(self) -> bool:
        return (
            self.is_standing
            and may(self.reader, Permission.CONTEST_STATEMENT)
            and not self.statement.disputes.open_or_rejected().exists()
        )

    @property
    def may_propose_credit(self) -> bool:
        return self.is_standing and may(self.reader, Permission.CREDIT_STATEMENT)

    @property
    def proposal(self) -> MonthEvent | None:
        """The credit note that waits for a second person; shown to the region alone."""
        proposed = self.state.latest(MonthStep.CREDIT_PROPOSED)
        is_about_this = proposed is not None and proposed.statement_id == self.statement.pk
        return proposed if is_about_this and self.may_propose_credit else None

    @property
    def may_credit(self) -> bool:
        return self.proposal is not None and self.proposal.by_user_id != self.reader.user_id


def _day(at: object) -> str:
    return date_in_words(timezone.localdate(at))  # type: ignore[arg-type]  # a datetime
