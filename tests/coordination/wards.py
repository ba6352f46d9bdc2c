"""Other wards than that of the cast, each with a nurse: of the same care provider, and of a private one."""

from accounts.access.roles import Role
from accounts.models import Assignment, Organisation, UnitKind
from tests.cast import Cast, make_assignment, make_organisation, make_unit


def second_nurse(cast: Cast) -> Assignment:
    """A nurse of another ward of the same region."""
    return make_assignment(make_unit(cast.halland, "Avd 6A", UnitKind.WARD), Role.WARD_NURSE, "Tova Tallberg")


def private_nurse(cast: Cast) -> Assignment:
    """A nurse of a private provider's ward in the same region."""
    provider = make_organisation(Organisation.Kind.PRIVATE_PROVIDER, "Havsvård AB", region="13")
    return make_assignment(make_unit(provider, "Avd Ankan", UnitKind.WARD), Role.WARD_NURSE, "Petra Palm")
