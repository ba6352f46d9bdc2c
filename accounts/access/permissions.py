"""Everything that somebody may be allowed to do."""

from enum import StrEnum


class Permission(StrEnum):
    """Short names: they are shown in /api/v1/me/ and may be stored."""

    READ_CASE = "case.read"
    REGISTER_ADMISSION = "admission.register"
    SEND_ADMISSION_NOTICE = "admission_notice.send"
    ACKNOWLEDGE_NOTICE = "notice.acknowledge"
    APPOINT_CARE_CONTACT = "care_contact.appoint"
    SEND_DISCHARGE_READY = "discharge_ready.send"
    WITHDRAW_DISCHARGE_READY = "discharge_ready.withdraw"
    CALL_TO_SIP = "sip.call"
    WAIVE_SIP = "sip.waive"
    ANSWER_RECEPTION = "reception.answer"
    REPORT_REGION_SERVICES = "region_services.report"
    REGISTER_DISCHARGE = "discharge.register"
    CANCEL_CASE = "case.cancel"
    CHANGE_ESTIMATE = "estimate.change"
    WRITE_TREATMENT_PLAN = "treatment_plan.write"
    GIVE_PLANNING_BASIS = "planning_basis.give"
    NAME_CASE_OFFICER = "case_officer.name"
    PLAN_DISCHARGE = "discharge.plan"
    REGISTER_LEAVE = "leave.register"
    WITHHOLD_NOTICE = "notice.withhold"
    SEND_DISCHARGE_INFORMATION = "discharge_information.send"
    READ_MONTH = "month.read"
    ADMINISTER_UNIT = "unit.administer"
    ADMINISTER_ORGANISATION = "organisation.administer"
    REVIEW_LOG = "log.review"
