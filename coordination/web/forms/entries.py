"""What whoever registered something wrongly fills in to put it right."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.opened_case import OpenedCase
from coordination.web.event_words import told
from coordination.web.forms.ward import ReasonForm
from coordination.web.telling import said


class VoidForm(ReasonForm):
    """Which entry of the own unit is wrong, and why. It is struck out now, whenever it was made."""

    asked = ("entry",)
    field_order = ("entry",)

    entry = forms.TypedChoiceField(label=_("The entry"), coerce=int)

    def __init__(self, opened: OpenedCase, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(opened, data)
        del self.fields["occurred_at"]
        cast(forms.TypedChoiceField, self.fields["entry"]).choices = [
            (row.sequence, f"{told(row.as_recorded().payload).title}, {said(row.occurred_at)}")
            for row in reversed(opened.voidable)
        ]
