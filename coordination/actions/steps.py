"""What does each step that a person or a system takes in a case. The pages and the calls ask here."""

from collections.abc import Callable, Mapping

from coordination.actions import (
    admissions,
    beds,
    care_contacts,
    cases,
    discharges,
    entries,
    homegoing,
    leaves,
    notices,
    patients,
    planning,
    readiness,
    receptions,
    region_services,
    sips,
    transfers,
    treatment_plans,
)
from coordination.core.states import Step
from coordination.models import Event

ACTIONS: Mapping[Step, Callable[..., Event]] = {
    Step.NEED_ASSESSED: admissions.assess_need,
    Step.ADMISSION_NOTICE_SENT: notices.send,
    Step.NOTICE_RECEIVED: notices.acknowledge,
    Step.CARE_CONTACT_APPOINTED: care_contacts.appoint,
    Step.DISCHARGE_READY_SENT: readiness.declare,
    Step.DISCHARGE_READY_WITHDRAWN: readiness.withdraw,
    Step.SIP_CALLED: sips.call,
    Step.SIP_NOT_NEEDED: sips.waive,
    Step.RECEPTION_ACCEPTED: receptions.accept,
    Step.RECEPTION_DELAYED: receptions.delay,
    Step.REGION_SERVICES_MISSING: region_services.report_missing,
    Step.REGION_SERVICES_AVAILABLE: region_services.report_available,
    Step.WARD_TRANSFERRED: transfers.transfer,
    Step.PATIENT_DETAILS_CORRECTED: patients.correct,
    Step.PROTECTION_ENDED: patients.end_protection,
    Step.DISCHARGED: discharges.register,
    Step.BED_CHANGED: beds.change,
    Step.ESTIMATED_DISCHARGE_CHANGED: planning.change_estimate,
    Step.TREATMENT_PLAN_WRITTEN: treatment_plans.write,
    Step.PLANNING_BASIS_GIVEN: planning.give_basis,
    Step.CASE_OFFICER_NAMED: planning.name_officer,
    Step.DISCHARGE_PLANNED: planning.plan_discharge,
    Step.LEAVE_BEGUN: leaves.begin,
    Step.LEAVE_ENDED: leaves.end,
    Step.NOTICE_WITHHELD: notices.withhold,
    Step.DISCHARGE_INFORMATION_SENT: discharges.inform,
    Step.TRACK_CHOSEN: homegoing.choose_track,
    Step.HOME_READY_CHECKED: homegoing.check,
    Step.PATIENT_SUMMARY_GIVEN: homegoing.give_summary,
    Step.CANCELLED: cases.cancel,
    Step.ENTRY_VOIDED: entries.void,
}
