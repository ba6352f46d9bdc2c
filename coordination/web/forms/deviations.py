"""What went wrong, and what was done about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.core.deviations import to_follow_up
from coordination.core.messages import DeviationCategory
from coordination.opened_case import OpenedCase
from coordination.web.forms.fields import one_of, text_field
from coordination.web.forms.messages import ToPartiesForm
from coordination.web.forms.step_form import StepForm
from coordination.web.telling import said
from coordination.web.words import DEVIATION


class DeviationForm(ToPartiesForm):
    """A deviation, to those who are to follow it up. What others do meanwhile does not hold it up."""

    category = one_of(DeviationCategory, DEVIATION, _("What went wrong?"))
    text = text_field(_("What happened, and what did it lead to?"))

    @property
    def expected_version(self) -> None:
        return None


class FollowUpForm(StepForm):
    """The answer to one deviation; where several wait, which one."""

    deviation = forms.TypedChoiceField(label=_("Deviation"), coerce=int)
    cause = text_field(_("Why was it so?"))
    measure = text_field(_("What has been done, or will be?"))

    def __init__(self, opened: OpenedCase, data: Any = None) -> None:
        super().__init__(opened, data)
        self._waiting = to_follow_up(opened.history, opened.by.unit_id, opened.capacity)
        names = {party.unit_id: party.unit.name for party in opened.parties}
        self.fields["deviation"].choices = [  # type: ignore[attr-defined]
            (one.sequence, f"{DEVIATION[told.category]}, {names[told.unit]}, {said(one.occurred_at)}")
            for one, told in self._waiting
        ]

    def receivers(self, opened: OpenedCase) -> list[str]:
        """Those whom the deviation was between."""
        units = {
            unit for _one, told in self._waiting for unit in (told.unit, *(r.unit for r in told.receivers))
        }
        return [
            party.unit.name
            for party in opened.followers
            if party.unit_id in units and party.unit_id != opened.by.unit_id
        ]
