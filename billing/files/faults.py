"""What can be wrong with a care-episode file, told by line and column without repeating what a cell holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class FaultKind(StrEnum):
    """A fault, by its sentence; `{about}` is a line number, never a cell."""

    NO_HEADER = "the first line is no header: it names none of the columns"
    COLUMN_MISSING = "the column is missing in the header"
    COLUMN_REPEATED = "the column stands more than once in the header"
    NOT_UTF8 = "not UTF-8"
    TOO_FEW_CELLS = "the row has too few cells"
    TOO_MANY_CELLS = "the row has too many cells"
    BAD_QUOTES = "the quotation marks do not pair up"
    EMPTY = "the cell must not be empty"
    REPEATED_IDENTITY = "the same identity as on line {about}"
    NO_MUNICIPALITY = "no Swedish municipality has this code"
    NO_CARE_TYPE = "not one of somatic, psychiatric and forensic"
    NEITHER_YES_NOR_NO = "neither yes nor no"
    NO_TIME = (
        "not a time as YYYY-MM-DDTHH:MM or YYYY-MM-DDTHH:MM:SS, with or without Z or an offset as +01:00"
    )
    TIME_NEVER_WAS = "the clock went past this time in the night when summer time began"
    DISCHARGED_BEFORE_ADMITTED = "discharged before admitted"
    AVAILABLE_BEFORE_UNAVAILABLE = "earlier than region_unavailable_from"
    AVAILABLE_WITHOUT_UNAVAILABLE = "given without region_unavailable_from"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault; `column` is empty where the whole row is at fault. They sort as they stand in the file."""

    line: int
    position: int = field(repr=False)
    column: str
    kind: FaultKind
    about: int = 0

    def __str__(self) -> str:
        where = f"line {self.line}" + (f", {self.column}" if self.column else "")
        return f"{where}: {self.kind.format(about=self.about)}"


class FaultyFile(Exception):
    """A file that is refused whole, with all of its faults."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = sorted(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
