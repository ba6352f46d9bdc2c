"""The extended part of the admission notice."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from coordination.actions.receivers import units_with_notice
from coordination.core.needs import Consent
from coordination.opened_case import OpenedCase
from coordination.web.forms.fields import text_field
from coordination.web.forms.step_form import StepForm


class ExtensionForm(StepForm):
    """More than the law's four things. Where the patient had not consented, on which basis."""

    optional = ("relatives", "aids")

    situation = text_field(_("Situation before and now"))
    basis = text_field(
        _("On which basis"),
        help_text=_(
            "The patient's consent is not registered. Write when and how it was given, or on which other ground."
        ),
    )
    relatives = text_field(_("Relatives"), required=False)
    aids = text_field(_("Aids and home"), required=False)

    def __init__(self, opened: OpenedCase, data: Any = None) -> None:
        super().__init__(opened, data)
        if opened.history.admission.consent is Consent.GIVEN:
            del self.fields["basis"]

    def receivers(self, opened: OpenedCase) -> list[str]:
        """Those who have the admission notice."""
        return [receiver.name for receiver in units_with_notice(opened.case, opened.history)]
