"""Keeping a choice of the worklist under a name, and forgetting it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.errors import DomainError
from accounts.web.middleware import assignment_of
from coordination.actions import saved_filters
from coordination.web.worklist_filter import WorklistFilter, municipalities_of


class SaveForm(forms.Form):
    name = forms.CharField(max_length=40)
    query = forms.CharField(max_length=200)


@require_POST
def save_filter(request: HttpRequest) -> HttpResponse:
    """Only what the list itself can choose is kept, whatever was posted."""
    by = assignment_of(request)
    require(by, Permission.READ_CASE)
    form = SaveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the choice a name of at most 40 letters."))
        return redirect("worklist")
    chosen = WorklistFilter(QueryDict(form.cleaned_data["query"]), municipalities_of(by))
    try:
        saved_filters.save(by=by, name=form.cleaned_data["name"].strip(), query=chosen.as_query())
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect(f"{reverse('worklist')}?{chosen.as_query()}")


@require_POST
def forget_filter(request: HttpRequest, pk: int) -> HttpResponse:
    by = assignment_of(request)
    require(by, Permission.READ_CASE)
    saved_filters.forget(by=by, pk=pk)
    return redirect("worklist")
