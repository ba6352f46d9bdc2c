"""What would be issued: of one municipality, or of a region's all, those that rest on the same knowledge together."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from billing.core.liability import DailyAmountMissing
from billing.errors import DailyAmountUnknown, NothingToIssue
from billing.months.basis import AsKnown
from billing.months.otherwise import Pair
from billing.months.together import MonthTogether
from billing.statements.content import Content
from billing.statements.drafts import Draft
from billing.statements.drawing import drawn, required

Known = tuple[datetime, AsKnown]
"""What a draft rests on: as of when, and which knowledge counts."""


class DraftOf(Protocol):
    """Gives a month's draft; raises `NothingToIssue`, or `DailyAmountUnknown`, where there can be none."""

    def __call__(self, region: str, municipality: str, month: int, known: Known) -> Draft: ...


def draft_of(region: str, municipality: str, month: int, known: Known) -> Draft:
    """Drawn by itself."""
    return _one(_drawn(region, municipality, month, known), (region, municipality), month)


def to_be_issued(
    region: str, municipality: str, month: int, *, as_of: datetime, as_known: AsKnown = AsKnown.AT_CLOSE
) -> Content:
    """What a statement would say, line by line; raises as `DraftOf` does."""
    return draft_of(region, municipality, month, (as_of, as_known)).content


class DrawnTogether:
    """A `DraftOf` for many municipalities of one region and month, of which it is known what each rests on.

    The first one that is asked for draws up all that rest on the same. What those drafts say was known at an instant
    that lies before; whoever issues one holds it against what was reviewed.
    """

    def __init__(self, known: Mapping[str, Known]) -> None:
        self._known = known
        self._drawn: dict[Known, Mapping[Pair, Draft | DailyAmountMissing]] = {}

    def __call__(self, region: str, municipality: str, month: int, known: Known) -> Draft:
        if self._known.get(municipality) != known or list(self._known.values()).count(known) == 1:
            return draft_of(region, municipality, month, known)
        if known not in self._drawn:
            self._drawn[known] = _drawn(region, None, month, known)
        return _one(self._drawn[known], (region, municipality), month)


def _drawn(
    region: str, municipality: str | None, month: int, known: Known
) -> Mapping[Pair, Draft | DailyAmountMissing]:
    as_of, as_known = known
    return drawn(
        MonthTogether(region=region, municipality=municipality, month=month, as_of=as_of, as_known=as_known)
    )


def _one(drafts: Mapping[Pair, Draft | DailyAmountMissing], pair: Pair, month: int) -> Draft:
    try:
        draft = required(drafts, pair, month)
    except DailyAmountMissing as missing:
        raise DailyAmountUnknown(years=", ".join(map(str, missing.years))) from missing
    if draft.lines.is_empty():
        raise NothingToIssue
    return draft
