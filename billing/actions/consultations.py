"""Registering a change that a party plans, and answering another party's before it takes effect."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.access.permissions import Permission
from accounts.access.policy import NotAllowed, require
from accounts.models import Assignment
from agreements.dated import Words
from billing.actions.office_messages import tell_offices
from billing.actions.terminations import CannotEnter, text_of_party
from billing.errors import ChangeIsWithdrawn, ConsultationIsOver, OwnChange
from billing.models import ConsultationAnswer, PlannedChange, Position
from billing.months.spans import month_of
from billing.texts.consultations import consulted
from coordination.published import AnnouncementKind

NOT_AHEAD = Words(
    "De andra ska tillfrågas innan förändringen görs: ange en dag som inte har kommit än.",
    "The others are asked before the change is made: give a day that has not come yet.",
)
SAY_WHY = Words("Skriv vad ni vill ta upp.", "Write what you want to discuss.")


@transaction.atomic
def register_change(
    *,
    by: Assignment,
    agreement: str,
    title: str,
    what: str,
    takes_effect_on: date,
    at: datetime | None = None,
) -> PlannedChange:
    """A change that the others are told of at once, and can answer until it takes effect.

    Raises `CannotEnter` for a text of others, and for a day that is not ahead.
    """
    require(by, Permission.CONSULT)
    text_of_party(by, agreement)
    now = at or timezone.now()
    if takes_effect_on <= timezone.localdate(now):
        raise CannotEnter("takes_effect_on", NOT_AHEAD)
    change = PlannedChange(
        agreement=agreement,
        organisation=by.unit.organisation,
        title=title.strip(),
        what=what.strip(),
        takes_effect_on=takes_effect_on,
        registered_by=by,
        registered_by_user=by.user,
        registered_at=now,
    )
    change.full_clean(exclude=["withdrawn_at", "withdrawn_by"])
    change.save()
    _tell([party.code for party in consulted(change)], change, now)
    return change


@transaction.atomic
def answer_change(
    change: PlannedChange, *, by: Assignment, position: Position, words: str = "", at: datetime | None = None
) -> ConsultationAnswer:
    """What the organisation of `by` says; a later answer takes the place of an earlier one, which is kept.

    Raises `OwnChange`, `ChangeIsWithdrawn`, `ConsultationIsOver` from the day on which it takes effect, and
    `CannotEnter` where nothing is said of what is wrong.
    """
    require(by, Permission.CONSULT)
    now = at or timezone.now()
    locked = PlannedChange.objects.select_for_update(no_key=True, of=("self",)).get(pk=change.pk)
    text_of_party(by, locked.agreement)
    if locked.organisation_id == by.unit.organisation_id:
        raise OwnChange(permission=Permission.CONSULT.value)
    if locked.withdrawn_at:
        raise ChangeIsWithdrawn
    if not locked.waits_for_answers(timezone.localdate(now)):
        raise ConsultationIsOver(day=locked.takes_effect_on.isoformat())
    if position is not Position.NO_OBJECTION and not words.strip():
        raise CannotEnter("words", SAY_WHY)
    answer = ConsultationAnswer.objects.create(
        change=locked,
        organisation=by.unit.organisation,
        position=position,
        words=words.strip(),
        answered_by=by,
        answered_by_user=by.user,
        answered_at=now,
    )
    _tell([locked.organisation.code], locked, now)
    return answer


@transaction.atomic
def withdraw_change(change: PlannedChange, *, by: Assignment, at: datetime | None = None) -> PlannedChange:
    """The change will not be made, says the party that planned it. Once is enough."""
    require(by, Permission.CONSULT)
    locked = PlannedChange.objects.select_for_update(no_key=True, of=("self",)).get(pk=change.pk)
    if locked.organisation_id != by.unit.organisation_id:
        raise NotAllowed(permission=Permission.CONSULT.value)
    if locked.withdrawn_at is None:
        locked.withdrawn_at, locked.withdrawn_by = at or timezone.now(), by
        locked.save(update_fields=["withdrawn_at", "withdrawn_by"])
        _tell([party.code for party in consulted(locked)], locked, locked.withdrawn_at)
    return locked


def _tell(codes: list[str], change: PlannedChange, at: datetime) -> None:
    tell_offices(
        codes,
        AnnouncementKind.CONSULTATION,
        month=month_of(change.takes_effect_on),
        path=reverse("consultation", args=[change.pk]),
        at=at,
    )
