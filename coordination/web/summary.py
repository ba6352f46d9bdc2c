"""The patient's own written summary (LUS 3:3), to be printed and handed over: its page, and on paper."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.audit import record_look
from accounts.web.middleware import assignment_of
from coordination.errors import NoSuchDocument
from coordination.opened_case import OpenedCase, open_case
from coordination.web.patient_words import patient_words
from look.download import as_file
from look.paper import Paper, Section, pdf_of


@never_cache
@require_safe
def patient_summary(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What the patient has been given; 404 before anything is."""
    opened = open_case(assignment_of(request), case_id)
    sections = sections_of_summary(opened)
    record_look(assignment=opened.by, case_id=case_id, what="patient's summary")
    context = {"case": opened.case, "patient": patient_words(opened), "sections": sections}
    return render(request, "coordination/summary.html", context)


@never_cache
@require_safe
def summary_on_paper(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The same as PDF."""
    opened = open_case(assignment_of(request), case_id)
    name, content = summary_file(opened)
    record_look(assignment=opened.by, case_id=case_id, what="patient's summary on paper")
    return as_file(content, "application/pdf", name)


def sections_of_summary(opened: OpenedCase) -> list[Section]:
    """The headings and what was written below them. Raises `NoSuchDocument` before anything is."""
    summary = opened.history.summary
    if summary is None:
        raise NoSuchDocument
    sections = [
        Section(_("What matters to me before going home"), summary.what_matters),
        Section(_("What has happened"), summary.what_happened),
        Section(_("What happens next"), summary.what_happens_next),
        Section(_("Whom I turn to"), summary.whom_to_turn_to),
        Section(_("My medicines until the next dispensing"), summary.medicines),
        Section(_("My rehabilitation and aids"), summary.rehabilitation),
    ]
    return [section for section in sections if section.text]


def summary_file(opened: OpenedCase) -> tuple[str, bytes]:
    """The file's name, which does not tell whose it is, and its content."""
    return f"sammanfattning-{opened.case.number}.pdf", pdf_of(summary_paper(opened))


def summary_paper(opened: OpenedCase) -> Paper:
    """What stands on the paper, in Swedish as its words are, whoever fetches it.

    The identity number does not: the paper goes home in a pocket, and whoever it is handed to knows theirs.
    """
    ward = opened.case.ward
    assert ward is not None  # noqa: S101  (for the types: only an imported episode has none)
    with override("sv"):
        return Paper(
            title=_("My way home"),
            language="sv",
            facts=[
                (_("Name"), patient_words(opened).name),
                (_("Ward"), f"{ward.name}, {ward.phone}" if ward.phone else ward.name),
            ],
            sections=sections_of_summary(opened),
            foot=_("Case %(number)s") % {"number": opened.case.number},
        )
