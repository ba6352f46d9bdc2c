"""Choosing among the rows of the worklist: by how things stand, by municipality, by when the patient goes home.

Never by what a patient needs from social services (PDL 2:8): no such column exists, and no such choice.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Assignment
from agreements.places import MUNICIPALITIES
from coordination.core.civil import civil_day, end_of
from coordination.core.states import Status
from coordination.models import Case
from coordination.web.worklist_query import LIABLE, is_late

STATES: Mapping[str, tuple[Promise, Callable[[datetime], Q]]] = {
    "late": (_("Late"), is_late),
    "mine": (_("Waits for us"), lambda now: Q(acts_by__isnull=False)),
    "others": (_("Waits for others"), lambda now: Q(acts_by__isnull=True)),
    "admitted": (_("Not notified yet"), lambda now: Q(status=Status.ADMITTED)),
    "ready": (_("Ready for discharge"), lambda now: Q(status=Status.READY)),
    "discharged": (_("Discharged, something is left"), lambda now: Q(status=Status.DISCHARGED)),
}
HOME: Mapping[str, tuple[Promise, int]] = {
    "0": (_("Today or earlier"), 0),
    "1": (_("Tomorrow at the latest"), 1),
    "7": (_("Within a week"), 7),
}


EVERY = ("", _("All"))


class WorklistFilter(forms.Form):
    """What to see. What is no choice is as if it had not been said: an old address still opens the list."""

    state = forms.ChoiceField(
        label=_("How things stand"),
        required=False,
        choices=[EVERY, *((code, words) for code, (words, _of) in STATES.items())],
    )
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    home = forms.ChoiceField(
        label=_("Estimated home"),
        required=False,
        choices=[EVERY, *((code, words) for code, (words, _days) in HOME.items())],
    )

    def __init__(self, data: QueryDict, municipalities: Collection[str]) -> None:
        super().__init__(data)
        named = sorted(
            ((code, MUNICIPALITIES[code].name) for code in municipalities if code), key=lambda one: one[1]
        )
        self.fields["municipality"] = forms.ChoiceField(
            label=_("Municipality"), required=False, choices=[EVERY, *named]
        )
        self.is_valid()

    @property
    def is_chosen(self) -> bool:
        """Whether anything is left out."""
        return any(self.cleaned_data.values())

    def condition(self, now: datetime) -> Q:
        """The rows chosen, over `worklist_query.worklist`."""
        return condition(self.cleaned_data, now)

    def as_query(self) -> str:
        """What stands after the question mark for this choice."""
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in self.cleaned_data.items() if value})
        return query.urlencode()


def municipalities_of(by: Assignment) -> list[str]:
    """The liable municipalities of the cases in the unit's list, "" where there is none."""
    return list(Case.objects.listed_for(by).order_by().values_list(LIABLE, flat=True).distinct())


def condition(chosen: Mapping[str, str], now: datetime) -> Q:
    """What is chosen, as a condition; what is unknown chooses nothing away."""
    found = Q()
    if (state := chosen.get("state", "")) in STATES:
        found &= STATES[state][1](now)
    if municipality := chosen.get("municipality"):
        found &= Q(placing_municipality_code=municipality) | Q(
            placing_municipality_code="", municipality_code=municipality
        )
    if (home := chosen.get("home", "")) in HOME:
        last = end_of(civil_day(now) + timedelta(days=HOME[home][1]))
        found &= Q(estimated_discharge_at__lt=last)
    return found
