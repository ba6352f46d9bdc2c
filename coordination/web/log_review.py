"""The log reviewer's pages: who has looked at what, and a patient's extract of it. Looking at the log is logged too."""

from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.audit import marks_of
from accounts.models import AccessLogEntry, Assignment, User
from accounts.web.middleware import assignment_of
from coordination.key_pages import key_page
from coordination.web.log_query import (
    PEOPLE_AT_MOST,
    LogFilter,
    cases_called,
    extract,
    log_the_look,
    looks,
    people_called,
)
from coordination.web.log_words import look_in_words, subject_in_words
from coordination.web.search_query import as_sought

ROWS_A_PAGE = 50
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class LogForm(forms.Form):
    """What to look for. Sent by POST: names and case numbers stay out of addresses."""

    person = forms.CharField(label=_("Person: name or e-mail"), max_length=120, required=False)
    number = forms.CharField(label=_("Case number"), max_length=40, required=False)
    sought = forms.CharField(
        label=_("Sought in vain: the number or name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    first = forms.DateField(label=_("From"), required=False, widget=DAY)
    last = forms.DateField(label=_("To"), required=False, widget=DAY)


@never_cache
@require_safe
def log_review(request: HttpRequest) -> HttpResponse:
    """The looks made by people of the reviewer's own organisation, latest first."""
    by = assignment_of(request)
    require(by, Permission.REVIEW_LOG)
    wanted = LogFilter.of_address(request.GET, timezone.localdate())
    return _show(request, by, wanted, LogForm(initial={"first": wanted.first, "last": wanted.last}))


@never_cache
@sensitive_post_parameters("sought")
@require_POST
def find_in_log(request: HttpRequest) -> HttpResponse:
    """Finds the person and the case by what people call them, and goes on to the page that shows their looks."""
    by = assignment_of(request)
    require(by, Permission.REVIEW_LOG)
    unfiltered = LogFilter.of_address(request.GET, timezone.localdate())
    form = LogForm(request.POST)
    if not form.is_valid():
        return _show(request, by, unfiltered, form)
    said = form.cleaned_data
    people: list[User] = list(people_called(by, said["person"])) if said["person"] else []
    cases = tuple(cases_called(by, said["number"])) if said["number"] else ()
    if said["person"] and not people:
        form.add_error("person", _("Nobody in your organisation is called so. Check the spelling."))
    if said["number"] and not cases:
        form.add_error("number", _("Nobody in your organisation has looked at a case with that number."))
    sought = tuple(marks_of(as_sought(said["sought"]))) if said["sought"] else ()
    found = [
        (one, LogFilter(said["first"], said["last"], one.pk, cases, sought).as_query())
        for one in people[:PEOPLE_AT_MOST]
    ]
    if form.errors or len(people) > 1:
        return _show(request, by, unfiltered, form, people=found)
    person = people[0].pk if people else None
    asked = LogFilter(said["first"], said["last"], person, cases, sought)
    return redirect(f"{reverse('log-review')}?{asked.as_query()}")


@never_cache
@require_safe
def log_extract(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What the patient is given on paper."""
    by = assignment_of(request)
    entries = extract(by, case_id)
    if not entries:
        raise Http404
    context = {
        "organisation": by.unit.organisation,
        "number": entries[0].number,  # type: ignore[attr-defined]  # an annotation
        "entries": entries,
        "now": timezone.now(),
        "back": f"{reverse('log-review')}?{LogFilter(cases=(case_id,)).as_query()}",
    }
    return render(request, "coordination/log_extract.html", context)


@transaction.atomic
def _show(
    request: HttpRequest, by: Assignment, wanted: LogFilter, form: LogForm, people: Any = ()
) -> HttpResponse:
    page = key_page(looks(by, wanted), request.GET, "looked_at", ROWS_A_PAGE)
    entries = page.rows
    log_the_look(by, wanted, entries)
    context = {
        "organisation": by.unit.organisation,
        "form": form,
        "people": people,
        "wanted": wanted,
        "page": page,
        "rows": [_row(entry, wanted) for entry in entries],
        "extracts": sorted({(e.number, e.case_id) for e in entries if e.case_id in wanted.cases}),  # type: ignore[attr-defined]
        "is_filtered": bool(wanted.person or wanted.cases or wanted.sought),
        "person": entries[0].user.name if wanted.person and entries else "",
    }
    return render(request, "coordination/log_review.html", context, status=422 if form.errors else 200)


def _row(entry: AccessLogEntry, wanted: LogFilter) -> dict[str, Any]:
    """A look as the page shows it, with the addresses that show the same person's or the same case's."""
    return {
        "at": entry.looked_at,
        "who": entry.user.name,
        "persons_looks": LogFilter(wanted.first, wanted.last, entry.user_id).as_query(),
        "role": entry.assignment.get_role_display(),
        "unit": entry.assignment.unit.name,
        "what": look_in_words(entry.what, is_of_case=entry.case_id is not None),
        "why": entry.why,
        "number": entry.number or "",  # type: ignore[attr-defined]  # an annotation
        "cases_looks": LogFilter(cases=(entry.case_id,)).as_query() if entry.case_id else "",
        "subject": subject_in_words(entry.subject),
    }
