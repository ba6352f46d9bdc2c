"""The one table of who may do what: each role, where it can be held, and its permissions.

Pure Python: the models read it for their constraints, so it imports none of them.
"""

from dataclasses import dataclass
from enum import StrEnum

from accounts.access.permissions import Permission as P


class Role(StrEnum):
    WARD_NURSE = "ward_nurse"
    PHYSICIAN = "physician"
    CARE_COORDINATOR = "care_coordinator"
    CASE_OFFICER = "case_officer"
    REGION_CONTROLLER = "region_controller"
    MUNICIPAL_CONTROLLER = "municipal_controller"
    UNIT_ADMINISTRATOR = "unit_administrator"
    LOG_REVIEWER = "log_reviewer"
    SYSTEM_ADMINISTRATOR = "system_administrator"


@dataclass(frozen=True)
class Place:
    """Where a role can be held: kinds of unit, in kinds of organisation (values of the models' choices)."""

    unit_kinds: frozenset[str]
    organisation_kinds: frozenset[str]


CARE_PROVIDERS = frozenset({"region", "private_provider"})
MUNICIPALITY = frozenset({"municipality"})
EVERY_ORGANISATION = CARE_PROVIDERS | MUNICIPALITY
OUTPATIENT_KINDS = frozenset({"primary_care", "psychiatric_outpatient", "specialist_outpatient"})
CARE_KINDS = frozenset({"ward"}) | OUTPATIENT_KINDS
MUNICIPAL_KINDS = frozenset({"intake", "municipal_health_care", "social_psychiatry"})
OFFICES = frozenset({"finance", "administration"})

# A unit administrator administers the own unit, a system administrator every unit of the own organisation:
# somebody must appoint a unit's first administrator. Neither sees a patient by virtue of that role.
WHERE: dict[Role, Place] = {
    Role.WARD_NURSE: Place(frozenset({"ward"}), CARE_PROVIDERS),
    Role.PHYSICIAN: Place(frozenset({"ward"}), CARE_PROVIDERS),
    Role.CARE_COORDINATOR: Place(OUTPATIENT_KINDS, CARE_PROVIDERS),
    Role.CASE_OFFICER: Place(MUNICIPAL_KINDS, MUNICIPALITY),
    Role.REGION_CONTROLLER: Place(frozenset({"finance"}), frozenset({"region"})),
    Role.MUNICIPAL_CONTROLLER: Place(frozenset({"finance"}), MUNICIPALITY),
    Role.UNIT_ADMINISTRATOR: Place(CARE_KINDS | MUNICIPAL_KINDS | OFFICES, EVERY_ORGANISATION),
    Role.LOG_REVIEWER: Place(frozenset({"administration"}), EVERY_ORGANISATION),
    Role.SYSTEM_ADMINISTRATOR: Place(frozenset({"administration"}), EVERY_ORGANISATION),
}

WARD_WORK = frozenset(
    {
        P.READ_CASE,
        P.REGISTER_ADMISSION,
        P.SEND_ADMISSION_NOTICE,
        P.SEND_DISCHARGE_READY,
        P.WITHDRAW_DISCHARGE_READY,
        P.REPORT_REGION_SERVICES,
        P.REGISTER_DISCHARGE,
        P.CANCEL_CASE,
    }
)

ROLE_PERMISSIONS: dict[Role, frozenset[P]] = {
    Role.WARD_NURSE: WARD_WORK,
    Role.PHYSICIAN: WARD_WORK,
    Role.CARE_COORDINATOR: frozenset(
        {
            P.READ_CASE,
            P.ACKNOWLEDGE_NOTICE,
            P.APPOINT_CARE_CONTACT,
            P.CALL_TO_SIP,
            P.WAIVE_SIP,
            P.REPORT_REGION_SERVICES,
        }
    ),
    Role.CASE_OFFICER: frozenset(
        {P.READ_CASE, P.ACKNOWLEDGE_NOTICE, P.ANSWER_RECEPTION, P.REPORT_REGION_SERVICES}
    ),
    Role.REGION_CONTROLLER: frozenset({P.READ_MONTH}),
    Role.MUNICIPAL_CONTROLLER: frozenset({P.READ_MONTH}),
    Role.UNIT_ADMINISTRATOR: frozenset({P.ADMINISTER_UNIT}),
    Role.LOG_REVIEWER: frozenset({P.REVIEW_LOG}),
    Role.SYSTEM_ADMINISTRATOR: frozenset({P.ADMINISTER_UNIT}),
}


def roles_in(unit_kind: str, organisation_kind: str) -> list[Role]:
    """The roles that can be held in such a unit of such an organisation."""
    return [
        role
        for role, place in WHERE.items()
        if unit_kind in place.unit_kinds and organisation_kind in place.organisation_kinds
    ]
