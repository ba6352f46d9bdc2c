"""Sweden's 21 regions and 290 municipalities by their official codes (SCB).

Gotland is one body, region and municipality at once: nothing to bill between the two.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

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


def _read(filename: str, region_column: str) -> Mapping[str, Place]:
    with (_FOLDER / filename).open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        places = (Place(row["name"], row["code"], row[region_column]) for row in rows)
        return MappingProxyType({place.code: place for place in places})


REGIONS: Mapping[str, Place] = _read("regions.csv", region_column="code")
MUNICIPALITIES: Mapping[str, Place] = _read("municipalities.csv", region_column="region")


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
