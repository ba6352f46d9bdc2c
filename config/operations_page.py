"""How the installation is: what goes on by itself, and what has stopped; for its administrators, and of no patient."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.web.middleware import assignment_of
from config.watching import Figures, broker_answers, figures
from coordination.models import SetAside

SHOWN_AT_MOST = 100
GOES_ON: dict[str, Promise] = {
    "sweep": gettext_lazy("Deadlines are seen to"),
    "relay": gettext_lazy("Mail and webhooks are sent"),
}
"""What must go on by itself, by the names in `config.watching.BEATS`."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is watched: how it is in words, and whether somebody must see to it."""

    what: str
    how: str
    is_well: bool


@never_cache
@require_safe
def operations(request: HttpRequest) -> HttpResponse:
    """The same figures as /health/deep and /metrics, in words, and each deadline that is set aside by its number."""
    require(assignment_of(request), Permission.ADMINISTER_ORGANISATION)
    lines = list(_lines(figures(), broker=broker_answers()))
    context = {
        "lines": lines,
        "is_well": all(line.is_well for line in lines),
        "set_aside": SetAside.objects.order_by("since")[:SHOWN_AT_MOST],
    }
    return render(request, "shared/operations.html", context)


def _lines(now: Figures, *, broker: bool) -> Iterator[Line]:
    faults = set(now.faults)
    # Without it there would be no page.
    yield Line(_("The database"), _("answers"), is_well=True)
    yield Line(_("The queue of tasks"), _("answers") if broker else _("does not answer"), is_well=broker)
    for name, age in now.heartbeats.items():
        how = _("never") if age is None else _("%(time)s ago") % {"time": _time(age)}
        yield Line(str(GOES_ON[name]), how, is_well=name not in faults)
    for what, age, fault in (
        (_("The oldest deadline that is over and not seen to"), now.overdue_unswept_age, "deadlines"),
        (_("The oldest message that waits to be sent"), now.delivery_lag, "deliveries"),
    ):
        yield Line(what, _time(age) if age else _("none"), is_well=fault not in faults)
    yield Line(_("Messages that wait to be sent"), str(now.deliveries["pending"]), is_well=True)
    yield Line(
        _("Messages that could not be sent"),
        str(now.deliveries["failed"]),
        # Each is its unit's administrator's to send again: the engine does what it can.
        is_well=True,
    )
    checked = _("never") if now.check_age is None else _("%(time)s ago") % {"time": _time(now.check_age)}
    yield Line(_("What is stored was compared with the events"), checked, is_well="checks" not in faults)
    yield Line(_("What the events say otherwise"), str(now.differences), is_well=not now.differences)
    aside = sum(now.set_aside.values())
    yield Line(_("Deadlines that are set aside"), str(aside), is_well=not aside)


def _time(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return _("less than a minute")
    if minutes < 120:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    hours = round(minutes / 60)
    return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
