"""/agreements/amendments/: what the parties of an agreement have signed besides its text, to their administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.web.middleware import assignment_of
from agreements.files import load_agreements
from billing.actions.amendments import enter_amendment
from billing.actions.terminations import CannotEnter, require_partys_administrator
from billing.models import SignedAmendment
from billing.web.entries import approve_one, entries
from billing.web.entry_forms import AmendmentForm
from billing.web.numbers import date_in_words


@require_http_methods(["GET", "HEAD", "POST"])
def amendments_page(request: HttpRequest) -> HttpResponse:
    """What the organisation has entered, with who stands behind it, and a form for more."""
    by = assignment_of(request)
    require_partys_administrator(by)
    form = AmendmentForm(by.unit.organisation, request.POST if request.method == "POST" else None)
    if form.is_valid() and _is_entered(request, form):
        messages.success(request, _("It is entered. It counts when somebody else has approved it."))
        return redirect("amendments")
    rows = SignedAmendment.objects.filter(organisation=by.unit.organisation).with_people()
    context = {
        "title": _("Amendments"),
        "organisation": by.unit.organisation,
        "intro": _(
            "What the parties have signed besides the text. It stands beside the text when another administrator "
            "has approved it. Months are computed by the text: a value that decides an amount is changed by a new "
            "version of the text."
        ),
        "heading": _("Enter an amendment"),
        "form": form,
        "entries": entries(rows.latest_first(), by, "approve-amendment", what=amended, note=when_signed),
    }
    return render(request, "billing/entered.html", context, status=422 if form.errors else 200)


@require_POST
def approve_amendment(request: HttpRequest, amendment_id: int) -> HttpResponse:
    """The second person's approval."""
    require_partys_administrator(assignment_of(request))
    approve_one(request, SignedAmendment.objects.all(), amendment_id)
    return redirect("amendments")


def amended(row: SignedAmendment) -> str:
    """The text and what is changed."""
    text = load_agreements().get(row.agreement)
    return f"{row.agreement if text is None else text.name}: {row.what}"


def when_signed(row: SignedAmendment) -> str:
    said = {"signed": date_in_words(row.signed_on), "first": date_in_words(row.in_force_from)}
    return _("Signed on %(signed)s, in force from %(first)s.") % said


def _is_entered(request: HttpRequest, form: AmendmentForm) -> bool:
    """Enters it, or puts why not beside the field that is at fault."""
    try:
        enter_amendment(by=assignment_of(request), **form.cleaned_data)
    except CannotEnter as refused:
        form.add_error(refused.field, refused.message)
        return False
    return True
