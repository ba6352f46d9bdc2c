"""The same months under other terms: what is changed, one parameter after the other, so that each has its own share."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from billing.core.terms import CutOff, Terms, Window


class Parameter(StrEnum):
    """What can be changed, in the order in which it is: the difference each makes is beyond those before it."""

    TEXT = "text"
    """All episodes by one text, whichever was in force."""
    THRESHOLD = "threshold"
    CUT_OFF = "cut_off"
    WINDOW = "window"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The terms that are other than the texts say; what is None is not changed.

    `cut_off` changes only with `changes_cut_off`, since a text may have none. Nothing of it concerns the statute's
    threshold and window: it has neither, as every episode pays by itself.
    """

    text: str | None = None
    threshold_days: Decimal | None = None
    changes_cut_off: bool = False
    cut_off: CutOff | None = None
    window: Window | None = None

    @property
    def parameters(self) -> Iterator[Parameter]:
        """Those that are changed."""
        if self.text is not None:
            yield Parameter.TEXT
        if self.threshold_days is not None:
            yield Parameter.THRESHOLD
        if self.changes_cut_off:
            yield Parameter.CUT_OFF
        if self.window is not None:
            yield Parameter.WINDOW

    def upto(self, last: Parameter | None) -> "Changes":
        """Those of the parameters to the last given; none of them without one."""
        order = [] if last is None else list(Parameter)[: list(Parameter).index(last) + 1]
        return Changes(
            text=self.text if Parameter.TEXT in order else None,
            threshold_days=self.threshold_days if Parameter.THRESHOLD in order else None,
            changes_cut_off=self.changes_cut_off and Parameter.CUT_OFF in order,
            cut_off=self.cut_off if Parameter.CUT_OFF in order else None,
            window=self.window if Parameter.WINDOW in order else None,
        )

    def applied_to(self, terms: Terms) -> Terms:
        """A text's terms with the changes; which text it is, is the asker's to choose."""
        if self.changes_cut_off:
            terms = replace(terms, cut_off=self.cut_off)
        if terms.threshold_days is None:
            return terms
        if self.threshold_days is not None:
            terms = replace(terms, threshold_days=self.threshold_days)
        return terms if self.window is None else replace(terms, window=self.window)
