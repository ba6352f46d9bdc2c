"""Opening organisations and registering their units."""

from django.db import transaction

from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.access.roles import Role
from accounts.actions.people import Account, find_account, new_account
from accounts.models import Assignment, Organisation, Unit, UnitKind


@transaction.atomic
def register_unit(
    *,
    by: Assignment,
    name: str,
    kind: str,
    hsa_id: str,
    district: str = "",
    phone: str = "",
    is_default_intake: bool = False,
) -> Unit:
    """A new unit of the organisation that `by` administers."""
    require(by, Permission.ADMINISTER_ORGANISATION)
    unit = Unit(
        organisation=by.unit.organisation,
        name=name,
        kind=kind,
        hsa_id=hsa_id,
        district=district,
        phone=phone,
        is_default_intake=is_default_intake,
    )
    unit.full_clean()
    unit.save()
    return unit


@transaction.atomic
def open_organisation(*, organisation: Organisation, hsa_id: str, email: str, name: str) -> Account:
    """A new organisation with an administration and its first system administrator, who registers the rest.

    Nobody in the system can do this: it is for the installation's own operator, by a command.
    """
    organisation.full_clean()
    organisation.save()
    unit = Unit(organisation=organisation, name="Administration", kind=UnitKind.ADMINISTRATION, hsa_id=hsa_id)
    unit.full_clean()
    unit.save()
    account = find_account(email) or new_account(email=email, name=name, title="")
    Assignment.objects.create(
        user=account.user,
        unit=unit,
        role=Role.SYSTEM_ADMINISTRATOR,
        granted_by_command="open_organisation",
    )
    return account
