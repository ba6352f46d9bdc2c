"""What a unit receives for: the routing table, line by line."""

from django.db import transaction
from django.utils.translation import gettext_noop

from accounts.access.administration import require_administration
from accounts.errors import DomainError
from accounts.models import Assignment, CareType, Unit, UnitReception


class AnotherMunicipality(DomainError):
    """A notice to the wrong municipality would tell it of patients who are not its own."""

    code = "another_municipality"
    sentence = gettext_noop("A unit of a municipality can receive only that municipality's own residents.")


@transaction.atomic
def receive_for(*, by: Assignment, unit: Unit, municipality_code: str, care_type: CareType) -> UnitReception:
    """From now on the unit is addressed for the municipality's residents in such care. Saying it twice is once."""
    require_administration(by, unit)
    if not unit.may_receive_for(municipality_code):
        raise AnotherMunicipality
    reception, _is_new = UnitReception.objects.get_or_create(
        unit=unit, municipality_code=municipality_code, care_type=care_type
    )
    return reception


@transaction.atomic
def stop_receiving(*, by: Assignment, reception: UnitReception) -> None:
    """The unit is no longer addressed for them. Cases that it is already a party to stay with it."""
    require_administration(by, reception.unit)
    reception.delete()
