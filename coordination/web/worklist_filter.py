"""Choosing among the rows of the worklist, in the form above it (`worklist_choices` has the rule)."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Assignment
from agreements.places import MUNICIPALITIES
from coordination.models import Case
from coordination.worklist_choices import HOME_WITHIN_DAYS, HOW_THINGS_STAND, condition
from coordination.worklist_query import LIABLE

STATE_WORDS: Mapping[str, Promise] = {
    "late": _("Late"),
    "mine": _("Waits for us"),
    "others": _("Waits for others"),
    "admitted": _("Not notified yet"),
    "ready": _("Ready for discharge"),
    "discharged": _("Discharged, something is left"),
}
HOME_WORDS: Mapping[str, Promise] = {
    "0": _("Today or earlier"),
    "1": _("Tomorrow at the latest"),
    "7": _("Within a week"),
}


EVERY = ("", _("All"))


class WorklistFilter(forms.Form):
    """What to see. What is no choice is as if it had not been said: an old address still opens the list."""

    state = forms.ChoiceField(
        label=_("How things stand"),
        required=False,
        choices=[EVERY, *((code, STATE_WORDS[code]) for code in HOW_THINGS_STAND)],
    )
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    home = forms.ChoiceField(
        label=_("Estimated home"),
        required=False,
        choices=[EVERY, *((code, HOME_WORDS[code]) for code in HOME_WITHIN_DAYS)],
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
