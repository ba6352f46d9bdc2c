"""What a step changes beside the case's own row: who is a party, what is known of the patient, who is protected."""

from datetime import datetime

from django.db.models import QuerySet

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
            _close(event, unit)
        case SentBack(unit=unit):
            _close(event, unit)
        case RecipientRemoved(removed=removed):
            _close(event, removed.unit)
        case Cancelled():
            # Those who were told were told by mistake; the wards answer for what they have written.
            told = case.parties.filter(capacity__in=TOLD, closed_at=None)
            _close(event, *told.values_list("unit", flat=True))
        case EntryVoided(entry=entry):
            # A case that was cancelled by mistake is open again to those whom that put out, and to nobody else.
            cancelled = case.events.filter(sequence=entry, step=Step.CANCELLED)
            _let_in(case.parties.filter(closed_by__in=cancelled.values("sequence")))
        case WardTransferred():
            _move(case, payload, since)
        case PatientDetailsCorrected(after=after, has_protected_identity=is_protected):
            _close(event, *(receiver.unit for receiver in payload.out))
            _let_in(case.parties.filter(unit__in=[one.unit for one in payload.back]))
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


def _close(event: Event, *units: int) -> None:
    """The units see the case no more; the rows stay, and so does what the units have done."""
    by_it = {"closed_at": event.registered_at, "closed_by": event.sequence, "is_listed": False}
    event.case.parties.filter(unit__in=units).update(**by_it)


def _let_in(parties: QuerySet[Party]) -> None:
    parties.update(closed_at=None, closed_by=None)


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
