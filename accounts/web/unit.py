"""The unit's own page, for those who administer it: people, assignments, and what it receives."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access.administration import administered_units
from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.access.roles import RECEIVING_KINDS, Role
from accounts.actions.assignments import end_assignment
from accounts.actions.passwords import give_password
from accounts.actions.people import Account, welcome
from accounts.actions.receptions import receive_for, stop_receiving
from accounts.errors import DomainError
from accounts.models import CareType, Unit, UnitReception
from accounts.web.middleware import assignment_of
from accounts.web.people_rows import administered_assignments, ended, people
from accounts.web.unit_forms import AssignmentForm, ReceptionForm
from agreements.places import municipality


@require_safe
def unit_page(request: HttpRequest, unit_id: int) -> HttpResponse:
    unit = administered_unit(request, unit_id)
    return show(request, unit, AssignmentForm(unit, assignment_of(request)), ReceptionForm(unit))


@require_POST
def add_assignment(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Gives a person an assignment; one without an account gets one, with a first password shown once."""
    unit = administered_unit(request, unit_id)
    by = assignment_of(request)
    form = AssignmentForm(unit, by, request.POST)
    if not form.is_valid():
        return show(request, unit, form, ReceptionForm(unit))
    data = form.cleaned_data
    try:
        account = welcome(
            by=by,
            unit=unit,
            role=Role(data["role"]),
            email=data["email"],
            name=data["name"],
            title=data["title"],
        )
    except DomainError as error:
        form.add_error(None, error.message)
        return show(request, unit, form, ReceptionForm(unit))
    if account.first_password:
        # Shown in this answer and kept nowhere: a message after a redirect would lie in the session until read.
        return show(request, unit, AssignmentForm(unit, by), ReceptionForm(unit), new_account=account)
    messages.success(request, _("%(name)s has the assignment from now.") % {"name": account.user.name})
    return redirect("unit", unit.pk)


@require_POST
def end(request: HttpRequest, assignment_id: int) -> HttpResponse:
    by = assignment_of(request)
    require(by, Permission.ADMINISTER_UNIT)
    theirs = get_object_or_404(administered_assignments(by), pk=assignment_id)
    ended = end_assignment(by=by, assignment=theirs)
    messages.success(request, _("%(name)s's assignment has ended.") % {"name": ended.user.name})
    return redirect("unit", ended.unit_id)


@never_cache
@require_POST
def new_password(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Gives a person who works there a password for once, shown in this answer and kept nowhere."""
    by = assignment_of(request)
    require(by, Permission.ADMINISTER_UNIT)
    theirs = administered_assignments(by).not_ended().select_related("unit__organisation")
    assignment = get_object_or_404(theirs, pk=assignment_id)
    account, unit = give_password(by=by, assignment=assignment), assignment.unit
    return show(request, unit, AssignmentForm(unit, by), ReceptionForm(unit), new_account=account)


@require_POST
def add_reception(request: HttpRequest, unit_id: int) -> HttpResponse:
    unit = administered_unit(request, unit_id)
    by = assignment_of(request)
    form = ReceptionForm(unit, request.POST)
    if not form.is_valid():
        return show(request, unit, AssignmentForm(unit, by), form)
    said = form.cleaned_data | {"care_type": CareType(form.cleaned_data["care_type"])}
    try:
        receive_for(by=by, unit=unit, **said)
    except DomainError as error:
        field = str(error.data.get("field", ""))
        form.add_error(field if field in form.fields else None, error.message)
        return show(request, unit, AssignmentForm(unit, by), form)
    messages.success(request, _("The unit now receives these patients."))
    return redirect("unit", unit.pk)


@require_POST
def remove_reception(request: HttpRequest, reception_id: int) -> HttpResponse:
    by = assignment_of(request)
    require(by, Permission.ADMINISTER_UNIT)
    theirs = UnitReception.objects.filter(unit__in=administered_units(by))
    reception = get_object_or_404(theirs, pk=reception_id)
    stop_receiving(by=by, reception=reception)
    messages.success(request, _("The unit no longer receives these patients."))
    return redirect("unit", reception.unit_id)


def administered_unit(request: HttpRequest, unit_id: int) -> Unit:
    """The unit, 404 when it is another's; NotAllowed for those who administer nothing."""
    by = assignment_of(request)
    require(by, Permission.ADMINISTER_UNIT)
    return get_object_or_404(administered_units(by).select_related("organisation"), pk=unit_id)


def show(
    request: HttpRequest,
    unit: Unit,
    assignment_form: AssignmentForm,
    reception_form: ReceptionForm,
    new_account: Account | None = None,
) -> HttpResponse:
    """The page, with forms as they were sent where something in them must be put right."""
    lines = unit.receptions.select_related("district", "listed_at", "added_by__user", "ended_by__user")
    lines = lines.order_by(
        "municipality_code", "care_type", "district__sort_name", "listed_at__sort_name", "pk"
    )
    rows = [(line, municipality(line.municipality_code).name) for line in lines]
    receptions = [row for row in rows if row[0].ended_at is None]
    context = {
        "unit": unit,
        # Wards send and offices have no patients: routing asks for neither.
        "can_receive": unit.kind in RECEIVING_KINDS or rows,
        "people": people(unit, assignment_of(request)),
        "ended": ended(unit),
        "receptions": receptions,
        "ended_receptions": [row for row in rows if row[0].ended_at],
        "assignment_form": assignment_form,
        "reception_form": reception_form,
        "new_account": new_account,
    }
    is_wrong = assignment_form.errors or reception_form.errors
    return render(request, "accounts/unit.html", context, status=422 if is_wrong else 200)
