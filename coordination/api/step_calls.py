"""Every step that a system takes in a case: what it tells, and the action that does it. One table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from coordination.actions import (
    admissions,
    care_contacts,
    cases,
    discharges,
    notices,
    readiness,
    receptions,
    region_services,
    sips,
)
from coordination.api import step_content as content
from coordination.core.states import Step
from coordination.models import Event


@dataclass(frozen=True, slots=True)
class StepCall:
    """The shape of a step's call, and what it does."""

    content: type[content.StepContent]
    action: Callable[..., Event]


STEP_CALLS: Mapping[Step, StepCall] = {
    Step.NEED_ASSESSED: StepCall(content.NeedAssessed, admissions.assess_need),
    Step.ADMISSION_NOTICE_SENT: StepCall(content.AdmissionNoticeSent, notices.send),
    Step.NOTICE_RECEIVED: StepCall(content.NoticeReceived, notices.acknowledge),
    Step.CARE_CONTACT_APPOINTED: StepCall(content.CareContactAppointed, care_contacts.appoint),
    Step.DISCHARGE_READY_SENT: StepCall(content.DischargeReadySent, readiness.declare),
    Step.DISCHARGE_READY_WITHDRAWN: StepCall(content.Reason, readiness.withdraw),
    Step.SIP_CALLED: StepCall(content.SipCalled, sips.call),
    Step.SIP_NOT_NEEDED: StepCall(content.SipNotNeeded, sips.waive),
    Step.RECEPTION_ACCEPTED: StepCall(content.ReceptionAccepted, receptions.accept),
    Step.RECEPTION_DELAYED: StepCall(content.ReceptionDelayed, receptions.delay),
    Step.REGION_SERVICES_MISSING: StepCall(content.RegionServicesMissing, region_services.report_missing),
    Step.REGION_SERVICES_AVAILABLE: StepCall(
        content.RegionServicesAvailable, region_services.report_available
    ),
    Step.DISCHARGED: StepCall(content.Discharged, discharges.register),
    Step.CANCELLED: StepCall(content.Reason, cases.cancel),
}
