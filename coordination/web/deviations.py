"""A unit's deviations: what waits for a follow-up first, without any patient, on a page and as a file."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.web.middleware import assignment_of
from coordination.core.civil import civil
from coordination.core.messages import DeviationCategory
from coordination.deviations import DeviationFilter, deviations
from coordination.web.forms.fields import choices
from coordination.web.live import state_of_deviations
from coordination.web.words import DEVIATION
from look.spreadsheet import as_csv

ROWS_A_PAGE = 50


class DeviationFilterForm(forms.Form):
    """What to show, as the address has it."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            ("open", _("Waits for follow-up")),
            ("closed", _("Followed up")),
        ],
    )
    category = forms.ChoiceField(
        label=_("What went wrong?"), required=False, choices=[("", _("All")), *choices(DEVIATION)]
    )
    first = forms.DateField(
        label=_("From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    last = forms.DateField(
        label=_("To and including"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def wanted(self) -> DeviationFilter:
        """What can't be read is as if it were not there."""
        self.is_valid()
        told = self.cleaned_data
        state = told.get("state")
        return DeviationFilter(
            is_open=state == "open" if state else None,
            category=told.get("category") or "",
            first=told.get("first"),
            last=told.get("last"),
        )


@never_cache
@require_safe
def deviations_page(request: HttpRequest) -> HttpResponse:
    """`?state=`, `?category=`, `?first=`, `?last=`, and `?format=csv` for a spreadsheet."""
    by = assignment_of(request)
    require(by, Permission.READ_CASE)
    form = DeviationFilterForm(request.GET)
    found = deviations(by, form.wanted())
    if request.GET.get("format") == "csv":
        return _file(map(_shown, found))
    number = found.aggregate(all=Count("pk"), open=Count("pk", filter=Q(is_open=True)))
    pages = Paginator(found, ROWS_A_PAGE)
    pages.count = number["all"]
    page = pages.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "live_url": reverse("live-deviations", query={"seen": state_of_deviations(by)}),
        "is_filtered": bool(form.changed_data),
        "page": page,
        "rows": [_shown(one) for one in page.object_list],
        "counts": [
            (
                _("Waits for follow-up: %(number)d") % {"number": number["open"]},
                "warning" if number["open"] else "neutral",
            ),
            (_("Followed up: %(number)d") % {"number": number["all"] - number["open"]}, "neutral"),
        ],
    }
    return render(request, "coordination/deviations.html", context)


def _shown(event: Any) -> dict[str, Any]:
    """A line: which case, and between whom. What was written stands in the case only."""
    return {
        "case_id": event.case_id,
        "number": event.case.number,
        "category": DEVIATION[DeviationCategory(event.payload["category"])],
        "at": event.occurred_at,
        "from": event.by.unit.name,
        "to": ", ".join(one["name"] for one in event.payload["receivers"]),
        "is_open": event.is_open,
        "is_received": event.is_received,
        "state": _("Waits for follow-up") if event.is_open else _("Followed up"),
    }


def _file(rows: Iterable[dict[str, Any]]) -> HttpResponse:
    columns = {
        "number": _("Case"),
        "at": _("Reported"),
        "category": _("What went wrong?"),
        "from": _("From"),
        "to": _("To"),
        "state": _("State"),
    }
    lines = ([(row | {"at": civil(row["at"])})[name] for name in columns] for row in rows)
    return as_csv(
        [str(word) for word in columns.values()], lines, f"avvikelser-{timezone.localdate():%Y-%m-%d}"
    )
