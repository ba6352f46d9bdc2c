"""What each receiver will see of a notice, shown to the sender before it is sent."""

from dataclasses import dataclass, field
from datetime import datetime

from django.forms import BoundField
from django.utils.translation import gettext as _

from coordination.opened_case import OpenedCase
from coordination.web.forms.extension import ExtensionForm
from coordination.web.forms.notices import AdmissionNoticeForm, DischargeReadyForm
from coordination.web.forms.step_form import StepForm
from coordination.web.patient_words import patient_words
from coordination.web.telling import said
from coordination.web.words import CONSENT


@dataclass(frozen=True)
class Preview:
    """`facts` is the whole of what the receivers get; empty for steps that show nothing but what was filled in.

    `extended` is what is sent besides, as a part of its own.
    """

    receivers: list[str]
    facts: list[tuple[str, str]]
    note: str = ""
    extended: list[tuple[str, str]] = field(default_factory=list)


def preview(opened: OpenedCase, form: StepForm) -> Preview:
    """Who will see it, and of the ward's two notices exactly what."""
    receivers = form.receivers(opened)
    patient = patient_words(opened)
    identity = [(_("Name"), patient.name), (_("Identity number"), patient.number)]
    if isinstance(form, AdmissionNoticeForm):
        address = (_("Registered address"), patient.address or _("missing"))
        discharge = (_("Estimated discharge"), _as_filled_in(form["estimated_discharge_at"]))
        note = _("The law gives the notice these four things (LUS 2 kap. 2 §).")
        extended = _of_extension(opened, form) if form.is_extended else []
        return Preview(receivers, [*identity, address, discharge], note, extended)
    if isinstance(form, DischargeReadyForm):
        ready = (_("Ready for discharge"), _("from when you send it"))
        physician = (_("Assessed by"), _as_filled_in(form["physician"]))
        assessed = (_("Assessed at"), _as_filled_in(form["assessed_at"]))
        return Preview(receivers, [*identity, ready, physician, assessed])
    if isinstance(form, ExtensionForm):
        return Preview(receivers, [*identity, *_of_extension(opened, form)])
    return Preview(receivers, [])


def _of_extension(opened: OpenedCase, form: StepForm) -> list[tuple[str, str]]:
    consent = CONSENT[opened.history.consent]
    basis = _as_filled_in(form["basis"]) if "basis" in form.fields else str(consent)
    facts = [
        (str(form[name].label), _as_filled_in(form[name])) for name in ("situation", "relatives", "aids")
    ]
    return [*facts, (_("Basis"), basis)]


def _as_filled_in(field: BoundField) -> str:
    """A field's content as it will be read; before anything is filled in, that it is as the form says."""
    value = field.form.cleaned_data.get(field.name) if field.form.is_bound else field.initial
    if isinstance(value, datetime):
        return said(value)
    return value or _("as you fill it in")
