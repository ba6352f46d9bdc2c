"""Which unit is on duty for one that has gone home, as its administrator says."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access.administration import administered_units
from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.models import Unit
from accounts.web.middleware import assignment_of
from coordination.actions.duty import end_duty, set_duty
from coordination.web.forms.channels import ChannelForm
from coordination.web.forms.duty import DutyForm
from coordination.web.unit_messages import show_unit_messages


@require_POST
def set_duty_hours(request: HttpRequest, unit_id: int) -> HttpResponse:
    """The unit's duty from now on; the page with the form as it was sent where something in it must be put right."""
    unit = _administered(request, unit_id)
    form = DutyForm(unit, request.POST)
    if not form.is_valid():
        return show_unit_messages(request, unit, ChannelForm(), duty=form)
    set_duty(by=assignment_of(request), unit=unit, **form.cleaned_data)
    messages.success(request, _("The unit on duty is told in those hours as well."))
    return redirect("unit-messages", unit.pk)


@require_POST
def end_duty_hours(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Nobody is on duty for the unit any more."""
    unit = _administered(request, unit_id)
    end_duty(by=assignment_of(request), unit=unit)
    messages.success(request, _("No other unit is told any more."))
    return redirect("unit-messages", unit.pk)


def _administered(request: HttpRequest, unit_id: int) -> Unit:
    by = assignment_of(request)
    require(by, Permission.ADMINISTER_UNIT)
    return get_object_or_404(administered_units(by), pk=unit_id)
