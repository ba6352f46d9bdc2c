"""What was looked at, in the words of the log's page."""

from django.utils.translation import gettext_lazy as _

from coordination.core.states import Step
from coordination.web.step_pages import STEP_PAGES

LOOKS = {
    "case page": _("The case"),
    "case by API": _("The case, by another system"),
    "cancelled case": _("That the case was cancelled"),
    "left case": _("That the unit is out of the case"),
    "case taken over": _("The case, when it was taken over"),
    "identity number": _("The whole identity number"),
    "admission form": _("The patient's details, in the admission form"),
    "refused admission": _("An admission that was refused"),
    "search": _("A hit in a search"),
    "log": _("The access log"),
    "log extract": _("The extract of the access log"),
    "month page": _("A month's page"),
    "month as CSV": _("A month as CSV"),
    "month by API": _("A month, by another system"),
}
FORM = "form "


def look_in_words(what: str, *, is_of_case: bool = True) -> str:
    """The kind of look; as it is stored where this page has no words for it, so that no look is ever left out."""
    if what == "search" and not is_of_case:
        return str(_("A search without a hit"))
    step = what.removeprefix(FORM)
    if what.startswith(FORM) and step in STEP_PAGES:
        return _("The form: %(name)s") % {"name": STEP_PAGES[Step(step)].name}
    return str(LOOKS.get(what, what))
