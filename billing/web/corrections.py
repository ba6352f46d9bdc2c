"""Corrections of a month's basis: proposed on the month's page of them, decided each on its own."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access.permissions import Permission
from accounts.access.policy import may, require
from accounts.errors import DomainError
from accounts.models import Assignment, Organisation
from accounts.web.middleware import assignment_of
from agreements.places import MUNICIPALITIES, REGIONS
from billing.access import record_look_at_month, require_month
from billing.actions.corrections import (
    SIDES,
    decide_correction,
    propose_correction,
    propose_undoing,
    withdraw_correction,
)
from billing.core.corrections import CorrectionKind
from billing.errors import NotACorrection
from billing.models import Correction
from billing.months.dates import texts_between
from billing.statements.standing import corrections_are_open, month_state
from billing.web.correction_forms import DecisionForm, EvidenceForm, ProposalForm, WhichForm
from billing.web.correction_page import CorrectionPage, standing_of
from billing.web.correction_words import kind_in_words, row_in_words
from billing.web.numbers import date_in_words, month_as_title


@require_http_methods(["GET", "HEAD", "POST"])
def corrections(request: HttpRequest, region: str, municipality: str, month: int) -> HttpResponse:
    """What is proposed and decided; `?episode=` and `?kind=` say what the form that follows asks for."""
    by = assignment_of(request)
    require_month(by, region, municipality)
    side = SIDES[Organisation.Kind(by.unit.organisation.kind)]
    said = request.POST if request.method == "POST" else request.GET
    which = WhichForm(side, said if "kind" in said else None, initial={"episode": said.get("episode", "")})
    proposal, status = None, 200
    if which.is_bound and which.is_valid():
        kind = CorrectionKind(which.cleaned_data["kind"])
        proposal = ProposalForm(kind, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(by, Permission.PROPOSE_CORRECTION)
        if proposal is not None and proposal.is_valid():
            keys = {"region": region, "municipality": municipality, "month": month}
            if made := _proposed(by, which, proposal, keys):
                messages.success(
                    request, _("The correction is proposed. Somebody else at the region decides.")
                )
                return redirect("correction", made.pk)
        status = 422
    record_look_at_month(by, region, municipality, month, what="corrections of a month")
    context = _context(by, region, municipality, month) | {"which": which, "proposal": proposal}
    return render(request, "billing/corrections.html", context, status=status)


def _proposed(
    by: Assignment, which: WhichForm, proposal: ProposalForm, keys: dict[str, Any]
) -> Correction | None:
    """The new proposal, or none with the refusal beside the field that is at fault."""
    try:
        return propose_correction(
            by=by,
            **keys,
            episode_id=which.cleaned_data["episode"].strip(),
            kind=CorrectionKind(which.cleaned_data["kind"]),
            **proposal.said,
        )
    except NotACorrection as refused:
        proposal.add_error(refused.field if refused.field in proposal.fields else None, refused.message)
    except DomainError as refused:
        proposal.add_error(None, refused.message)
    return None


def _context(by: Assignment, region: str, municipality: str, month: int) -> dict[str, Any]:
    found = (
        Correction.objects.visible_to(by).of_month(region, municipality, month).with_people().order_by("-pk")
    )
    in_force = set(
        Correction.objects.in_force().of_month(region, municipality, month).values_list("pk", flat=True)
    )
    texts = texts_between(region, municipality, month)
    state = month_state(region, municipality, month, timezone.now())
    invoice = state.dates.invoice_on
    return {
        "region": region,
        "municipality": municipality,
        "month": month,
        "title": _("Corrections: %(municipality)s, %(month)s")
        % {"municipality": MUNICIPALITIES[municipality].name, "month": month_as_title(month).lower()},
        "lead": REGIONS[region].name,
        "rows": [_row(each, in_force) for each in found],
        "is_open": corrections_are_open(state, texts),
        "invoice_on": "" if invoice is None else date_in_words(invoice),
        "may_propose": may(by, Permission.PROPOSE_CORRECTION),
    }


def _row(each: Correction, in_force: set[int]) -> dict[str, Any]:
    standing, tone = standing_of(each, is_in_force=each.pk in in_force)
    return {
        "number": each.pk,
        "episode": each.episode_id,
        "what": row_in_words(each),
        "by": each.proposed_by.unit.organisation.name,
        "on": date_in_words(timezone.localdate(each.proposed_at)),
        "standing": standing,
        "tone": tone,
    }


@require_safe
def correction(request: HttpRequest, number: int) -> HttpResponse:
    """One correction, with what it changes and forms for what the reader may do."""
    reader = assignment_of(request)
    return _page(request, reader, own_correction(reader, number))


def own_correction(reader: Assignment, number: int) -> Correction:
    """One of the reader's organisation; another's is not there to be found (404)."""
    require(reader, Permission.READ_MONTH)
    return get_object_or_404(Correction.objects.visible_to(reader).with_people(), pk=number)


def _page(
    request: HttpRequest,
    reader: Assignment,
    found: Correction,
    *,
    decision: DecisionForm | None = None,
    undoing: EvidenceForm | None = None,
) -> HttpResponse:
    record_look_at_month(
        reader, found.region_code, found.municipality_code, found.month, what="correction page"
    )
    page = CorrectionPage(
        found,
        reader,
        is_open=all(_is_open(*each) for each in found.months),
        is_in_force=Correction.objects.in_force().filter(pk=found.pk).exists(),
    )
    context = {
        "page": page,
        "kind": kind_in_words(found.kind),
        "decision": decision or DecisionForm(),
        "undoing": undoing or EvidenceForm(),
    }
    return render(request, "billing/correction.html", context, status=422 if decision or undoing else 200)


def _is_open(region: str, municipality: str, month: int) -> bool:
    state = month_state(region, municipality, month, timezone.now())
    return corrections_are_open(state, texts_between(region, municipality, month))


@require_POST
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """The region accepts it or rejects it, as the button pressed says."""
    by = assignment_of(request)
    found = own_correction(by, number)
    require(by, Permission.DECIDE_CORRECTION)
    form = DecisionForm(request.POST)
    accept = request.POST.get("decision") == "accept"
    if form.is_valid():
        try:
            decide_correction(found, by=by, accept=accept, reason=form.cleaned_data["reason"])
        except NotACorrection as refused:
            form.add_error("reason", refused.message)
        else:
            said = _("The correction counts from now on.") if accept else _("The correction is rejected.")
            messages.success(request, said)
            return redirect("correction", number)
    return _page(request, by, found, decision=form)


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Who proposed it thinks better of it."""
    by = assignment_of(request)
    withdraw_correction(own_correction(by, number), by=by)
    messages.success(request, _("The proposal is withdrawn."))
    return redirect("correction", number)


@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """A proposal that it is not to count any more."""
    by = assignment_of(request)
    found = own_correction(by, number)
    require(by, Permission.PROPOSE_CORRECTION)
    form = EvidenceForm(request.POST)
    if not form.is_valid():
        return _page(request, by, found, undoing=form)
    made = propose_undoing(found, by=by, **form.cleaned_data)
    messages.success(request, _("The correction is proposed. Somebody else at the region decides."))
    return redirect("correction", made.pk)
