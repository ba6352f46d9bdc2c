"""What has been sent of a document, or why it could not be, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.actions.outbox import NO_ANSWER
from billing.actions.sendings import PARTY_UNKNOWN
from billing.carriers.parcel import MISCONFIGURED, REFUSED, UNKNOWN_HOST, UNREACHABLE, UNWRITABLE
from billing.errors import AccountsUnknown
from billing.models import Sending, SendingKind, SendingState
from billing.web.numbers import NONE

FAULTS: Mapping[str, Promise] = {
    UNREACHABLE: gettext_lazy("The receiver could not be reached"),
    UNWRITABLE: gettext_lazy("The file could not be written where it was to go"),
    REFUSED: gettext_lazy("The receiver does not let us in"),
    UNKNOWN_HOST: gettext_lazy("The server is another than the one we know"),
    MISCONFIGURED: gettext_lazy("The setting names no way to send it"),
    NO_ANSWER: gettext_lazy("Was interrupted every time"),
    PARTY_UNKNOWN: gettext_lazy("The municipality's invoice details are missing"),
    AccountsUnknown.code: gettext_lazy("The region's accounts are missing"),
}
TONES = {SendingState.PENDING: "info", SendingState.SENT: "success", SendingState.FAILED: "danger"}


@dataclass(frozen=True, slots=True)
class SendingRow:
    """A sending as a page shows it."""

    sending: Sending

    @property
    def number(self) -> str:
        return self.sending.statement.number

    @property
    def what(self) -> str:
        return str(SendingKind(self.sending.kind).label)

    @property
    def state(self) -> str:
        return str(SendingState(self.sending.state).label)

    @property
    def tone(self) -> str:
        return TONES[SendingState(self.sending.state)]

    @property
    def when(self) -> str:
        """When it was sent, or given up."""
        at = self.sending.sent_at or self.sending.failed_at
        return NONE if at is None else timezone.localtime(at).strftime("%Y-%m-%d %H:%M")

    @property
    def fault(self) -> str:
        """Why the last attempt did not succeed; empty where it did, or none was made."""
        code = self.sending.fault
        if code.startswith("status_"):
            return _("Answered with status %(status)s") % {"status": code.removeprefix("status_")}
        return str(FAULTS.get(code, code))

    @property
    def has_failed(self) -> bool:
        return self.sending.state == SendingState.FAILED
