"""The units of an organisation, for its system administrator."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access.administration import administered_units
from accounts.access.permissions import Permission
from accounts.access.policy import may, require
from accounts.actions.units import register_unit
from accounts.web.middleware import assignment_of
from accounts.web.unit_forms import UnitForm


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """The organisation's units; who administers one only is sent to that unit's page."""
    by = assignment_of(request)
    require(by, Permission.ADMINISTER_UNIT)
    if not may(by, Permission.ADMINISTER_ORGANISATION):
        return redirect("unit", by.unit_id)
    return show_units(request, UnitForm(by.unit.organisation))


@require_POST
def add_unit(request: HttpRequest) -> HttpResponse:
    """Registers a unit of the own organisation."""
    by = assignment_of(request)
    require(by, Permission.ADMINISTER_ORGANISATION)
    form = UnitForm(by.unit.organisation, request.POST)
    if not form.is_valid():
        return show_units(request, form)
    try:
        unit = register_unit(by=by, **form.cleaned_data)
    except ValidationError as error:
        # What a rule says of the unit among others: a second default intake.
        form.add_error(None, error.messages)
        return show_units(request, form)
    messages.success(
        request, _("%(unit)s is registered. Give its first person an assignment.") % {"unit": unit}
    )
    return redirect("unit", unit.pk)


def show_units(request: HttpRequest, form: UnitForm) -> HttpResponse:
    """The list, with the form as it was sent where something in it must be put right."""
    by = assignment_of(request)
    context = {"units": administered_units(by), "organisation": by.unit.organisation, "form": form}
    return render(request, "accounts/units.html", context, status=422 if form.errors else 200)
