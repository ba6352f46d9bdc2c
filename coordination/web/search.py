"""Finding a patient among the own unit's cases. Always by POST: numbers stay out of addresses."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.web.middleware import assignment_of
from coordination.core.states import Capacity
from coordination.models.case import STATUS_NAMES
from coordination.web.cells import patient_cell
from coordination.web.patient_words import short_name, year_of_birth
from coordination.web.search_query import AT_MOST, Found, find


class SearchForm(forms.Form):
    """A name, a whole identity number or a case number."""

    wanted = forms.CharField(
        label=_("Search name, identity number or case number"),
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


@never_cache
@sensitive_post_parameters("wanted")
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """The cases found, open ones first, masked as in every list."""
    by = assignment_of(request)
    require(by, Permission.READ_CASE)
    form = SearchForm(request.POST)
    found = find(by, form.cleaned_data["wanted"]) if form.is_valid() else Found()
    context = {
        "search": form,
        "rows": [_shown(one) for one in found.rows],
        "closed": found.closed,
        "is_cut": found.is_cut,
        "at_most": AT_MOST,
    }
    return render(request, "coordination/search.html", context)


def _shown(found: dict[str, Any]) -> dict[str, Any]:
    is_protected = found["patient__has_protected_identity"]
    has_left = found["parties__capacity"] == Capacity.FORMER_WARD
    name = short_name(
        found["snapshot__given_name"], found["snapshot__family_name"], is_protected=is_protected
    )
    born = year_of_birth(found["patient__identity_type"], found["patient__identity_value"])
    return found | {
        "patient": patient_cell(found["id"], found["number"], name, born, is_protected=is_protected),
        "status": _("Moved to another ward") if has_left else STATUS_NAMES[found["status"]],
    }
