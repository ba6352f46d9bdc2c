"""What can be wrong with a care-episode file, told by line and column without repeating what a cell holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class FaultKind(StrEnum):
    """A fault, by its sentence: what is wrong and what to do. `{about}` is a line number, never a cell.

    In Swedish here and not in a catalogue of translations, since a light command has none.
    """

    NO_HEADER = "ingen rubrikrad. Låt filens första rad namnge kolumnerna, med komma emellan."
    COLUMN_MISSING = "saknas i rubrikraden. Lägg till kolumnen, med en cell på varje rad."
    COLUMN_REPEATED = "står mer än en gång i rubrikraden. Behåll en av dem."
    NOT_UTF8 = "inte UTF-8. Spara filen om som UTF-8."
    TOO_FEW_CELLS = "för få celler. Raden ska ha lika många som rubrikraden, med kommatecken också för tomma."
    TOO_MANY_CELLS = "för många celler. Sätt citattecken kring en cell som innehåller kommatecken."
    BAD_QUOTES = "citattecknen går inte ihop. Stäng det som öppnats, och skriv dubbla inne i en cell."
    EMPTY = "tom. Fyll i cellen, den behövs för varje vårdtillfälle."
    REPEATED_IDENTITY = "samma id som på rad {about}. Ge varje vårdtillfälle ett eget."
    NO_MUNICIPALITY = "ingen svensk kommun har den koden. Skriv fyra siffror, till exempel 1380."
    NO_CARE_TYPE = "ingen vårdform. Skriv somatic, psychiatric eller forensic."
    NEITHER_YES_NOR_NO = "varken yes eller no. Skriv ett av dem."
    NO_TIME = (
        "ingen tid. Skriv till exempel 2027-03-05T13:15 eller 2027-03-05T13:15:00, "
        "med Z eller +01:00 efter om tiden inte är svensk."
    )
    TIME_NEVER_WAS = "tiden fanns inte: klockan ställdes fram den natten. Rätta den."
    DISCHARGED_BEFORE_ADMITTED = "före admitted_at. Rätta den tid som är fel."
    AVAILABLE_BEFORE_UNAVAILABLE = "före region_unavailable_from. Rätta den tid som är fel."
    AVAILABLE_WITHOUT_UNAVAILABLE = "ifylld utan region_unavailable_from. Fyll i den också, eller töm cellen."


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault; `column` is empty where the whole row is at fault. They sort as they stand in the file."""

    line: int
    position: int = field(repr=False)
    column: str
    kind: FaultKind
    about: int = 0

    def __str__(self) -> str:
        where = f"rad {self.line}" + (f", kolumn {self.column}" if self.column else "")
        return f"{where}: {self.kind.format(about=self.about)}"


class FaultyFile(Exception):
    """A file that is refused whole, with all of its faults."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = sorted(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
