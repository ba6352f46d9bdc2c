"""/agreements/terminations/: what ends the agreements of a region or a municipality, to its administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.web.middleware import assignment_of
from agreements.files import load_agreements
from billing.actions.terminations import CannotEnter, enter_termination, require_partys_administrator
from billing.models import EndingKind, EnteredTermination
from billing.texts.endings import last_day_of
from billing.web.entries import approve_one, entries
from billing.web.entry_forms import TerminationForm
from billing.web.numbers import date_in_words


@require_http_methods(["GET", "HEAD", "POST"])
def terminations_page(request: HttpRequest) -> HttpResponse:
    """What the organisation has entered, with who stands behind it, and a form for more."""
    by = assignment_of(request)
    require_partys_administrator(by)
    form = TerminationForm(by.unit.organisation, request.POST if request.method == "POST" else None)
    if form.is_valid() and _is_entered(request, form):
        messages.success(request, _("It is entered. It counts when somebody else has approved it."))
        return redirect("terminations")
    rows = EnteredTermination.objects.filter(organisation=by.unit.organisation).with_people()
    context = {
        "organisation": by.unit.organisation,
        "form": form,
        "entries": entries(rows.latest_first(), by, "approve-termination", what=what_ends, note=how_long),
    }
    return render(request, "billing/terminations.html", context, status=422 if form.errors else 200)


@require_POST
def approve_termination(request: HttpRequest, termination_id: int) -> HttpResponse:
    """The second person's approval."""
    require_partys_administrator(assignment_of(request))
    approve_one(request, EnteredTermination.objects.all(), termination_id)
    return redirect("terminations")


def what_ends(row: EnteredTermination) -> str:
    """The text and what has happened to it."""
    text = load_agreements().get(row.agreement)
    return f"{row.agreement if text is None else text.name}: {EndingKind(row.kind).label}"


def how_long(row: EnteredTermination) -> str:
    """When notice was given, and until when the text is in force by it."""
    last_day = last_day_of(row)
    if row.day is None or last_day is None:
        return _("taken back")
    said = {"day": date_in_words(row.day), "last": date_in_words(last_day)}
    if row.kind == EndingKind.MAIN_AGREEMENT:
        return _("The last day in force is %(last)s.") % said
    return _("Notice was given on %(day)s; the last day in force is %(last)s.") % said


def _is_entered(request: HttpRequest, form: TerminationForm) -> bool:
    """Enters it, or puts why not beside the field that is at fault."""
    data = {name: value for name, value in form.cleaned_data.items() if name != "taken_back"}
    kind = EndingKind(data.pop("kind"))
    try:
        enter_termination(by=assignment_of(request), kind=kind, **data)
    except CannotEnter as refused:
        form.add_error(refused.field, refused.message)
        return False
    return True
