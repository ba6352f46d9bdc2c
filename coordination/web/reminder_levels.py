"""When a region's parties are reminded of each kind of deadline: every administrator sees it, a region's sets it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access.permissions import Permission
from accounts.access.policy import NotAllowed, require
from accounts.web.middleware import assignment_of
from coordination.actions.reminder_levels import may_set_levels, set_levels
from coordination.core.deadline import DeadlineKind
from coordination.core.reminders import levels
from coordination.models import ReminderSetting
from coordination.models.deadline import DEADLINE_NAMES
from coordination.reminder_settings import level_settings, levels_of
from coordination.web.forms.reminder_levels import LevelsForm
from coordination.web.level_words import levels_in_words

HISTORY_AT_MOST = 50


@require_safe
def reminder_levels(request: HttpRequest) -> HttpResponse:
    """Every kind with its levels, and who has set what."""
    by = assignment_of(request)
    require(by, Permission.ADMINISTER_ORGANISATION)
    settings = level_settings(by.unit.organisation.region_code)
    history = ReminderSetting.objects.filter(
        organisation__code=by.unit.organisation.region_code
    ).select_related("set_by__user", "set_by__unit")
    context = {
        "kinds": [
            {
                "code": kind.value,
                "name": DEADLINE_NAMES[kind],
                "levels": levels_in_words(levels(kind, settings)),
                "is_set": kind in settings,
            }
            for kind in DeadlineKind
        ],
        "may_set": may_set_levels(by),
        "history": [
            {
                "at": one.set_at,
                "who": one.set_by.user.name,
                "kind": one.get_kind_display(),
                "levels": levels_in_words(levels_of(one)),
            }
            for one in history.order_by("-pk")[:HISTORY_AT_MOST]
        ],
    }
    return render(request, "coordination/reminder_levels.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reminder_levels_of(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind's levels to set, or to give back to Hemgång's own."""
    by = assignment_of(request)
    require(by, Permission.ADMINISTER_ORGANISATION)
    if not may_set_levels(by):
        raise NotAllowed(permission=Permission.ADMINISTER_ORGANISATION.value)
    if kind not in set(DeadlineKind):
        raise Http404
    chosen = DeadlineKind(kind)
    settings = level_settings(by.unit.organisation.code)
    form = LevelsForm(levels(chosen, settings), request.POST or None)
    if "reset" in request.POST:
        set_levels(by=by, kind=chosen, levels=None)
    elif request.method == "POST" and form.is_valid():
        set_levels(by=by, kind=chosen, levels=form.levels())
    else:
        context = {
            "form": form,
            "name": DEADLINE_NAMES[chosen],
            "own": levels_in_words(levels(chosen)),
            "is_set": chosen in settings,
        }
        return render(
            request, "coordination/reminder_levels_of.html", context, status=422 if form.errors else 200
        )
    messages.success(request, _("Saved. It holds for what is still to do as well."))
    return redirect("reminder-levels")
