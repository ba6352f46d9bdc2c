"""The sixteen columns of a care-episode file, what each holds, and which cells may be empty."""

from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What the cells of a column hold."""

    IDENTITY = auto()
    MUNICIPALITY = auto()
    CARE_TYPE = auto()
    YES_OR_NO = auto()
    TIME = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name in the header."""

    name: str
    kind: Kind
    must: bool = False


COLUMNS = (
    Column("episode_id", Kind.IDENTITY, must=True),
    Column("municipality", Kind.MUNICIPALITY, must=True),
    Column("placing_municipality", Kind.MUNICIPALITY),
    Column("care_type", Kind.CARE_TYPE, must=True),
    Column("admitted_at", Kind.TIME, must=True),
    Column("need_assessed_at", Kind.TIME),
    Column("admission_notice_at", Kind.TIME),
    Column("needs_municipal_services", Kind.YES_OR_NO, must=True),
    Column("needs_health_care", Kind.YES_OR_NO, must=True),
    Column("care_contact_at", Kind.TIME),
    Column("discharge_ready_at", Kind.TIME),
    Column("sip_required", Kind.YES_OR_NO, must=True),
    Column("sip_called_at", Kind.TIME),
    Column("region_unavailable_from", Kind.TIME),
    Column("region_unavailable_to", Kind.TIME),
    Column("discharged_at", Kind.TIME),
)
NAMES = tuple(column.name for column in COLUMNS)
TIMES = tuple(column.name for column in COLUMNS if column.kind is Kind.TIME)
