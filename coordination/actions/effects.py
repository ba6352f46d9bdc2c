"""What a step changes beside the case's own row: who is a party, what is known of the patient, who is protected."""

from datetime import datetime

from coordination.actions.numbers import put_right
from coordination.core.addressing import (
    NoticeForwarded,
    NotOurPatient,
    RecipientRemoved,
    SentBack,
)
from coordination.core.events import AdmissionNoticeSent, Cancelled, DischargeReadySent, EntryVoided, Payload
from coordination.core.patient_events import (
    IdentityCorrected,
    PatientDetailsCorrected,
    ProtectionEnded,
    WardTransferred,
)
from coordination.core.states import Capacity, Step
from coordination.models import Case, Event, Party, Patient, PatientSnapshot

TOLD = (Capacity.OUTPATIENT, Capacity.MUNICIPALITY)


def arriving(event: Event, payload: Payload) -> list[Party]:
    """Who was sent something is a party from then on: rows that `wanted.changes` stores, with what they should do."""
    match payload:
        case (
            AdmissionNoticeSent(receivers=receivers)
            | DischargeReadySent(receivers=receivers)
            | NoticeForwarded(receivers=receivers)
        ):
            since = event.registered_at
            return [
                Party(case=event.case, unit_id=one.unit, capacity=one.capacity, since=since)
                for one in receivers
            ]
        case _:
            return []


def write(event: Event, payload: Payload) -> None:
    """Writes it, for a case that has the step's event already."""
    case, since = event.case, event.registered_at
    _keep_the_way(case, payload)
    match payload:
        case NoticeForwarded(stays=False, unit=unit):
            _close(case, unit, since)
        case SentBack(unit=unit):
            _close(case, unit, since)
        case RecipientRemoved(removed=removed):
            _close(case, removed.unit, since)
        case Cancelled():
            # Those who were told were told by mistake; the wards answer for what they have written.
            case.parties.filter(capacity__in=TOLD, closed_at=None).update(closed_at=since, is_listed=False)
        case EntryVoided(entry=entry):
            # A case that was cancelled by mistake is open again to those whom that put out, and to nobody else.
            cancelled = case.events.filter(sequence=entry, step=Step.CANCELLED)
            case.parties.filter(closed_at__in=cancelled.values("registered_at")).update(closed_at=None)
        case WardTransferred():
            _move(case, payload, since)
        case PatientDetailsCorrected(after=after, has_protected_identity=is_protected):
            for receiver in payload.out:
                _close(case, receiver.unit, since)
            case.parties.filter(unit__in=[one.unit for one in payload.back]).update(closed_at=None)
            snapshot = PatientSnapshot.objects.filter(case=case)
            snapshot.update(family_name=after.family_name, given_name=after.given_name, address=after.address)
            if after.liable_municipality != payload.before.liable_municipality:
                # A district is one municipality's.
                snapshot.update(district=None)
            if is_protected:
                Patient.objects.filter(cases=case).update(has_protected_identity=True)
        case IdentityCorrected():
            put_right(event, payload)
        case ProtectionEnded():
            Patient.objects.filter(cases=case).update(has_protected_identity=False)


def _keep_the_way(case: Case, payload: Payload) -> None:
    """What the ward or a centre said of where the patient lives or is listed, for the next notice to find its way."""
    match payload:
        case AdmissionNoticeSent(district=district, listed_at=listed_at):
            said = {"district_id": district, "listed_at_id": listed_at}
        case NotOurPatient(listed_at=listed_at) | NoticeForwarded(listed_at=listed_at):
            said = {"listed_at_id": listed_at}
        case _:
            return
    if known := {column: one.key for column, one in said.items() if one}:
        PatientSnapshot.objects.filter(case=case).update(**known)


def _close(case: Case, unit: int, since: datetime) -> None:
    """The unit sees the case no more; the row stays, and so does what the unit has done."""
    case.parties.filter(unit=unit).update(closed_at=since, is_listed=False)


def _move(case: Case, move: WardTransferred, since: datetime) -> None:
    """The ward becomes a former one, and the new one the ward; it may have been the ward before."""
    if move.care_type:
        Case.objects.filter(pk=case.pk).update(care_type=move.care_type)
    case.parties.filter(unit=move.former_unit).update(
        capacity=Capacity.FORMER_WARD, until_version=case.version, is_listed=False
    )
    now = {"capacity": Capacity.WARD, "until_version": None}
    Party.objects.update_or_create(
        case=case, unit_id=move.unit, defaults=now, create_defaults={**now, "since": since}
    )
