"""Levels of reminders in words: how long before or after the time, and who is told."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from coordination.core.reminder_faults import LevelFault
from coordination.core.reminders import Level
from look.spoken_time import say_length

FAULTS: Mapping[LevelFault, str | Promise] = {
    LevelFault.NONE_IN_TIME: gettext_lazy(
        "At least one reminder must come before the time, or at it: otherwise nobody is told until it is too late."
    ),
    LevelFault.TOO_MANY: gettext_lazy("There can be six reminders at most."),
    LevelFault.TWICE: gettext_lazy("Two reminders come at the same time. Take one of them away."),
    LevelFault.TOO_FAR: gettext_lazy("A reminder can come at most 21 days before or after the time."),
}


def level_in_words(level: Level) -> str:
    """ "6 h before", "when the time is out", "2 h after, the head too"."""
    length = {"length": say_length(timedelta(minutes=abs(level.minutes)), get_language() or "sv")}
    if level.minutes < 0:
        when = _("%(length)s before") % length
    elif level.minutes > 0:
        when = _("%(length)s after") % length
    else:
        when = _("at the time")
    return _("%(when)s, the head too") % {"when": when} if level.to_head else when


def levels_in_words(levels: Sequence[Level]) -> list[str]:
    return [level_in_words(one) for one in levels]
