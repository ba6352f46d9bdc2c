"""Entering what ends an agreement, for one of its parties; another person approves it (two_people.py)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from accounts.access.permissions import Permission
from accounts.access.policy import NotAllowed, require
from accounts.errors import DomainError
from accounts.models import Assignment, Organisation
from agreements.agreement import Agreement
from agreements.dated import Words
from agreements.files import load_agreements
from agreements.terminations import NOT_BY_ALL, Termination, TerminationFault, last_day
from billing.models import EndingKind, EnteredTermination
from billing.models.two_people import APPROVAL
from billing.texts.endings import termination_of

NO_PARTY = Words("Organisationen är inte part i texten.", "The organisation is no party to the text.")
NOTHING_TO_DEPEND_ON = Words(
    "Texten är inte beroende av något annat avtal.", "The text depends on no other agreement."
)
NOT_GIVEN_YET = Words(
    "En uppsägning kan inte ha lämnats en dag som inte har varit än.",
    "A notice cannot have been given on a day that has not been yet.",
)
NOTHING_TO_TAKE_BACK = Words(
    "Det finns ingen godkänd uppgift av det slaget att ta tillbaka.",
    "There is no approved entry of that kind to take back.",
)


class CannotEnter(DomainError):
    """The text does not allow it; the words say why, and `field` what of that which was entered is at fault."""

    code = "termination_fault"

    def __init__(self, field: str, words: Words) -> None:
        self.field, self.words = field, words
        super().__init__()

    @property
    def message(self) -> str:
        return self.words.en if (get_language() or "sv").startswith("en") else self.words.sv


@transaction.atomic
def enter_termination(
    *,
    by: Assignment,
    agreement: str,
    kind: EndingKind,
    day: date | None,
    source: str,
    decided_by_all: bool = False,
    at: datetime | None = None,
) -> EnteredTermination:
    """An ending that waits for a second person; without `day` the organisation takes back its earlier one.

    Raises `CannotEnter` with the reason where the text does not allow it.
    """
    entered = EnteredTermination(
        organisation=by.unit.organisation,
        agreement=agreement,
        kind=kind,
        day=day,
        decided_by_all=decided_by_all,
        source=source.strip(),
        entered_by=by,
        entered_by_user=by.user,
        entered_at=at or timezone.now(),
    )
    _require(by, entered)
    entered.full_clean(exclude=[*APPROVAL, "day"])
    entered.save()
    return entered


def require_partys_administrator(by: Assignment) -> None:
    """A region or a municipality can be a party; a private provider cannot."""
    require(by, Permission.ADMINISTER_ORGANISATION)
    if by.unit.organisation.kind not in (Organisation.Kind.REGION, Organisation.Kind.MUNICIPALITY):
        raise NotAllowed(permission=Permission.ADMINISTER_ORGANISATION.value)


def require_party(by: Assignment, agreement: str) -> Agreement:
    """The text, for an administrator of one of its parties; `CannotEnter` for others'."""
    require_partys_administrator(by)
    return text_of_party(by, agreement)


def text_of_party(by: Assignment, agreement: str) -> Agreement:
    """The text, for whoever works for one of its parties; `CannotEnter` for others'."""
    text = load_agreements().get(agreement)
    if text is None or by.unit.organisation.code not in (text.region, *text.municipalities):
        raise CannotEnter("agreement", NO_PARTY)
    return text


def _require(by: Assignment, entered: EnteredTermination) -> None:
    text = require_party(by, entered.agreement)
    if entered.day is None:
        same = {"agreement": entered.agreement, "kind": entered.kind}
        earlier = EnteredTermination.objects.filter(organisation=entered.organisation, **same).approved()
        if (last := earlier.last()) is None or last.day is None:
            raise CannotEnter("day", NOTHING_TO_TAKE_BACK)
    elif entered.kind == EndingKind.MAIN_AGREEMENT:
        if text.validity.depends_on.value is None:
            raise CannotEnter("kind", NOTHING_TO_DEPEND_ON)
    else:
        _require_allowed(text, termination_of(entered, text))


def _require_allowed(text: Agreement, termination: Termination) -> None:
    if termination.given_on > timezone.localdate():
        raise CannotEnter("day", NOT_GIVEN_YET)
    try:
        last_day(text, termination)
    except TerminationFault as fault:
        raise CannotEnter("decided_by_all" if fault.reason is NOT_BY_ALL else "kind", fault.reason) from fault
