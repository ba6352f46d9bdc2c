"""What was looked at, in the words of the log's page."""

from django.utils.translation import gettext_lazy as _

from agreements.places import MUNICIPALITIES, REGIONS
from coordination.core.states import Step
from coordination.web.step_pages import STEP_PAGES

LOOKS = {
    "case page": _("The case"),
    "case": _("The case"),
    "cancelled case": _("That the case was cancelled"),
    "left case": _("That the unit is out of the case"),
    "case taken over": _("The case, when it was taken over"),
    "identity number": _("The whole identity number"),
    "admission form": _("The patient's details, in the admission form"),
    "refused admission": _("An admission that was refused"),
    "outage list": _("The list for an outage"),
    "plan page": _("The patient's plan"),
    "sip plan on paper": _("The SIP's plan on paper"),
    "care plan on paper": _("The coordinated care plan on paper"),
    "patient's summary": _("The patient's summary"),
    "patient's summary on paper": _("The patient's summary on paper"),
    "SIP in calendar": _("The SIP meeting, as a file for the calendar"),
    "search": _("A hit in a search"),
    "log": _("The access log"),
    "log extract": _("The extract of the access log"),
    "month page": _("A month's page"),
    "month as CSV": _("A month as CSV"),
    "month": _("A month"),
    "forecast page": _("The forecast of a month"),
    "forecast": _("The forecast of a month"),
    "follow-up page": _("The follow-up of a month"),
    "follow-up": _("The follow-up of a month"),
    "follow-up report as pdf": _("A report of the follow-up as PDF"),
    "follow-up report as xlsx": _("A report of the follow-up as Excel"),
    "draft of a statement": _("The draft of a statement"),
    "corrections of a month": _("The corrections of a month"),
    "correction page": _("A correction of a month"),
    "correction": _("A correction of a month"),
    "statement page": _("A statement"),
    "statement": _("A statement"),
    "dispute page": _("A dispute of a statement"),
    "dispute": _("A dispute of a statement"),
    "statement as statement.pdf": _("A statement as PDF"),
    "statement as lines.xlsx": _("A statement as Excel"),
    "statement as lines.csv": _("A statement as CSV"),
    "statement as invoice.xml": _("A statement as e-invoice"),
    "statement as voucher.si": _("A statement as voucher"),
}
"""Each part that is looked at, by what the log calls it; what another system fetched is called so, and `BY_API`."""
FORM = "form "
BY_API = " by API"


def look_in_words(what: str, *, is_of_case: bool = True) -> str:
    """The kind of look; as it is stored where this page has no words for it, so that no look is ever left out."""
    if what == "search" and not is_of_case:
        return str(_("A search without a hit"))
    step = what.removeprefix(FORM)
    if what.startswith(FORM) and step in STEP_PAGES:
        return _("The form: %(name)s") % {"name": STEP_PAGES[Step(step)].name}
    if what.endswith(BY_API) and (part := LOOKS.get(what.removesuffix(BY_API))):
        return _("%(part)s, by another system") % {"part": part}
    return str(LOOKS.get(what, what))


def subject_in_words(subject: str) -> str:
    """Of a look at many patients, at which: the subjects that `accounts.audit` stores, in words.

    What was sought in vain is in no words: the log has only its mark.
    """
    match subject.split():
        case ["month", named]:
            _region, municipality, month = named.split("/")
            place = MUNICIPALITIES.get(municipality)
            return f"{place.name if place else municipality}, {month}"
        case ["follow-up", named]:
            code, _slash, month = named.partition("/")
            body = MUNICIPALITIES.get(code) or REGIONS.get(code)
            return f"{body.name if body else code}, {month}"
        case ["statement", number]:
            return _("Statement %(number)s") % {"number": number}
        case ["sought", _mark]:
            return str(_("what was sought is not kept"))
        case ["log", days, *_who]:
            first, _slash, last = days.partition("/")
            return _("Looks from %(first)s to %(last)s") % {"first": first or "–", "last": last or "–"}
    return subject
