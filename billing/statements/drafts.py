"""A statement drawn up and not issued: its parts as objects, its lines as a table, and the digests of what it says."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

import polars as pl

from billing.statements.content import Content, Line, Part
from billing.statements.digests import digest_of, json_text
from billing.statements.line_tables import FIELDS, SAID, TEXTS
from billing.statements.lines import line_of
from billing.statements.plain import plain

LINES_BEGIN = '{"lines": ['
"""How what is digested begins: no other name stands before that of the lines."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Draft:
    """What a statement would say. `lines` are its own of a `line_table`."""

    region: str
    municipality: str
    month: int
    parts: tuple[Part, ...]
    lines: pl.DataFrame

    @property
    def amount(self) -> Decimal:
        """What the municipality owes for the month."""
        return self._without_lines.amount

    @cached_property
    def content(self) -> Content:
        """The same with each line as an object."""
        return replace(self._without_lines, lines=tuple(self._lines()))

    @cached_property
    def digest(self) -> str:
        """The `content_digest` of the content."""
        without = json_text(self.without_lines)
        said = ", ".join(self.lines.get_column(SAID))
        return digest_of(without.replace(LINES_BEGIN, LINES_BEGIN + said, 1))

    @cached_property
    def facts_digest(self) -> str:
        """The `facts_digest` of the content."""
        return digest_of(f"[{', '.join(self.lines.get_column('facts'))}]")

    @cached_property
    def without_lines(self) -> dict[str, Any]:
        """What the content says besides its lines, as it is digested."""
        return plain(self._without_lines)

    @cached_property
    def _without_lines(self) -> Content:
        return Content(
            region=self.region, municipality=self.municipality, month=self.month, parts=self.parts, lines=()
        )

    def _lines(self) -> Iterator[Line]:
        for row in self.lines.select(FIELDS).iter_rows(named=True):
            yield line_of(row | {name: json.loads(row[name]) for name in TEXTS})
