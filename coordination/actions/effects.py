"""What a step changes beside the case's own row: who is a party, what is known of the patient, who is protected."""

from datetime import datetime

from coordination.core.events import AdmissionNoticeSent, Cancelled, DischargeReadySent, EntryVoided, Payload
from coordination.core.patient_events import PatientDetailsCorrected, ProtectionEnded, WardTransferred
from coordination.core.states import Capacity, Status
from coordination.models import Case, Party, Patient, PatientSnapshot

TOLD = (Capacity.OUTPATIENT, Capacity.MUNICIPALITY)


def write(case: Case, payload: Payload, *, since: datetime) -> None:
    """Writes it, for a case that has the step's event already."""
    match payload:
        case AdmissionNoticeSent() | DischargeReadySent():
            _add_receivers(case, payload, since)
        case Cancelled():
            # Those who were told were told by mistake; the wards answer for what they have written.
            case.parties.filter(capacity__in=TOLD).update(closed_at=since)
        case EntryVoided() if case.status != Status.CANCELLED:
            # A case that was cancelled by mistake is open again to all who were told.
            case.parties.exclude(closed_at=None).update(closed_at=None)
        case WardTransferred():
            _move(case, payload, since)
        case PatientDetailsCorrected(after=after, has_protected_identity=is_protected):
            PatientSnapshot.objects.filter(case=case).update(
                family_name=after.family_name, given_name=after.given_name, address=after.address
            )
            if is_protected:
                Patient.objects.filter(cases=case).update(has_protected_identity=True)
        case ProtectionEnded():
            Patient.objects.filter(cases=case).update(has_protected_identity=False)


def _add_receivers(case: Case, notice: AdmissionNoticeSent | DischargeReadySent, since: datetime) -> None:
    """Who was sent something is a party from then on; who was one already stays what it was."""
    Party.objects.bulk_create(
        [
            Party(case=case, unit_id=receiver.unit, capacity=receiver.capacity, since=since)
            for receiver in notice.receivers
        ],
        ignore_conflicts=True,
    )


def _move(case: Case, move: WardTransferred, since: datetime) -> None:
    """The ward becomes a former one, and the new one the ward; it may have been the ward before."""
    case.parties.filter(unit=move.former_unit).update(
        capacity=Capacity.FORMER_WARD, until_version=case.version
    )
    now = {"capacity": Capacity.WARD, "until_version": None}
    Party.objects.update_or_create(
        case=case, unit_id=move.unit, defaults=now, create_defaults={**now, "since": since}
    )
