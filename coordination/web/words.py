"""What the codes of the core are called on screen. One table an enum; a test holds that none is missing."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import models
from coordination.core.contacts import ContactRole
from coordination.core.episodes import CareType
from coordination.core.events import Destination, ReadinessGround
from coordination.core.homegoing import HomeReadyItem, HomeReadyState
from coordination.core.law import Ground
from coordination.core.messages import DeviationCategory
from coordination.core.needs import Consent, Need
from coordination.core.patient_events import NumberFault
from coordination.core.planning import CareLevel, WithheldNotice
from coordination.core.sips import SipAnswer, SipForm, SipWaiver
from coordination.core.states import Capacity

CAPACITY: dict[Capacity, Promise] = {
    Capacity.WARD: _("The ward"),
    Capacity.OUTPATIENT: _("Outpatient care"),
    Capacity.MUNICIPALITY: _("The municipality"),
    Capacity.FORMER_WARD: _("Former ward"),
}

NEED: dict[Need, Promise] = {
    Need.SOCIAL_SERVICES: _("Social services"),
    Need.MUNICIPAL_HEALTH_CARE: _("Municipal health care"),
    Need.REGION_OUTPATIENT: _("The region's outpatient care"),
}

CARE_TYPE: dict[CareType, Promise] = {one: models.CareType(one).label for one in CareType}

CONSENT: dict[Consent, Promise] = {
    Consent.NOT_ASKED: _("Not asked yet"),
    Consent.GIVEN: _("The patient consents"),
    Consent.DECLINED: _("The patient declines"),
}

CONTACT_ROLE: dict[ContactRole, Promise] = {
    ContactRole.CARE_CONTACT: _("Fixed care contact"),
    ContactRole.INPATIENT_CONTACT: _("Fixed care contact in inpatient care"),
    ContactRole.CASE_OFFICER: _("Responsible case officer"),
}

NUMBER_FAULT: dict[NumberFault, Promise] = {
    NumberFault.REPLACED: _("Replaced: the person has been given another number, or has two"),
    NumberFault.WRONG: _("Wrong: it is another person's, or nobody's"),
}

SIP_FORM: dict[SipForm, Promise] = {
    SipForm.ON_SITE: _("On site"),
    SipForm.PHONE: _("By phone"),
    SipForm.VIDEO: _("By video"),
}

SIP_WAIVER: dict[SipWaiver, Promise] = {
    SipWaiver.NOT_NEEDED: _("No SIP is needed: one party alone gives what is needed"),
    SipWaiver.PATIENT_DECLINES: _("The patient declines"),
    SipWaiver.COORDINATED_CARE_PLAN: _("A coordinated care plan is made instead (ÖPT, ÖRV)"),
}

SIP_ANSWER: dict[SipAnswer, Promise] = {
    SipAnswer.COMES: _("Comes to the meeting"),
    SipAnswer.BY_PHONE: _("Takes part by phone or link"),
    SipAnswer.DOES_NOT_COME: _("Does not come"),
}

READINESS_GROUND: dict[ReadinessGround, Promise] = {
    ReadinessGround.ASSESSMENT: _("The treating physician's assessment"),
    ReadinessGround.COMPULSORY_CARE_DECISION: _("Notice of a decision on open compulsory care (LPT 7 a §)"),
}

DESTINATION: dict[Destination, Promise] = {
    Destination.HOME: _("Home"),
    Destination.SHORT_TERM_HOUSING: _("Short-term housing"),
    Destination.SPECIAL_HOUSING: _("Special housing"),
    Destination.OTHER: _("Elsewhere"),
    Destination.DECEASED: _("The patient died"),
}

CARE_LEVEL: dict[CareLevel, Promise] = {
    CareLevel.SELF_CARE: _("Self care"),
    CareLevel.PRIMARY_CARE: _("Primary care"),
    CareLevel.MUNICIPAL_HEALTH_CARE: _("Municipal health care"),
    CareLevel.SPECIALIST_CARE: _("Specialist outpatient care"),
}

WITHHELD: dict[WithheldNotice, Promise] = {
    WithheldNotice.ADMISSION_NOTICE: _("Admission notice"),
    WithheldNotice.DISCHARGE_READY_NOTICE: _("Discharge-ready notice"),
    WithheldNotice.DISCHARGE_INFORMATION: _("Information at discharge"),
}

HOME_READY_ITEM: dict[HomeReadyItem, Promise] = {
    HomeReadyItem.SUMMARY_GIVEN: _("The patient has the written summary"),
    HomeReadyItem.MEDICINES_UNBROKEN: _("Medicines last until the next dispensing"),
    HomeReadyItem.REHABILITATION_UNBROKEN: _("Rehabilitation and aids go on without a gap"),
    HomeReadyItem.INFORMATION_TRANSFERRED: _("Information is transferred to those who take over"),
    HomeReadyItem.RELATIVES_INFORMED: _("Relatives are informed, if the patient wants it"),
    HomeReadyItem.TRANSPORT_ORDERED: _("The journey home is arranged"),
    HomeReadyItem.MEDICAL_RESPONSIBILITY_TAKEN: _("Medical responsibility is taken over"),
    HomeReadyItem.FOLLOW_UP_BOOKED: _("The follow-up is booked"),
    HomeReadyItem.HOME_PREPARED: _("The home is prepared"),
    HomeReadyItem.AIDS_IN_PLACE: _("Aids are in place"),
    HomeReadyItem.STAFF_INFORMED: _("Those who will help know of it"),
}

HOME_READY_STATE: dict[HomeReadyState, Promise] = {
    HomeReadyState.LEFT: _("Left"),
    HomeReadyState.DONE: _("Done"),
    HomeReadyState.NOT_NEEDED: _("Not needed"),
}

DEVIATION: dict[DeviationCategory, Promise] = {
    DeviationCategory.NOTICE_LATE: _("A notice was sent late"),
    DeviationCategory.INFORMATION_MISSING: _("Information was missing"),
    DeviationCategory.MEDICINES_LIST_WRONG: _("The list of medicines was wrong"),
    DeviationCategory.AID_MISSING: _("An aid was missing"),
    DeviationCategory.OTHER: _("Something else"),
}

PARAGRAPH: dict[Ground, Promise] = {
    Ground.LUS_2_1: _("Act on discharge (2017:612), chapter 2, section 1"),
    Ground.LUS_2_3: _("Act on discharge (2017:612), chapter 2, section 3"),
    Ground.LUS_2_5: _("Act on discharge (2017:612), chapter 2, section 5"),
    Ground.LUS_2_6: _("Act on discharge (2017:612), chapter 2, section 6"),
    Ground.LUS_3_1: _("Act on discharge (2017:612), chapter 3, section 1"),
    Ground.LUS_3_2: _("Act on discharge (2017:612), chapter 3, section 2"),
    Ground.LUS_4_1: _("Act on discharge (2017:612), chapter 4, section 1"),
    Ground.LUS_4_2: _("Act on discharge (2017:612), chapter 4, section 2"),
    Ground.LUS_4_3: _("Act on discharge (2017:612), chapter 4, section 3"),
    Ground.LUS_4_5: _("Act on discharge (2017:612), chapter 4, section 5, and the agreement"),
    Ground.LUS_5_1: _("Act on discharge (2017:612), chapter 5, section 1"),
    Ground.LUS_5_3: _("Act on discharge (2017:612), chapter 5, section 3"),
    Ground.LUS_5_4: _("Act on discharge (2017:612), chapter 5, section 4"),
    Ground.LUS_5_5: _("Act on discharge (2017:612), chapter 5, section 5"),
    Ground.LPT_7_A: _(
        "Act on compulsory psychiatric care (1991:1128), section 7 a; forensic care: section 12 a"
    ),
    Ground.PLAN: _("No law: the plan that the parties have made"),
    Ground.LEAVE: _("No law: the leave that the ward has granted"),
    Ground.AGREEMENT: _("The agreement between the region and the municipality"),
    Ground.ROUTINE: _("No law: the parties' own routine"),
}

REASON: dict[Ground, Promise] = {
    Ground.LUS_2_1: _(
        "Those who will be needed after discharge are told; outpatient care too when municipal health care is expected."
    ),
    Ground.LUS_2_3: _(
        "The admission notice is sent within 24 hours of the admission, or of the assessment when that was made later."
    ),
    Ground.LUS_2_5: _("The outpatient unit appoints a fixed care contact before the patient is discharged."),
    Ground.LUS_2_6: _("Whoever has received an admission notice begins to plan."),
    Ground.LUS_3_1: _(
        "Those concerned are told as soon as possible that the patient is ready for discharge."
    ),
    Ground.LUS_3_2: _(
        "On the day of the discharge those who take over are told what they need to know, unless secrecy forbids it."
    ),
    Ground.LUS_4_1: _(
        "A patient who needs both region and municipality after discharge gets a plan that they make together."
    ),
    Ground.LUS_4_2: _(
        "The units make the individual plan together, if the patient consents, and begin without delay."
    ),
    Ground.LUS_4_3: _(
        "The fixed care contact calls to the SIP within three days of the discharge-ready notice; "
        "the third day ends at 24.00."
    ),
    Ground.LUS_4_5: _(
        "The agreement says how the days count. That the municipality can receive the patient stops nothing; "
        "whether liability is possible at all is judged at the discharge (chapter 5, section 3)."
    ),
    Ground.LUS_5_1: _("The municipality pays for a patient who stays in inpatient care after being ready."),
    Ground.LUS_5_3: _(
        "The municipality pays only if the admission notice and the discharge-ready notice were sent and, "
        "where a SIP is due, it was called to in time."
    ),
    Ground.LUS_5_4: _(
        "Without an agreement liability begins three days after the discharge-ready notice, "
        "or four if it was sent after 12.00."
    ),
    Ground.LUS_5_5: _(
        "The municipality does not pay while the region's own outpatient services are missing or unclear."
    ),
    Ground.LPT_7_A: _(
        "The coordinated care plan is established when each unit has adjusted it, "
        "and goes with the application to the court."
    ),
    Ground.PLAN: _("The parties have set the day of the follow-up in the patient's plan."),
    Ground.LEAVE: _("The patient was to be back by then. The others plan by where the patient is."),
    Ground.AGREEMENT: _("A treatment plan must be there before the patient can be declared ready."),
    Ground.ROUTINE: _("The parties have agreed on it among themselves. It never holds the patient up."),
}
