"""/follow-up/: what the steering groups follow, by month and by part of it; and the reports that the texts ask for."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.audit import record_look_at_many
from accounts.models import Assignment
from accounts.web.middleware import assignment_of
from billing.access import RegionScope, month_scope
from billing.core.months import month_name
from billing.months.follow_up import Report, report
from billing.months.in_address import EARLIEST, asked_month, this_month
from billing.web.follow_up_page import AXES, FollowUpPage
from billing.web.follow_up_report import ReportFile, how_figures_are_made, report_pdf, report_workbook
from billing.web.follow_up_words import in_language
from billing.web.numbers import month as month_in_words
from look.download import as_file
from look.workbook import XLSX


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a report can be fetched as."""

    name: str
    kind: str
    make: Callable[[ReportFile], bytes]


FILE_KINDS = (
    FileKind("pdf", "application/pdf", report_pdf),
    FileKind("xlsx", XLSX, report_workbook),
)


@require_safe
def follow_up(request: HttpRequest) -> HttpResponse:
    """`?month=`, and `?by=` municipality, hospital, ward or care type."""
    reader = assignment_of(request)
    scope = month_scope(reader)
    month = asked_month(request.GET.get("month", ""), otherwise=this_month() - 1)
    axis = asked_axis(request.GET.get("by", ""))
    page = FollowUpPage.of(scope, month, axis)
    record_look_at_follow_up(reader, month, what="follow-up page")
    context = {
        "page": page,
        "month": month_in_words(month),
        "axis": AXES[axis],
        "tabs": [
            {"text": name, "url": f"?month={month_name(month)}&by={key}", "current": key == axis}
            for key, name in AXES.items()
        ],
        "earlier": month_name(month - 1) if month > EARLIEST else "",
        "later": month_name(month + 1) if month < this_month() else "",
        "reports": [
            {
                "what": in_language(one.what),
                "to": one.to,
                "contains": [in_language(words) for words in one.contains],
                "months": _("the whole year") if one.how_often == "yearly" else month_in_words(month),
                "files": [(each.name.upper(), report_url(one, month, each.name)) for each in FILE_KINDS],
            }
            for one in page.reports
        ],
        "made": how_figures_are_made(),
    }
    return render(request, "billing/follow_up.html", context)


@never_cache
@require_safe
def report_file(request: HttpRequest, slug: str, number: int, month: int, wanted: FileKind) -> HttpResponse:
    """A report of an agreement that the reader's organisation is a party to."""
    reader = assignment_of(request)
    file = ended_report(reader, slug, number, month)
    content = wanted.make(file)
    record_look_at_follow_up(reader, month, what=f"follow-up report as {wanted.name}")
    return as_file(content, wanted.kind, f"{file.file_name}.{wanted.name}")


def ended_report(reader: Assignment, slug: str, number: int, month: int) -> ReportFile:
    """The report of a month; 404 for one that has not ended, too."""
    own = own_report(reader, slug, number)
    if month >= this_month():
        raise Http404
    return ReportFile(own, month)


def own_report(reader: Assignment, slug: str, number: int) -> Report:
    """404 for one that is not there, or that is between others."""
    scope, found = month_scope(reader), report(slug, number)
    if found is None:
        raise Http404
    if isinstance(scope, RegionScope):
        is_party = found.text.region == scope.region
    else:
        is_party = scope.municipality in found.text.municipalities
    if not is_party:
        raise Http404
    return found


def report_url(one: Report, month: int, name: str) -> str:
    """Where a report is fetched."""
    return reverse(f"follow-up-report-{name}", args=[one.text.slug, one.number, month])


def asked_axis(said: str) -> str:
    """What the month is parted by; 404 for what there is not."""
    if said and said not in AXES:
        raise Http404
    return said or "municipality"


def record_look_at_follow_up(reader: Assignment, month: int, *, what: str) -> None:
    """Writes in the access log who was shown the sums of which month, under which organisation."""
    organisation = reader.unit.organisation
    record_look_at_many(
        assignment=reader, subject=f"follow-up {organisation.code}/{month_name(month)}", what=what
    )
