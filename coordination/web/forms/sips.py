"""What the parties fill in about the SIP's meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.core.sip_meeting import last_meeting
from coordination.core.sips import SipAnswer, SipForm
from coordination.opened_case import OpenedCase
from coordination.web.forms.fields import one_of, text_field
from coordination.web.forms.step_form import StepForm
from coordination.web.forms.times import ClockField
from coordination.web.words import SIP_ANSWER, SIP_FORM


class SipRequestForm(StepForm):
    """That outpatient care is asked for a SIP."""

    reason = text_field(_("Why a SIP is needed"))


class SipMoveForm(StepForm):
    """Another time or place; what holds now is filled in."""

    optional = ("reason",)

    meets_at = ClockField(label=_("The meeting begins"))
    form = one_of(SipForm, SIP_FORM, _("How you meet"))
    place = forms.CharField(label=_("Place, phone number or video link"), max_length=300)
    reason = text_field(_("Why it is moved"), required=False)

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        meeting = last_meeting(opened.history)
        if meeting is None:
            return {}
        return {"meets_at": meeting.meets_at, "form": meeting.form.value, "place": meeting.place}


class SipAnswerForm(StepForm):
    """What the own unit says to the call."""

    optional = ("note",)

    answer = one_of(SipAnswer, SIP_ANSWER, _("Your answer"))
    note = text_field(_("Note"), required=False)
