"""The districts of a municipality, which its administrator keeps."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.errors import DomainError
from accounts.models import Assignment, District, Organisation, UnitReception


class OnlyMunicipalitiesHaveDistricts(DomainError):
    code = "only_municipalities_have_districts"
    sentence = gettext_noop("Only a municipality has districts.")


@transaction.atomic
def add_district(*, by: Assignment, name: str) -> District:
    """A district of the own municipality. The same name again gives the one there is."""
    require(by, Permission.ADMINISTER_ORGANISATION)
    # Two administrators at once wait here for each other.
    organisation = Organisation.objects.select_for_update().get(pk=by.unit.organisation_id)
    if organisation.kind != Organisation.Kind.MUNICIPALITY:
        raise OnlyMunicipalitiesHaveDistricts
    name = " ".join(name.split())
    there = District.objects.in_use().filter(organisation=organisation, name__iexact=name).first()
    return there or District.objects.create(organisation=organisation, name=name, added_by=by)


@transaction.atomic
def end_district(*, by: Assignment, district: District) -> None:
    """Nobody is said to live there any more, and the lines of the routing table that name it end with it."""
    require(by, Permission.ADMINISTER_ORGANISATION)
    ended = {"ended_at": timezone.now(), "ended_by": by}
    own = District.objects.in_use().filter(pk=district.pk, organisation=by.unit.organisation_id)
    if own.update(**ended):
        UnitReception.objects.standing().filter(district=district).update(**ended)
