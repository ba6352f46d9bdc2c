"""Who of the own organisation receives whom, for those who administer it: gaps are marked, and districts are kept."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access.administration import administered_units
from accounts.access.permissions import Permission
from accounts.access.policy import may, require
from accounts.actions.districts import add_district, end_district
from accounts.models import District, Organisation
from accounts.reception_table import reception_table
from accounts.web.middleware import assignment_of
from accounts.web.unit_forms import DistrictForm
from agreements.places import municipality


@require_safe
def reception_page(request: HttpRequest) -> HttpResponse:
    """The table of the organisation; a unit that the reader administers has a link to where it is changed."""
    require(assignment_of(request), Permission.ADMINISTER_UNIT)
    return _show(request, DistrictForm())


@require_POST
def new_district(request: HttpRequest) -> HttpResponse:
    by = assignment_of(request)
    require(by, Permission.ADMINISTER_ORGANISATION)
    form = DistrictForm(request.POST)
    if not form.is_valid():
        return _show(request, form)
    district = add_district(by=by, name=form.cleaned_data["name"])
    messages.success(request, _("%(name)s is a district now.") % {"name": district.name})
    return redirect("receptions")


@require_POST
def remove_district(request: HttpRequest, district_id: int) -> HttpResponse:
    """The district has ended, and with it the lines that name it. Cases stay where they are."""
    by = assignment_of(request)
    require(by, Permission.ADMINISTER_ORGANISATION)
    own = District.objects.filter(organisation=by.unit.organisation_id)
    district = get_object_or_404(own, pk=district_id)
    end_district(by=by, district=district)
    messages.success(request, _("%(name)s is no district any more.") % {"name": district.name})
    return redirect("receptions")


def _show(request: HttpRequest, form: DistrictForm) -> HttpResponse:
    by = assignment_of(request)
    organisation = by.unit.organisation
    rows = [(municipality(row.municipality).name, row) for row in reception_table(organisation)]
    is_municipal = organisation.kind == Organisation.Kind.MUNICIPALITY
    context = {
        "organisation": organisation,
        "rows": rows,
        "has_parts": any(row.district or row.listed_at for _name, row in rows),
        "gaps": sum(row.is_gap for _name, row in rows),
        "administered": set(administered_units(by).values_list("pk", flat=True)),
        "districts": organisation.districts.select_related("added_by__user", "ended_by__user"),
        "may_keep_districts": is_municipal and may(by, Permission.ADMINISTER_ORGANISATION),
        "district_form": form,
    }
    return render(request, "accounts/receptions.html", context, status=422 if form.errors else 200)
