"""Who of an organisation receives whom: municipality by municipality and care by care, gaps included."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accounts.access.roles import MUNICIPAL_KINDS, OUTPATIENT_KINDS
from accounts.models import CareType, District, Organisation, Unit, UnitReception
from agreements.places import MUNICIPALITIES

Part = tuple[District | None, Unit | None]
WHOLE: Part = (None, None)


@dataclass(frozen=True, slots=True)
class ReceptionRow:
    """Who receives a municipality's residents, or those of one `district`, or those listed at one centre.

    Where `units` is empty, those of the `whole` municipality receive, and where nobody does, its `default`; where there
    is none either, a municipality can't be reached by routing. Several in `units` leave the choice to the ward.
    Outpatient care has no default: the ward chooses the unit, as the patient has (listning).
    """

    municipality: str
    care_type: CareType
    district: District | None
    listed_at: Unit | None
    units: tuple[Unit, ...]
    whole: tuple[Unit, ...]
    default: Unit | None
    is_municipal: bool

    @property
    def is_gap(self) -> bool:
        """Whether nobody has said who receives these patients."""
        return not self.units and not self.whole

    @property
    def is_unreachable(self) -> bool:
        return self.is_municipal and self.is_gap and self.default is None


def reception_table(organisation: Organisation) -> Iterator[ReceptionRow]:
    """A municipality's own residents; of a region or a provider, every municipality of the region. Four queries."""
    is_municipal = organisation.kind == Organisation.Kind.MUNICIPALITY
    kinds = MUNICIPAL_KINDS if is_municipal else OUTPATIENT_KINDS
    units = Unit.objects.in_use().filter(organisation=organisation)
    default = units.filter(is_default_intake=True).first()
    found: dict[tuple[str, str], dict[Part, list[Unit]]] = defaultdict(lambda: defaultdict(list))
    lines = UnitReception.objects.standing().filter(unit__in=units.filter(kind__in=kinds))
    for line in lines.select_related("unit", "district", "listed_at").order_by("unit__sort_name"):
        found[line.municipality_code, line.care_type][line.district, line.listed_at].append(line.unit)
    districts = list(organisation.districts.in_use())
    for code in _municipalities(organisation):
        for care_type in CareType:
            parts = found[code, care_type]
            for district, listed_at in _parts(districts, parts):
                yield ReceptionRow(
                    municipality=code,
                    care_type=care_type,
                    district=district,
                    listed_at=listed_at,
                    units=tuple(parts.get((district, listed_at), ())),
                    whole=tuple(parts.get(WHOLE, ())),
                    default=default,
                    is_municipal=is_municipal,
                )


def _parts(districts: Iterable[District], named: Iterable[Part]) -> list[Part]:
    """The whole municipality, each of its districts, and whatever else a line names."""
    own: list[Part] = [WHOLE, *((district, None) for district in districts)]
    others = [part for part in named if part not in own]
    return own + sorted(others, key=lambda part: [one.sort_name if one else "" for one in part])


def _municipalities(organisation: Organisation) -> list[str]:
    if organisation.kind == Organisation.Kind.MUNICIPALITY:
        return [organisation.code]
    return [one.code for one in MUNICIPALITIES.values() if one.region == organisation.region_code]
