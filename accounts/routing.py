"""To whom a message goes: the units that receive for a municipality's residents."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from accounts.access.roles import MUNICIPAL_KINDS
from accounts.models import Organisation, Unit, UnitReception
from accounts.models.unit import UnitQuerySet


def is_fallback(unit: Unit, municipality_code: str, care_type: str) -> bool:
    """Whether the unit has such residents only because nobody in the municipality has said that it receives them."""
    if not unit.is_default_intake:
        return False
    lines = UnitReception.objects.filter(municipality_code=municipality_code, care_type=care_type)
    return not lines.filter(unit__kind__in=MUNICIPAL_KINDS, unit__archived_at=None).exists()


def receivers(municipality_code: str, care_type: str, unit_kinds: Iterable[str]) -> UnitQuerySet:
    """The units of these kinds that receive such care for the municipality's residents, by name.

    A municipality that has said nothing of such care receives in its default intake, so that a notice always
    has somewhere to go. Primary and outpatient care has no such fallback: an empty answer means that the sender
    chooses the unit, since the patient does (listning).
    """
    unit_kinds = frozenset(unit_kinds)
    receptions = UnitReception.objects.filter(
        unit=OuterRef("pk"), municipality_code=municipality_code, care_type=care_type
    )
    units = Unit.objects.in_use().select_related("organisation")
    own = Q(organisation__kind=Organisation.Kind.MUNICIPALITY, organisation__code=municipality_code)
    # Never another municipality's unit, whatever a line says (Unit.may_receive_for).
    wanted = Q(kind__in=unit_kinds - MUNICIPAL_KINDS) | (Q(kind__in=unit_kinds & MUNICIPAL_KINDS) & own)
    addressed = units.filter(wanted, Exists(receptions))
    if unit_kinds & MUNICIPAL_KINDS and not addressed.filter(kind__in=MUNICIPAL_KINDS).exists():
        return units.filter(Q(own, is_default_intake=True) | Q(wanted, Exists(receptions)))
    return addressed
