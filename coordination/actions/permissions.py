"""The permission that each step asks for, beside being the unit's to take (`core.states.STEPS`)."""

from accounts.access.permissions import Permission
from coordination.core.states import Step

PERMISSION_FOR = {
    Step.ADMISSION_REGISTERED: Permission.REGISTER_ADMISSION,
    Step.NEED_ASSESSED: Permission.REGISTER_ADMISSION,
    Step.ADMISSION_NOTICE_SENT: Permission.SEND_ADMISSION_NOTICE,
    Step.NOTICE_RECEIVED: Permission.ACKNOWLEDGE_NOTICE,
    Step.CARE_CONTACT_APPOINTED: Permission.APPOINT_CARE_CONTACT,
    Step.DISCHARGE_READY_SENT: Permission.SEND_DISCHARGE_READY,
    Step.DISCHARGE_READY_WITHDRAWN: Permission.WITHDRAW_DISCHARGE_READY,
    Step.SIP_CALLED: Permission.CALL_TO_SIP,
    Step.SIP_NOT_NEEDED: Permission.WAIVE_SIP,
    Step.RECEPTION_ACCEPTED: Permission.ANSWER_RECEPTION,
    Step.RECEPTION_DELAYED: Permission.ANSWER_RECEPTION,
    Step.REGION_SERVICES_MISSING: Permission.REPORT_REGION_SERVICES,
    Step.REGION_SERVICES_AVAILABLE: Permission.REPORT_REGION_SERVICES,
    Step.DISCHARGED: Permission.REGISTER_DISCHARGE,
    Step.CANCELLED: Permission.CANCEL_CASE,
}
