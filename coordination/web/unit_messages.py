"""How a unit is told: its channels and what could not be sent, for its administrator, without any patient."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access.administration import administered_units
from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.errors import DomainError
from accounts.models import Unit
from accounts.web.middleware import assignment_of
from accounts.web.unit import administered_unit
from coordination.actions import channels
from coordination.actions.deliveries import resend
from coordination.models import Channel, Delivery, DeliveryState, DutyHours, Medium
from coordination.web.delivery_words import fault_in_words, subject_in_words
from coordination.web.forms.channels import ChannelForm
from coordination.web.forms.duty import DutyForm

FAILED_AT_MOST = 100


@never_cache
@require_safe
def unit_messages(request: HttpRequest, unit_id: int) -> HttpResponse:
    return show_unit_messages(request, administered_unit(request, unit_id), ChannelForm())


@require_POST
def add_channel(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Adds it; the key of a webhook is shown once, in this answer."""
    unit = administered_unit(request, unit_id)
    form = ChannelForm(request.POST)
    if not form.is_valid():
        return show_unit_messages(request, unit, form)
    data = form.cleaned_data | {"medium": Medium(form.cleaned_data["medium"])}
    try:
        channel = channels.add(by=assignment_of(request), unit=unit, **data)
    except DomainError as error:
        form.add_error("address", error.message)
        return show_unit_messages(request, unit, form)
    if channel.medium == Medium.WEBHOOK:
        return show_unit_messages(request, unit, ChannelForm(), new=channel)
    messages.success(request, _("The unit is told there from now."))
    return redirect("unit-messages", unit.pk)


@require_POST
def archive_channel(request: HttpRequest, channel_id: int) -> HttpResponse:
    by = assignment_of(request)
    require(by, Permission.ADMINISTER_UNIT)
    theirs = Channel.objects.in_use().filter(unit__in=administered_units(by))
    channel = get_object_or_404(theirs.select_related("unit"), pk=channel_id)
    channels.archive(by=by, channel=channel)
    messages.success(request, _("Nothing more goes there."))
    return redirect("unit-messages", channel.unit_id)


@require_POST
def resend_message(request: HttpRequest, delivery_id: int) -> HttpResponse:
    by = assignment_of(request)
    require(by, Permission.ADMINISTER_UNIT)
    theirs = Delivery.objects.filter(unit__in=administered_units(by), state=DeliveryState.FAILED)
    failed = get_object_or_404(theirs.select_related("unit"), pk=delivery_id)
    resend(by=by, unit=failed.unit, delivery_id=failed.pk)
    messages.success(request, _("The message is sent again within a minute."))
    return redirect("unit-messages", failed.unit_id)


def show_unit_messages(
    request: HttpRequest,
    unit: Unit,
    form: ChannelForm,
    new: Channel | None = None,
    duty: DutyForm | None = None,
) -> HttpResponse:
    """The page, with the forms as they were sent where something in them must be put right."""
    duty = duty or DutyForm(unit)
    failed = Delivery.objects.filter(unit=unit, state=DeliveryState.FAILED)
    failed = failed.select_related("channel", "event", "reminder", "announcement").order_by("-failed_at")
    context = {
        "unit": unit,
        "channels": Channel.objects.in_use().filter(unit=unit).order_by("medium", "address"),
        "failed": [
            {
                "delivery": one,
                "subject": subject_in_words(one),
                "fault": fault_in_words(one.fault),
                "channel": one.channel,
            }
            for one in failed[:FAILED_AT_MOST]
        ],
        "form": form,
        "new": new,
        "on_duty": DutyHours.objects.in_use().filter(unit=unit).select_related("duty_unit").first(),
        "duty_form": duty,
    }
    is_faulty = bool(form.errors or duty.errors)
    return render(request, "coordination/unit_messages.html", context, status=422 if is_faulty else 200)
