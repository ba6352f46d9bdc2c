"""What a unit receives for: the routing table, line by line."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.access.administration import require_administration
from accounts.access.roles import MUNICIPAL_KINDS
from accounts.errors import DomainError
from accounts.models import Assignment, CareType, District, Organisation, Unit, UnitKind, UnitReception


class AnotherMunicipality(DomainError):
    """A notice to the wrong municipality would tell it of patients who are not its own."""

    code = "another_municipality"
    sentence = gettext_noop("A unit of a municipality can receive only that municipality's own residents.")


class NoSuchPart(DomainError):
    """`field` names what is no part of the municipality's residents."""

    code = "no_such_part"
    sentence = gettext_noop(
        "The district must be one of the municipality's, and patients are listed with primary care centres only."
    )


class AlreadyReceived(DomainError):
    """Two lines that say as much would leave it open who receives."""

    code = "already_received"
    sentence = gettext_noop("%(unit)s receives these patients already. End its line first.")


@transaction.atomic
def receive_for(
    *,
    by: Assignment,
    unit: Unit,
    municipality_code: str,
    care_type: CareType,
    district: District | None = None,
    listed_at: Unit | None = None,
) -> UnitReception:
    """From now on the unit is addressed for the municipality's residents in such care. Saying it twice is once.

    Of one municipality's units of a kind, or for those listed with one centre, one receives: another is refused. For a
    whole municipality several outpatient units may, and then the ward chooses, as the patient has.
    """
    require_administration(by, unit)
    if not unit.may_receive_for(municipality_code):
        raise AnotherMunicipality
    if district and (district.ended_at or district.organisation.code != municipality_code):
        raise NoSuchPart(field="district")
    if listed_at and (listed_at.archived_at or listed_at.kind != UnitKind.PRIMARY_CARE):
        raise NoSuchPart(field="listed_at")
    # Two administrators at once wait here for each other.
    Organisation.objects.select_for_update().get(pk=unit.organisation_id)
    said = {
        "municipality_code": municipality_code,
        "care_type": care_type,
        "district": district,
        "listed_at": listed_at,
    }
    same = UnitReception.objects.standing().filter(**said)
    if first := same.filter(unit=unit).first():
        return first
    if unit.kind in MUNICIPAL_KINDS or listed_at:
        others = same.filter(unit__kind=unit.kind, unit__archived_at=None).select_related("unit")
        if other := others.first():
            raise AlreadyReceived(unit=other.unit.name)
    return UnitReception.objects.create(unit=unit, added_by=by, **said)


@transaction.atomic
def stop_receiving(*, by: Assignment, reception: UnitReception) -> None:
    """The unit is no longer addressed for them. Cases that it is already a party to stay with it."""
    require_administration(by, reception.unit)
    UnitReception.objects.standing().filter(pk=reception.pk).update(ended_at=timezone.now(), ended_by=by)
