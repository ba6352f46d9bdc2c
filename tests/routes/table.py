"""The table of who is answered what, as it stands in `every_route.txt`."""

from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("every_route.txt")

COLUMNS = {
    "anon": "anonymous",
    "ended": "ended",
    "nurse": "nurse",
    "phys": "physician",
    "coord": "coordinator",
    "offic": "case_officer",
    "r.con": "region_controller",
    "m.con": "municipal_controller",
    "u.adm": "unit_administrator",
    "log": "log_reviewer",
    "s.adm": "system_administrator",
    "x.nur": "stranger_nurse",
    "x.off": "stranger_officer",
    "x.con": "stranger_controller",
}
"""The heads of the table's columns, and who of the cast each is."""


@dataclass(frozen=True)
class Row:
    """One question, and the status that each is answered with."""

    method: str
    address: str
    answers: dict[str, int]

    @property
    def is_call(self) -> bool:
        """Whether another system asks, with a key."""
        return self.address.startswith("/api/v1/")


def names() -> list[str]:
    """Whose answers the table has, from its head."""
    return [COLUMNS[head] for head in _lines()[0][2:]]


def rows() -> list[Row]:
    return [
        Row(method, address, dict(zip(names(), map(int, answers), strict=True)))
        for method, address, *answers in _lines()[1:]
    ]


def _lines() -> list[list[str]]:
    """The table's cells; a line that begins with # is a heading."""
    return [line.split() for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
