"""The one table of who may do what: each role, where it can be held, and its permissions.

Pure Python: the models read it for their constraints, so it imports none of them.
"""

from dataclasses import dataclass
from enum import StrEnum

from accounts.access.permissions import Permission


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
RECEIVING_KINDS = OUTPATIENT_KINDS | MUNICIPAL_KINDS
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

# Who may see the log and who may appoint everybody: given, and ended, by a system administrator only.
GUARDED_ROLES = frozenset({Role.LOG_REVIEWER, Role.SYSTEM_ADMINISTRATOR})

WARD_WORK = frozenset(
    {
        Permission.READ_CASE,
        Permission.READ_INBOX,
        Permission.REGISTER_ADMISSION,
        Permission.SEND_ADMISSION_NOTICE,
        Permission.SEND_DISCHARGE_READY,
        Permission.WITHDRAW_DISCHARGE_READY,
        Permission.REPORT_REGION_SERVICES,
        Permission.TRANSFER_PATIENT,
        Permission.CORRECT_PATIENT,
        Permission.APPOINT_INPATIENT_CONTACT,
        Permission.CORRECT_IDENTITY,
        Permission.END_PROTECTION,
        Permission.REGISTER_DISCHARGE,
        Permission.CANCEL_CASE,
        Permission.CHANGE_ESTIMATE,
        Permission.WRITE_TREATMENT_PLAN,
        Permission.PLAN_DISCHARGE,
        Permission.REGISTER_LEAVE,
        Permission.WITHHOLD_NOTICE,
        Permission.SEND_DISCHARGE_INFORMATION,
        Permission.CHOOSE_TRACK,
        Permission.CHECK_HOME_READY,
        Permission.GIVE_PATIENT_SUMMARY,
        Permission.REMOVE_RECIPIENT,
        Permission.VOID_ENTRY,
        Permission.REQUEST_SIP,
        Permission.ANSWER_SIP,
        Permission.WRITE_CARE_PLAN,
        Permission.SIGN_PLAN,
        Permission.SEND_MESSAGE,
        Permission.REPORT_DEVIATION,
        Permission.FOLLOW_UP_DEVIATION,
    }
)

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.WARD_NURSE: WARD_WORK,
    Role.PHYSICIAN: WARD_WORK,
    Role.CARE_COORDINATOR: frozenset(
        {
            Permission.READ_CASE,
            Permission.READ_INBOX,
            Permission.ACKNOWLEDGE_NOTICE,
            Permission.FORWARD_NOTICE,
            Permission.RETURN_NOTICE,
            Permission.APPOINT_CARE_CONTACT,
            Permission.CALL_TO_SIP,
            Permission.WAIVE_SIP,
            Permission.REQUEST_SIP,
            Permission.ANSWER_SIP,
            Permission.WRITE_SIP_PLAN,
            Permission.WRITE_CARE_PLAN,
            Permission.SIGN_PLAN,
            Permission.GIVE_PLANNING_BASIS,
            Permission.PLAN_DISCHARGE,
            Permission.CHOOSE_TRACK,
            Permission.CHECK_HOME_READY,
            Permission.REPORT_REGION_SERVICES,
            Permission.VOID_ENTRY,
            Permission.SEND_MESSAGE,
            Permission.REPORT_DEVIATION,
            Permission.FOLLOW_UP_DEVIATION,
        }
    ),
    Role.CASE_OFFICER: frozenset(
        {
            Permission.READ_CASE,
            Permission.READ_INBOX,
            Permission.ACKNOWLEDGE_NOTICE,
            Permission.FORWARD_NOTICE,
            Permission.RETURN_NOTICE,
            # Days without their price: whom to bring home first.
            Permission.READ_FORECAST,
            Permission.ANSWER_RECEPTION,
            Permission.GIVE_PLANNING_BASIS,
            Permission.NAME_CASE_OFFICER,
            Permission.REQUEST_SIP,
            Permission.ANSWER_SIP,
            Permission.WRITE_SIP_PLAN,
            Permission.WRITE_CARE_PLAN,
            Permission.SIGN_PLAN,
            Permission.PLAN_DISCHARGE,
            Permission.CHOOSE_TRACK,
            Permission.CHECK_HOME_READY,
            Permission.REPORT_REGION_SERVICES,
            Permission.VOID_ENTRY,
            Permission.SEND_MESSAGE,
            Permission.REPORT_DEVIATION,
            Permission.FOLLOW_UP_DEVIATION,
        }
    ),
    Role.REGION_CONTROLLER: frozenset(
        {
            Permission.READ_MONTH,
            Permission.CONSULT,
            Permission.READ_FORECAST,
            Permission.READ_INBOX,
            Permission.REVIEW_MONTH,
            Permission.ISSUE_STATEMENT,
            Permission.CREDIT_STATEMENT,
            Permission.REGISTER_PAYMENT,
            Permission.PROPOSE_CORRECTION,
            Permission.DECIDE_CORRECTION,
            Permission.TAKE_PART_IN_DISPUTE,
            Permission.DECIDE_DISPUTE,
        }
    ),
    Role.MUNICIPAL_CONTROLLER: frozenset(
        {
            Permission.READ_MONTH,
            Permission.CONSULT,
            Permission.READ_FORECAST,
            Permission.READ_INBOX,
            Permission.ACKNOWLEDGE_STATEMENT,
            Permission.PROPOSE_CORRECTION,
            Permission.CONTEST_STATEMENT,
            Permission.TAKE_PART_IN_DISPUTE,
        }
    ),
    Role.UNIT_ADMINISTRATOR: frozenset({Permission.ADMINISTER_UNIT}),
    Role.LOG_REVIEWER: frozenset({Permission.REVIEW_LOG}),
    Role.SYSTEM_ADMINISTRATOR: frozenset(
        {Permission.ADMINISTER_UNIT, Permission.ADMINISTER_ORGANISATION, Permission.CONSULT}
    ),
}


def roles_in(unit_kind: str, organisation_kind: str) -> list[Role]:
    """The roles that can be held in such a unit of such an organisation."""
    return [
        role
        for role, place in WHERE.items()
        if unit_kind in place.unit_kinds and organisation_kind in place.organisation_kinds
    ]


def kinds_in(organisation_kind: str) -> frozenset[str]:
    """The kinds of unit that such an organisation has."""
    return (MUNICIPAL_KINDS if organisation_kind in MUNICIPALITY else CARE_KINDS) | OFFICES
