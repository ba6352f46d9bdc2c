"""To whom a message goes: the units that receive for a municipality's residents, by the line that says most of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.access.roles import MUNICIPAL_KINDS
from accounts.models import CareType, District, Organisation, Unit, UnitKind, UnitReception
from accounts.models.ready_statements import sent_together
from accounts.models.statements import Prepared, is_among

LINES = Prepared(
    lambda: (
        UnitReception.objects.standing()
        .filter(
            is_among("municipality_code", "municipalities", "text"),
            is_among("care_type", "care_types", "text"),
            is_among("unit__kind", "kinds", "text"),
            unit__archived_at=None,
        )
        .select_related("unit__organisation")
        .order_by("unit__sort_name", "unit")
    )
)
DEFAULT_INTAKES = Prepared(
    lambda: (
        Unit.objects.in_use()
        .filter(
            is_among("organisation__code", "municipalities", "text"),
            organisation__kind=Organisation.Kind.MUNICIPALITY,
            is_default_intake=True,
        )
        .select_related("organisation")
    )
)


@dataclass(frozen=True, slots=True)
class Residents:
    """Whom somebody is to receive: of which district, and with which primary care centre listed, by their keys."""

    municipality: str
    care_type: str
    district: int | None = None
    listed_at: int | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """The units that receive; several where the sender must choose, none where nobody does.

    `is_default` says that they have such patients only for want of a better answer: a municipality's default intake,
    where no line of the municipality speaks of them, or a primary care centre while nobody knows where the patient is
    listed.
    """

    units: tuple[Unit, ...] = ()
    is_default: bool = False


def route(patients: Residents, unit_kinds: Iterable[str]) -> Route:
    """Which units of these kinds, municipal ones or outpatient ones, receive the patients; by name where several.

    The line that says most of the patients wins: one of their district before one of their listing, and both before one
    of the whole municipality. A municipality that has said nothing of them receives in its default intake, so that a
    notice always has somewhere to go. Outpatient care has no such fallback: the patient chooses it (listning), and an
    empty answer means that the sender chooses the unit.
    """
    (found,) = routes_of([(patients, frozenset(unit_kinds))])
    return found


def routes_of(asked: Sequence[tuple[Residents, frozenset[str]]]) -> list[Route]:
    """The same for several, with the table read once."""
    lines, intakes = _table(asked)
    return [
        _route(patients, kinds, _speaking_of(patients, kinds, lines), intakes) for patients, kinds in asked
    ]


def _table(asked: Sequence[tuple[Residents, frozenset[str]]]) -> tuple[list[UnitReception], list[Unit]]:
    """The lines that may speak of them, and their municipalities' default intakes."""
    municipalities = [patients.municipality for patients, _ in asked]
    return sent_together(
        LINES.ready(
            municipalities=municipalities,
            care_types=[patients.care_type for patients, _ in asked],
            kinds=[*frozenset().union(*(kinds for _, kinds in asked))],
        ),
        DEFAULT_INTAKES.ready(municipalities=municipalities),
    )


def _route(
    patients: Residents, kinds: frozenset[str], speaking: Iterable[UnitReception], intakes: Iterable[Unit]
) -> Route:
    in_place = {None, patients.district}
    lines = _most_telling([one for one in speaking if one.district_id in in_place])
    units = tuple(line.unit for line in lines)
    if kinds & MUNICIPAL_KINDS:
        return Route(units) if units else _default_intake(patients.municipality, intakes)
    if patients.care_type != CareType.SOMATIC:
        return Route(units) if units else Route(_listed_at(patients, kinds))
    if lines and lines[0].listed_at_id:
        return Route(units)
    if centre := _listed_at(patients, kinds):
        return Route(centre)
    return Route(units, is_default=any(unit.kind == UnitKind.PRIMARY_CARE for unit in units))


def routes_by_district(patients: Residents, unit_kinds: Iterable[str]) -> dict[District | None, Route]:
    """Who of the municipality receives the patients in each of its districts, and where nobody knows which is theirs.

    Empty where it has none. Two queries, however many districts.
    """
    districts = District.objects.in_use().filter(
        organisation__kind=Organisation.Kind.MUNICIPALITY, organisation__code=patients.municipality
    )
    every: list[District | None] = [*districts]
    if not every:
        return {}
    kinds = frozenset(unit_kinds)
    table, intakes = _table([(patients, kinds)])
    lines = _speaking_of(patients, kinds, table)
    default = _default_intake(patients.municipality, intakes)
    found = {}
    for district in (*every, None):
        place = {None, district.pk if district else None}
        units = tuple(line.unit for line in _most_telling([one for one in lines if one.district_id in place]))
        found[district] = Route(units) if units else default
    return found


def _speaking_of(
    patients: Residents, kinds: frozenset[str], lines: Iterable[UnitReception]
) -> list[UnitReception]:
    """Those that speak of the patients, whichever their district; the lines may have been read for others too."""
    return [
        one
        for one in lines
        if (one.municipality_code, one.care_type) == (patients.municipality, patients.care_type)
        and one.unit.kind in kinds
        and one.listed_at_id in {None, patients.listed_at}
        and _may_speak(one, patients.municipality)
    ]


def _may_speak(line: UnitReception, municipality: str) -> bool:
    """Never another municipality's unit, whatever a line says (Unit.may_receive_for)."""
    organisation = line.unit.organisation
    is_own = organisation.kind == Organisation.Kind.MUNICIPALITY and organisation.code == municipality
    return is_own or line.unit.kind not in MUNICIPAL_KINDS


def _most_telling(lines: list[UnitReception]) -> list[UnitReception]:
    most = max((_tells(line) for line in lines), default=None)
    return [line for line in lines if _tells(line) == most]


def _tells(line: UnitReception) -> tuple[bool, bool]:
    return line.district_id is not None, line.listed_at_id is not None


def _default_intake(municipality: str, intakes: Iterable[Unit]) -> Route:
    return Route(tuple(one for one in intakes if one.organisation.code == municipality), is_default=True)


def _listed_at(patients: Residents, kinds: frozenset[str]) -> tuple[Unit, ...]:
    if patients.listed_at is None:
        return ()
    units = Unit.objects.in_use().filter(pk=patients.listed_at, kind__in=kinds)
    return tuple(units.select_related("organisation"))
