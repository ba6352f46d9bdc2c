"""/agreements/consultations/: what parties plan that may touch each other, asked about before it takes effect."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.models import Assignment
from accounts.web.middleware import assignment_of
from agreements.files import load_agreements
from billing.access import planned_change
from billing.actions.consultations import answer_change, register_change, withdraw_change
from billing.actions.terminations import CannotEnter
from billing.models import ConsultationAnswer, PlannedChange, Position
from billing.texts.consultations import Consulted, consulted
from billing.web.consultation_forms import AnswerForm, ChangeForm
from billing.web.numbers import NONE, date_in_words

TONES = {Position.NO_OBJECTION: "success", Position.WANTS_TO_MEET: "warning", Position.OBJECTS: "danger"}


@require_http_methods(["GET", "HEAD", "POST"])
def consultations(request: HttpRequest) -> HttpResponse:
    """The log, what comes next first, and a form for another change."""
    by = assignment_of(request)
    require(by, Permission.CONSULT)
    form = ChangeForm(by.unit.organisation, request.POST if request.method == "POST" else None)
    if form.is_valid() and (change := _registered(by, form)):
        messages.success(request, _("The change is registered, and the other parties are told."))
        return redirect("consultation", change.pk)
    today = timezone.localdate()
    found = PlannedChange.objects.visible_to(by).with_answers().order_by("-takes_effect_on", "-pk")
    context = {
        "organisation": by.unit.organisation,
        "rows": [_row(change, today) for change in found],
        "form": form,
    }
    return render(request, "billing/consultations.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def consultation(request: HttpRequest, change_id: int) -> HttpResponse:
    """One change with what each of the others says; a form for the own answer."""
    by = assignment_of(request)
    change = planned_change(by, change_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _is_answered(by, change, form):
        messages.success(request, _("The answer is registered, and the one who plans the change is told."))
        return redirect("consultation", change.pk)
    waits = change.waits_for_answers(timezone.localdate())
    is_own = change.organisation_id == by.unit.organisation_id
    context = {
        "change": change,
        "about": _about(change),
        "answers": [_answer(party) for party in consulted(change)],
        "may_answer": waits and not is_own,
        "may_withdraw": waits and is_own,
        "is_over": not waits and change.withdrawn_at is None,
        "form": form,
    }
    return render(request, "billing/consultation.html", context, status=422 if form.errors else 200)


@require_POST
def withdraw(request: HttpRequest, change_id: int) -> HttpResponse:
    """The change will not be made."""
    by = assignment_of(request)
    withdraw_change(planned_change(by, change_id), by=by)
    messages.success(request, _("The change is withdrawn, and the other parties are told."))
    return redirect("consultation", change_id)


def _registered(by: Assignment, form: ChangeForm) -> PlannedChange | None:
    try:
        return register_change(by=by, **form.cleaned_data)
    except CannotEnter as refused:
        form.add_error(refused.field, refused.message)
        return None


def _is_answered(by: Assignment, change: PlannedChange, form: AnswerForm) -> bool:
    position = Position(form.cleaned_data["position"])
    try:
        answer_change(change, by=by, position=position, words=form.cleaned_data["words"])
    except CannotEnter as refused:
        form.add_error(refused.field, refused.message)
        return False
    return True


def _about(change: PlannedChange) -> list[tuple[str, str]]:
    text = load_agreements().get(change.agreement)
    registered = date_in_words(timezone.localdate(change.registered_at))
    return [
        (_("Planned by"), change.organisation.name),
        (_("Takes effect on"), date_in_words(change.takes_effect_on)),
        (_("Agreement"), change.agreement if text is None else text.name),
        (_("Registered by"), f"{change.registered_by_user.name}, {registered}"),
    ]


def _row(change: PlannedChange, today: date) -> dict[str, Any]:
    parties = consulted(change)
    silent = sum(1 for party in parties if party.answer is None)
    objects = any(party.answer and party.answer.position == Position.OBJECTS for party in parties)
    if change.withdrawn_at:
        standing, tone = _("withdrawn"), "neutral"
    elif objects:
        standing, tone = _("a party objects"), "danger"
    elif not silent:
        standing, tone = _("all have answered"), "success"
    else:
        said = ngettext("%(count)d party has not answered", "%(count)d parties have not answered", silent)
        standing, tone = said % {"count": silent}, "warning" if today < change.takes_effect_on else "danger"
    return {
        "pk": change.pk,
        "title": change.title,
        "by": change.organisation.name,
        "on": date_in_words(change.takes_effect_on),
        "standing": standing,
        "tone": tone,
    }


def _answer(party: Consulted) -> dict[str, str]:
    answer: ConsultationAnswer | None = party.answer
    if answer is None:
        return {
            "name": party.name,
            "position": _("has not answered"),
            "tone": "neutral",
            "words": NONE,
            "by": "",
        }
    answered = date_in_words(timezone.localdate(answer.answered_at))
    return {
        "name": party.name,
        "position": str(Position(answer.position).label),
        "tone": TONES[Position(answer.position)],
        "words": answer.words or NONE,
        "by": f"{answer.answered_by_user.name}, {answered}",
    }
