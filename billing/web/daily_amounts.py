"""/agreements/daily-amounts/: what a day of care costs, year by year, to a region's administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.web.middleware import assignment_of
from billing.actions.daily_amounts import enter_daily_amount, require_regions_administrator
from billing.models import EnteredDailyAmount
from billing.texts.daily_amounts import shipped_amounts
from billing.web.entries import approve_one, entries
from billing.web.entry_forms import DailyAmountForm
from billing.web.numbers import kronor


@require_http_methods(["GET", "HEAD", "POST"])
def daily_amounts_page(request: HttpRequest) -> HttpResponse:
    """The amounts with who stands behind each, and a form for another."""
    by = assignment_of(request)
    require_regions_administrator(by)
    form = DailyAmountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        enter_daily_amount(by=by, **form.cleaned_data)
        messages.success(request, _("The amount is entered. It counts when somebody else has approved it."))
        return redirect("daily-amounts")
    rows = EnteredDailyAmount.objects.filter(organisation=by.unit.organisation).with_people()
    context = {
        "organisation": by.unit.organisation,
        "form": form,
        "shipped": [
            (year, f"{kronor(amount.kronor)} ({amount.source})") for year, amount in shipped_amounts().items()
        ],
        "entries": entries(
            rows.latest_first(),
            by,
            "approve-daily-amount",
            what=lambda row: f"{row.year}: {kronor(row.kronor)}",
            note=lambda row: "",
        ),
    }
    return render(request, "billing/daily_amounts.html", context, status=422 if form.errors else 200)


@require_POST
def approve_amount(request: HttpRequest, amount_id: int) -> HttpResponse:
    """The second person's approval."""
    require_regions_administrator(assignment_of(request))
    approve_one(request, EnteredDailyAmount.objects.all(), amount_id)
    return redirect("daily-amounts")
