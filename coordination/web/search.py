"""Finding a patient among the own unit's cases. Always by POST: numbers stay out of addresses."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.audit import record_looks, record_search_in_vain
from accounts.web.middleware import assignment_of
from coordination.core.identities import IdentityType, MalformedIdentity, normalised
from coordination.core.states import Capacity
from coordination.models import Case, FormerNumber
from coordination.models.case import STATUS_NAMES
from coordination.web.cells import patient_cell
from coordination.web.patient_words import short_name, year_of_birth

AT_MOST = 50
COLUMNS = (
    "id",
    "number",
    "status",
    "admitted_at",
    "snapshot__given_name",
    "snapshot__family_name",
    "patient__identity_type",
    "patient__identity_value",
    "patient__has_protected_identity",
    "parties__capacity",
    "had_that_number",
)


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
    """The cases found, open ones first, masked as in every list.

    Each found is a look, and logged as one; so is a search that finds nobody.
    """
    by = assignment_of(request)
    require(by, Permission.READ_CASE)
    form = SearchForm(request.POST)
    found: list[dict[str, Any]] = []
    closed: list[Case] = []
    if form.is_valid():
        wanted = form.cleaned_data["wanted"]
        numbers = _numbers(wanted, timezone.localdate())
        formerly = FormerNumber.objects.filter(case=OuterRef("pk"), patient__identity_value__in=numbers)
        # One row a case: a unit is a party once.
        cases = (
            Case.objects.visible_to(by)
            .annotate(had_that_number=Exists(formerly) & ~Q(patient__identity_value__in=numbers))
            .filter(_matches(wanted, numbers), parties__unit=by.unit_id)
        )
        found = list(_open_first(cases)[: AT_MOST + 1])
        record_looks(assignment=by, case_ids=[one["id"] for one in found[:AT_MOST]], what="search")
        # What the unit was told of by mistake it may ask about, by the number that it was given.
        closed = list(Case.objects.closed_to(by).filter(number__iexact=wanted))
        if not found:
            record_search_in_vain(assignment=by, sought=as_sought(wanted))
    context = {
        "search": form,
        "rows": [_shown(one) for one in found[:AT_MOST]],
        "closed": closed,
        "is_cut": len(found) > AT_MOST,
        "at_most": AT_MOST,
    }
    return render(request, "coordination/search.html", context)


def as_sought(wanted: str) -> str:
    """The same text for the same number or name, however it was written."""
    numbers = _numbers(wanted, timezone.localdate())
    return numbers[0] if numbers else " ".join(wanted.casefold().split())


def _matches(wanted: str, numbers: list[str]) -> Q:
    """A case number or a whole identity number, a former one too; else each word begins a name, save protected ones."""
    by_name = Q(patient__has_protected_identity=False)
    for word in wanted.split():
        by_name &= Q(snapshot__given_name__istartswith=word) | Q(snapshot__family_name__istartswith=word)
    return (
        Q(number__iexact=wanted) | Q(patient__identity_value__in=numbers) | Q(had_that_number=True) | by_name
    )


def _numbers(wanted: str, today: date) -> list[str]:
    """The identity numbers that the text can be, as they are stored."""
    numbers = []
    for kind in (
        IdentityType.PERSONAL_NUMBER,
        IdentityType.COORDINATION_NUMBER,
        IdentityType.RESERVE_NUMBER_NATIONAL,
    ):
        try:
            numbers.append(normalised(kind, wanted, today=today))
        except MalformedIdentity:
            continue
    return numbers


def _open_first(cases: QuerySet[Case]) -> QuerySet[Case, dict[str, Any]]:
    return cases.order_by(F("discharged_at").desc(nulls_first=True), "-admitted_at").values(*COLUMNS)


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
