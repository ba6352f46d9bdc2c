"""What the parties fill in about going home: the track, the checklist, the patient's written summary."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from agreements.tracks import tracks_of
from coordination.core.homegoing import WHOSE, HomeReadyItem, HomeReadyLine, HomeReadyState
from coordination.opened_case import OpenedCase
from coordination.web.forms.fields import text_field
from coordination.web.forms.step_form import StepForm
from coordination.web.words import HOME_READY_ITEM, HOME_READY_STATE


class TrackForm(StepForm):
    """One of the region's tracks, each with what it means."""

    optional = ("reason",)

    code = forms.ChoiceField(label=_("Track"), widget=forms.RadioSelect)
    reason = text_field(_("Why"), required=False)

    def __init__(self, opened: OpenedCase, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(opened, data)
        choices = track_choices(opened.case.region_code)
        self.fields["code"] = forms.ChoiceField(label=_("Track"), choices=choices, widget=forms.RadioSelect)

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        return {"code": opened.history.track.code if opened.history.track else None}


def track_choices(region: str) -> list[tuple[str, str]]:
    """The region's tracks, each with what it means."""
    is_swedish = (get_language() or "sv").startswith("sv")
    return [
        (
            one.code,
            f"{one.name.sv}: {one.meaning.sv}" if is_swedish else f"{one.name.en}: {one.meaning.en}",
        )
        for one in tracks_of(region)
    ]


class ChecklistForm(StepForm):
    """The own party's lines, each with how it stands and a comment. What is left untouched is not sent."""

    def __init__(self, opened: OpenedCase, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(opened, data)
        answered = opened.history.checklist
        for item in _own(opened):
            before = answered[item][1] if item in answered else None
            self.fields[item.value] = forms.ChoiceField(
                label=str(HOME_READY_ITEM[item]),
                choices=[(state.value, words) for state, words in HOME_READY_STATE.items()],
                initial=before.state.value if before else HomeReadyState.LEFT.value,
                widget=forms.RadioSelect,
            )
            self.fields[f"{item.value}_comment"] = forms.CharField(
                label=_("Comment"),
                max_length=300,
                required=False,
                initial=before.comment if before else "",
            )
        self._items = _own(opened)
        self._answered = answered

    def said(self) -> dict[str, Any]:
        lines = []
        for item in self._items:
            line = HomeReadyLine(
                item,
                HomeReadyState(self.cleaned_data[item.value]),
                self.cleaned_data[f"{item.value}_comment"].strip(),
            )
            before = self._answered.get(item)
            if line != (before[1] if before else HomeReadyLine(item, HomeReadyState.LEFT, "")):
                lines.append(line)
        return {"lines": lines}


class SummaryForm(StepForm):
    """The four answers, and the medicines and rehabilitation check."""

    optional = ("medicines", "rehabilitation")

    what_matters = text_field(_("What matters to me before going home"))
    what_happened = text_field(_("What has happened"))
    what_happens_next = text_field(_("What happens next"))
    whom_to_turn_to = text_field(_("Whom I turn to"))
    medicines = text_field(_("My medicines until the next dispensing"), required=False)
    rehabilitation = text_field(_("My rehabilitation and aids"), required=False)

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        """What was given before, else what the case knows: whom to turn to is the fixed care contact."""
        if given := opened.history.summary:
            return asdict(given)
        contact = opened.history.care_contact
        who = f"{contact.name}, {contact.title}, {contact.unit_name}, {contact.phone}" if contact else ""
        return {"whom_to_turn_to": who}


def _own(opened: OpenedCase) -> list[HomeReadyItem]:
    return [item for item in HomeReadyItem if WHOSE[item] is opened.capacity]
