"""A version of a plan as a PDF: the sections of the plan's page, with who it is about and who is behind it."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from coordination.errors import NoSuchDocument
from coordination.opened_case import OpenedCase
from coordination.web.patient_words import patient_words
from coordination.web.plan_words import PlanWords, care_plan_words, sip_words
from look.paper import Paper, Section, pdf_of

WORDS_OF: Mapping[str, Callable[[OpenedCase, int | None], PlanWords | None]] = {
    "sip": sip_words,
    "care": care_plan_words,
}
"""The two kinds of plan, by what addresses call them."""


def plan_file(opened: OpenedCase, kind: str, wanted: str) -> tuple[str, bytes]:
    """The file's name and content. `wanted` is a version's number, or empty for the latest.

    The paper goes to courts and care providers in Sweden, so it is in Swedish whoever fetches it. The patient is
    named in it, and nowhere else: not in its name. Raises `NoSuchDocument` for what the reader has no version of.
    """
    if wanted and not wanted.isdecimal():
        raise NoSuchDocument
    with override("sv"):
        plan = WORDS_OF[kind](opened, int(wanted) if wanted else None)
        if plan is None:
            raise NoSuchDocument
        content = pdf_of(_paper(opened, plan))
    return f"plan-{kind}-{opened.case.number}-{plan.number}.pdf", content


def _paper(opened: OpenedCase, plan: PlanWords) -> Paper:
    patient = patient_words(opened)
    behind = [(one.unit, _when(one.at) if one.at else _("Not yet")) for one in plan.signatures]
    return Paper(
        title=plan.title,
        language="sv",
        facts=[
            (_("Patient"), patient.name),
            (_("Identity number"), patient.number),
            (_("Written by"), f"{plan.written_by}, {_when(plan.written_at)}"),
            (_("Version"), str(plan.number)),
            (_("Standing"), plan.standing),
        ],
        sections=[*plan.sections, Section(plan.signed_heading, header=(_("Unit"), _("When")), rows=behind)],
        foot=_("Case %(number)s, version %(version)s")
        % {"number": opened.case.number, "version": plan.number},
    )


def _when(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y H.i")
