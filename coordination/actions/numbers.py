"""Which person a number names, and which cases go with them when it turns out to be another one."""

from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import Assignment
from coordination.actions.turns import take_turns
from coordination.core.identities import IdentityType
from coordination.core.patient_events import IdentityCorrected, NumberFault, PatientNumber
from coordination.models import Case, Event, FormerNumber, Patient


def keep_still(*numbers: Patient | None) -> None:
    """Until the transaction ends nobody else admits those with these numbers, or gives them others.

    All turns are taken in one order, before any case is locked, so that no two wait for each other.
    """
    named = [one for one in numbers if one]
    persons = [person for one in named if (person := Patient.objects.named(one))]
    for subject in sorted({"|".join(one.number.values()) for one in (*named, *persons)}):
        take_turns(f"patient {subject}")


def patient_of(case_id: UUID, *, by: Assignment) -> Patient | None:
    """Whom a case is about, for those who see it, before anybody has locked it."""
    cases = Case.objects.visible_to(by).filter(pk=case_id)
    return Patient.objects.filter(cases__in=cases).first()


def recorded_person(number: Patient) -> Patient:
    """The person whom the number names, stored now if nobody has met them before."""
    stored, _ = Patient.objects.get_or_create(**number.number)
    return Patient.objects.named(stored) or stored


def right_person(number: Patient, former: Patient, fault: NumberFault) -> Patient:
    """Who the patient is, by the right number.

    A number that the former one has replaced names the same person, unless just that was wrong: then its own person is
    one again.
    """
    person = recorded_person(number)
    if person == former and fault is NumberFault.WRONG:
        return Patient.objects.get(**number.number)
    return person


def cases_that_follow(case: Case, right: Patient, fault: NumberFault) -> QuerySet[Case]:
    """The case, and with it those of the person whose number was replaced, or was replaced wrongly."""
    followers = Q(pk=case.pk)
    if right.replaced_by_id:
        came = {"event__payload__fault": NumberFault.REPLACED, "patient": right}
        followers |= Q(patient=case.patient_id, pk__in=FormerNumber.objects.filter(**came).values("case"))
    elif fault is NumberFault.REPLACED:
        followers |= Q(patient=case.patient_id)
    return Case.objects.filter(followers)


def put_right(event: Event, told: IdentityCorrected) -> None:
    """The cases get their right patient, whose protection goes with them, and keep the number that they had."""
    former, right = event.case.patient, Patient.objects.get(**columns(told.after))
    if former is None:
        return
    followers = [event.case, *cases_that_follow(event.case, right, told.fault).exclude(pk=event.case_id)]
    FormerNumber.objects.bulk_create(
        FormerNumber(case=case, patient=former, event=event) for case in followers
    )
    event.case.patient = right
    Case.objects.filter(pk__in=[case.pk for case in followers]).update(patient=right)
    if told.fault is NumberFault.REPLACED:
        Patient.objects.filter(pk=former.pk).update(replaced_by=right)
    right.replaced_by = None
    right.has_protected_identity |= former.has_protected_identity
    right.save(update_fields=["replaced_by", "has_protected_identity"])


def number_of(patient: Patient) -> PatientNumber:
    """The number as an event tells it."""
    return PatientNumber(IdentityType(patient.identity_type), patient.identity_value, patient.identity_oid)


def columns(number: PatientNumber) -> dict[str, str]:
    """The number as a patient's columns have it."""
    return {
        "identity_type": number.kind.value,
        "identity_value": number.value,
        "identity_oid": number.oid,
    }
