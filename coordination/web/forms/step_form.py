"""What every step's form has: its fields, when it happened, and what guards against sending twice or too late."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self
from uuid import uuid4

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coordination.opened_case import OpenedCase
from coordination.web.forms.times import ClockField

COMMON = ("occurred_at", "version", "key")


class StepForm(forms.Form):
    """Fields only: the rules are the actions'. Names are those of the action's keywords.

    `version` is the case's as it was shown, so that a page that others have overtaken is refused; `key` is drawn when
    the form is shown, so that a double click sends once. Fields named in `optional` are folded beneath their heading;
    those in `asked` may be filled in by the address that leads here.
    """

    optional: ClassVar[tuple[str, ...]] = ()
    optional_heading: ClassVar[Promise] = _("More")
    asked: ClassVar[tuple[str, ...]] = ()

    occurred_at = ClockField(
        required=False,
        label=_("When it happened"),
        help_text=_("Only if it happened before now: the system was down, or there was no time to write."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, opened: OpenedCase, data: Mapping[str, Any] | None = None) -> None:
        guards = {"version": opened.case.version, "key": uuid4()}
        super().__init__(data, initial=guards | self.proposed(opened))

    def as_asked(self, address: Mapping[str, str]) -> Self:
        """The form, with what the address says filled in."""
        self.initial.update({name: address[name] for name in self.asked if name in address})
        return self

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        """What the case already knows, filled in."""
        return {}

    def receivers(self, opened: OpenedCase) -> list[str]:
        """The names of the units that will see it: the other parties."""
        return [party.unit.name for party in opened.followers if party.unit_id != opened.by.unit_id]

    def said(self) -> dict[str, Any]:
        """What was filled in, as keywords for the action."""
        return {name: value for name, value in self.cleaned_data.items() if name not in COMMON}

    @property
    def expected_version(self) -> int | None:
        """The version that the case must still have for the step to be taken."""
        version: int = self.cleaned_data["version"]
        return version

    @property
    def main_fields(self) -> list[BoundField]:
        """What nobody may overlook."""
        return [field for field in self.visible_fields() if field.name not in (*self.optional, "occurred_at")]

    @property
    def optional_fields(self) -> list[BoundField]:
        """What most leave empty."""
        return [field for field in self.visible_fields() if field.name in self.optional]

    @property
    def optional_has_content(self) -> bool:
        """Whether what is folded must stand open: something is written there, or wrong there."""
        return any(self._was_filled_in(field) for field in self.optional_fields)

    @property
    def happened_earlier(self) -> bool:
        """Whether a time was given, or is wrong."""
        return "occurred_at" in self.fields and self._was_filled_in(self["occurred_at"])

    def _was_filled_in(self, field: BoundField) -> bool:
        return self.is_bound and (bool(field.errors) or field.name in self.changed_data)
