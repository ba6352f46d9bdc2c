"""The form of a kind's levels: a row for each, as many as are needed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy

from coordination.core.reminder_faults import MOST_LEVELS, level_faults
from coordination.core.reminders import Level
from coordination.web.level_words import FAULTS

MINUTES = {"minutes": 1, "hours": 60, "days": 24 * 60}
MEASURES = [
    ("minutes", gettext_lazy("minutes")),
    ("hours", gettext_lazy("hours")),
    ("days", gettext_lazy("days")),
]
SIDES = [("before", gettext_lazy("before the time")), ("after", gettext_lazy("after the time"))]
COLUMNS = ("amount", "measure", "side", "to_head")


class LevelsForm(forms.Form):
    """Field `amount` of row 2 is `amount_2`; a row without an amount is left out. 0 is at the time itself."""

    def __init__(self, levels: Sequence[Level], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        for n in range(1, MOST_LEVELS + 1):
            self.fields[f"amount_{n}"] = forms.IntegerField(
                label=gettext_lazy("How long"), required=False, min_value=0, max_value=100_000
            )
            self.fields[f"measure_{n}"] = forms.ChoiceField(label=gettext_lazy("In"), choices=MEASURES)
            self.fields[f"side_{n}"] = forms.ChoiceField(label=gettext_lazy("When"), choices=SIDES)
            self.fields[f"to_head_{n}"] = forms.BooleanField(
                label=gettext_lazy("Also to the head of the unit"), required=False
            )
            self.initial[f"measure_{n}"] = "hours"
            if n <= len(levels):
                self.initial.update(_as_row(levels[n - 1], n))

    @property
    def rows(self) -> list[tuple[int, list[BoundField]]]:
        """Every row with its number, empty or not."""
        return [(n, [self[f"{name}_{n}"] for name in COLUMNS]) for n in range(1, MOST_LEVELS + 1)]

    def levels(self) -> list[Level]:
        """What the filled rows say."""
        return [
            Level(amount * MINUTES[row["measure"]] * (-1 if row["side"] == "before" else 1), row["to_head"])
            for row in self._rows()
            if (amount := row["amount"]) is not None
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors:
            for fault in level_faults(self.levels()):
                self.add_error(None, str(FAULTS[fault]))
        return data

    def _rows(self) -> list[dict[str, Any]]:
        return [
            {name: self.cleaned_data.get(f"{name}_{n}") for name in COLUMNS}
            for n in range(1, MOST_LEVELS + 1)
        ]


def _as_row(level: Level, n: int) -> dict[str, Any]:
    """The largest measure that says it in a whole number."""
    minutes = abs(level.minutes)
    measure = next(
        name
        for name in ("days", "hours", "minutes")
        if minutes % MINUTES[name] == 0 and (minutes or name == "hours")
    )
    return {
        f"amount_{n}": minutes // MINUTES[measure],
        f"measure_{n}": measure,
        f"side_{n}": "before" if level.minutes < 0 else "after",
        f"to_head_{n}": level.to_head,
    }
