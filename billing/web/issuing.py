"""/agreements/invoicing/: whether a region issues statements, or calculates without invoicing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.web.middleware import assignment_of
from billing.actions.daily_amounts import require_regions_administrator
from billing.actions.issuing import decide_issuing
from billing.models import IssuingDecision
from billing.web.entries import approve_one, entries
from billing.web.entry_forms import IssuingForm
from billing.web.numbers import month_as_title


@require_http_methods(["GET", "HEAD", "POST"])
def issuing_page(request: HttpRequest) -> HttpResponse:
    """What the region has decided, with who stands behind it, and a form for another decision."""
    by = assignment_of(request)
    require_regions_administrator(by)
    form = IssuingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        decide_issuing(by=by, **form.cleaned_data)
        messages.success(request, _("It is entered. It counts when somebody else has approved it."))
        return redirect("issuing")
    rows = IssuingDecision.objects.filter(organisation=by.unit.organisation).with_people()
    context = {
        "title": _("Invoicing"),
        "organisation": by.unit.organisation,
        "intro": _(
            "A region that does not trust its data yet can calculate without invoicing: months are shown, closed and "
            "reviewed as usual, and no statement is issued. Unless something else is decided, statements are issued."
        ),
        "heading": _("Enter a decision"),
        "form": form,
        "entries": entries(rows.latest_first(), by, "approve-issuing", what=decided, note=lambda row: ""),
    }
    return render(request, "billing/entered.html", context, status=422 if form.errors else 200)


@require_POST
def approve_issuing(request: HttpRequest, decision_id: int) -> HttpResponse:
    """The second person's approval."""
    require_regions_administrator(assignment_of(request))
    approve_one(request, IssuingDecision.objects.all(), decision_id)
    return redirect("issuing")


def decided(row: IssuingDecision) -> str:
    """From when on, and what."""
    what = _("Statements are issued") if row.issues else _("Months are calculated without invoicing")
    return f"{month_as_title(row.first_month)}: {what}"
