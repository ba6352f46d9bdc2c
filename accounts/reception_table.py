"""Who of an organisation receives whom: municipality by municipality and care by care, gaps included."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from accounts.access.roles import MUNICIPAL_KINDS, OUTPATIENT_KINDS
from accounts.models import CareType, Organisation, Unit, UnitReception
from agreements.places import MUNICIPALITIES


@dataclass(frozen=True, slots=True)
class ReceptionRow:
    """`default` receives where `units` is empty; where both are, a municipality can't be reached by routing.

    Outpatient care has no default: the ward chooses the unit, as the patient has (listning).
    """

    municipality: str
    care_type: CareType
    units: tuple[Unit, ...]
    default: Unit | None
    is_municipal: bool

    @property
    def is_unreachable(self) -> bool:
        return self.is_municipal and not self.units and self.default is None


def reception_table(organisation: Organisation) -> Iterator[ReceptionRow]:
    """A municipality's own residents; of a region or a provider, every municipality of the region. Two queries."""
    is_municipal = organisation.kind == Organisation.Kind.MUNICIPALITY
    kinds = MUNICIPAL_KINDS if is_municipal else OUTPATIENT_KINDS
    units = Unit.objects.in_use().filter(organisation=organisation)
    default = units.filter(is_default_intake=True).first()
    found: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    lines = UnitReception.objects.filter(unit__in=units.filter(kind__in=kinds))
    for line in lines.select_related("unit").order_by("unit__sort_name"):
        found[line.municipality_code, line.care_type].append(line.unit)
    for code in _municipalities(organisation):
        for care_type in CareType:
            yield ReceptionRow(
                municipality=code,
                care_type=care_type,
                units=tuple(found[code, care_type]),
                default=default,
                is_municipal=is_municipal,
            )


def _municipalities(organisation: Organisation) -> list[str]:
    if organisation.kind == Organisation.Kind.MUNICIPALITY:
        return [organisation.code]
    return [one.code for one in MUNICIPALITIES.values() if one.region == organisation.region_code]
