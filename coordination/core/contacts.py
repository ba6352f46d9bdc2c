"""Whom the patient and the parties can turn to: each care contact and the case officer, as last told."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coordination.core.events import CareContactAppointed, Recorded
from coordination.core.history import History
from coordination.core.planning import CaseOfficerNamed, InpatientContactAppointed
from coordination.core.standing import last_of_municipality


class ContactRole(StrEnum):
    """What somebody is to the patient."""

    CARE_CONTACT = "care_contact"
    INPATIENT_CONTACT = "inpatient_contact"
    CASE_OFFICER = "case_officer"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to turn to, since they were told of; those before them are in the events."""

    role: ContactRole
    name: str
    title: str
    unit_name: str
    phone: str
    since: datetime


def contacts(history: History) -> tuple[Contact, ...]:
    """Those of now: one for each outpatient unit that has not left, one in the ward, and the municipality's."""
    latest: dict[int | None, tuple[Recorded, CareContactAppointed]] = {
        told.unit: (one, told) for one, told in history.payloads(CareContactAppointed)
    }
    if len(latest) > 1:
        # Who was appointed before it was kept by whom is past as soon as somebody is appointed anew.
        latest.pop(None, None)
    found = [
        _contact(ContactRole.CARE_CONTACT, one, told)
        for unit, (one, told) in latest.items()
        if unit not in history.left
    ]
    found += [
        _contact(ContactRole.INPATIENT_CONTACT, one, told)
        for one, told in history.payloads(InpatientContactAppointed)[-1:]
    ]
    named = last_of_municipality(history, CaseOfficerNamed)
    if named and isinstance(officer := named.payload, CaseOfficerNamed):
        role, at = ContactRole.CASE_OFFICER, named.occurred_at
        found.append(Contact(role, officer.name, "", officer.unit_name, officer.phone, at))
    return tuple(found)


def _contact(
    role: ContactRole, one: Recorded, told: CareContactAppointed | InpatientContactAppointed
) -> Contact:
    return Contact(role, told.name, told.title, told.unit_name, told.phone, one.occurred_at)
