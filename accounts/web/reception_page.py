"""Who of the own organisation receives whom, for those who administer it: gaps are marked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access.administration import administered_units
from accounts.access.permissions import Permission
from accounts.access.policy import require
from accounts.reception_table import reception_table
from accounts.web.middleware import assignment_of
from agreements.places import municipality


@require_safe
def reception_page(request: HttpRequest) -> HttpResponse:
    """The table of the organisation; a unit that the reader administers has a link to where it is changed."""
    by = assignment_of(request)
    require(by, Permission.ADMINISTER_UNIT)
    organisation = by.unit.organisation
    rows = [(municipality(row.municipality).name, row) for row in reception_table(organisation)]
    context = {
        "organisation": organisation,
        "rows": rows,
        "gaps": sum(not row.units for _name, row in rows),
        "administered": set(administered_units(by).values_list("pk", flat=True)),
    }
    return render(request, "accounts/receptions.html", context)
