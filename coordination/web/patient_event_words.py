"""Words of the events that tell of the patient as a person, and of the ward where they lie."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from coordination.core.patient_events import (
    AboutPatient,
    ConsentRegistered,
    IdentityCorrected,
    PatientDetailsCorrected,
    PatientNumber,
    PatientParticulars,
    ProtectionEnded,
    WardTransferred,
)
from coordination.web.patient_words import masked, municipality_name
from coordination.web.telling import Told, filled
from coordination.web.words import CARE_TYPE, CONSENT, NUMBER_FAULT


def of_patient(payload: AboutPatient) -> Told:
    """The event in the reader's language."""
    match payload:
        case WardTransferred():
            title = _("Taken over by another ward") if payload.is_taken_over else _("Moved to another ward")
            wards = [(_("From"), payload.former_name), (_("To"), payload.name)]
            care = str(CARE_TYPE[payload.care_type]) if payload.care_type else ""
            return Told(title, [*wards, *filled((_("Care"), care), (_("Note"), payload.note))])
        case PatientDetailsCorrected():
            protection = _("registered") if payload.has_protected_identity else ""
            more = filled((_("Protected identity"), protection), (_("Reason"), payload.reason))
            return Told(
                _("Particulars of the patient corrected"), [*_changes(payload.before, payload.after), *more]
            )
        case IdentityCorrected():
            numbers = f"{_number(payload.before)} → {_number(payload.after)}"
            why = (_("Former number"), str(NUMBER_FAULT[payload.fault]))
            return Told(
                _("Identity number corrected"),
                [(_("Number"), numbers), *filled(why, (_("Reason"), payload.reason))],
            )
        case ConsentRegistered():
            return Told(_("Consent registered"), [(_("Consent"), CONSENT[payload.consent])])
        case ProtectionEnded():
            return Told(_("Protected identity ended"), filled((_("Reason"), payload.reason)))


def _changes(before: PatientParticulars, after: PatientParticulars) -> Iterator[tuple[str, str]]:
    """What stood, and what stands instead (PDL 3:14)."""
    pairs = (
        (_("Name"), _name(before), _name(after)),
        (_("Registered address"), before.address, after.address),
        (
            _("Registered in"),
            municipality_name(before.municipality),
            municipality_name(after.municipality),
        ),
        (_("Placed by another municipality"), _placing(before), _placing(after)),
    )
    for term, former, latter in pairs:
        if former != latter:
            yield term, f"{former or _('nothing')} → {latter or _('nothing')}"


def _number(number: PatientNumber) -> str:
    """Masked: the whole of it is shown to whoever asks, and that is logged."""
    return masked(number.kind, number.value)


def _name(known: PatientParticulars) -> str:
    return f"{known.given_name} {known.family_name}"


def _placing(known: PatientParticulars) -> str:
    return municipality_name(known.placing_municipality) if known.placing_municipality else ""
