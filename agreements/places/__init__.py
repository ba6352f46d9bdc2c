"""Sweden's 21 regions and 290 municipalities by their official codes (SCB).

Gotland is one body, region and municipality at once: nothing to bill between the two.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from agreements.faults import AgreementFault, Fault

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Place:
    """A region or a municipality; `region` is the code of the region that it is or lies in."""

    name: str
    code: str
    region: str


class UnknownPlace(LookupError):
    """A code that no Swedish region or municipality has."""

    def __init__(self, kind: str, code: str) -> None:
        self.kind, self.code = kind, code
        super().__init__(f"{code!r} är ingen svensk {kind}. Kontrollera koden hos SCB.")


def read_places(path: Path, region_column: str, digits: int) -> Mapping[str, Place]:
    """The places of a file by their codes. Raises `AgreementFault` with every fault of the file."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise AgreementFault([Fault(path.name, "", f"går inte att läsa: {error}")]) from None
    # The first line has the columns' names.
    faults = [
        Fault(path.name, f"rad {number}", why)
        for number, row in enumerate(rows, 2)
        for why in _wrong(row, digits)
    ]
    codes = [row.get("code") for row in rows]
    faults += [
        Fault(path.name, f"rad {number}", f"koden {code} står två gånger")
        for number, code in enumerate(codes, 2)
        if code in codes[: number - 2]
    ]
    if faults or not rows:
        raise AgreementFault(faults or [Fault(path.name, "", "har inga orter")])
    places = (Place(row["name"], row["code"], row[region_column]) for row in rows)
    return MappingProxyType({place.code: place for place in places})


def _wrong(row: Mapping[str, str | None], digits: int) -> Iterator[str]:
    code = row.get("code") or ""
    if not (code.isdecimal() and len(code) == digits):
        yield f"koden ska ha {digits} siffror, inte vara {code!r}"
    if not row.get("name"):
        yield "namnet saknas"
    if row.get("region", code[:2]) != code[:2]:
        yield f"regionen hör inte till koden {code}"


REGIONS: Mapping[str, Place] = read_places(_FOLDER / "regions.csv", "code", digits=2)
MUNICIPALITIES: Mapping[str, Place] = read_places(_FOLDER / "municipalities.csv", "region", digits=4)


def is_municipality(code: str) -> bool:
    return code in MUNICIPALITIES


def municipality(code: str) -> Place:
    """The municipality with this code, or `UnknownPlace`."""
    if code not in MUNICIPALITIES:
        raise UnknownPlace("kommun", code)
    return MUNICIPALITIES[code]


def region(code: str) -> Place:
    """The region with this code, or `UnknownPlace`."""
    if code not in REGIONS:
        raise UnknownPlace("region", code)
    return REGIONS[code]


def are_one_body(region_code: str, municipality_code: str) -> bool:
    """Whether the two are the same legal person, as on Gotland alone."""
    return (region_code, municipality_code) == ("09", "0980")
