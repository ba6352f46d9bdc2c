"""Several of the same in one form, without script: a few empty rows, of which as many are used as are needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from coordination.opened_case import OpenedCase
from coordination.web.forms.step_form import StepForm

FEWEST, SPARE, MOST = 5, 2, 30


@dataclass(frozen=True)
class Row:
    title: str
    fields: Sequence[BoundField]


class RowsForm(StepForm):
    """A step's form with rows: field `what` of row 2 is `what_2`. Empty rows are left out.

    `required_in_row` must be there in a row where anything is; `after_rows` are the fields that stand below.
    """

    row_title: ClassVar[Promise]
    required_in_row: ClassVar[tuple[str, ...]] = ()
    after_rows: ClassVar[tuple[str, ...]] = ()

    def __init__(self, opened: OpenedCase, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(opened, data)
        known = self.known_rows(opened)
        self.columns = tuple(self.row_fields(opened))
        sent = [n for n in range(1, MOST + 1) if data and f"{self.columns[0]}_{n}" in data]
        self.count = min(MOST, max(FEWEST, len(known) + SPARE if known else 0, *sent, 0))
        for n in range(1, self.count + 1):
            for name, field in self.row_fields(opened).items():
                self.fields[f"{name}_{n}"] = field
            if n <= len(known):
                self.initial.update({f"{name}_{n}": value for name, value in known[n - 1].items()})

    def row_fields(self, opened: OpenedCase) -> dict[str, forms.Field]:
        """The fields of one row, anew each time; none is required by itself."""
        raise NotImplementedError

    def known_rows(self, opened: OpenedCase) -> list[dict[str, Any]]:
        """What is filled in from the start."""
        return []

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        for n, row in self.filled_rows():
            for name in self.required_in_row:
                if not row[name] and f"{name}_{n}" not in self.errors:
                    self.add_error(f"{name}_{n}", _("Fill this in too, or empty the whole row."))
        return told

    def filled_rows(self) -> list[tuple[int, dict[str, Any]]]:
        """The rows with something in them, each with its number."""
        every = (
            (n, {name: self.cleaned_data.get(f"{name}_{n}") for name in self.columns})
            for n in range(1, self.count + 1)
        )
        return [(n, row) for n, row in every if any(row.values()) or self._has_fault(n)]

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in super().said().items() if not self._is_of_row(name)}

    @property
    def main_fields(self) -> list[BoundField]:
        return [
            field
            for field in super().main_fields
            if not self._is_of_row(field.name) and field.name not in self.after_rows
        ]

    @property
    def fields_after_rows(self) -> list[BoundField]:
        """What stands below the rows."""
        return [self[name] for name in self.after_rows if name in self.fields]

    @property
    def rows(self) -> list[Row]:
        """Every row, empty or not."""
        return [
            Row(f"{self.row_title} {n}", [self[f"{name}_{n}"] for name in self.columns])
            for n in range(1, self.count + 1)
        ]

    def _is_of_row(self, field: str) -> bool:
        name, _joint, number = field.rpartition("_")
        return name in self.columns and number.isdigit()

    def _has_fault(self, n: int) -> bool:
        return any(f"{name}_{n}" in self.errors for name in self.columns)
