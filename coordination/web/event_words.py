"""An event as the timeline tells it: what happened, in a sentence, and its particulars beside it."""

from datetime import datetime

from django.utils.translation import gettext as _

from coordination.core.addressing import AboutReceivers
from coordination.core.events import (
    AdmissionNoticeSent,
    AdmissionRegistered,
    Cancelled,
    CareContactAppointed,
    DischargeCorrected,
    Discharged,
    DischargeReadySent,
    DischargeReadyWithdrawn,
    EntryVoided,
    NeedAssessed,
    NoticeReceived,
    Payload,
    ReceptionAccepted,
    ReceptionDelayed,
    RegionServicesAvailable,
    RegionServicesMissing,
)
from coordination.core.messages import DeviationFollowedUp, DeviationReported, MessageSent, NoticeExtended
from coordination.core.needs import Need, NeedAssessment
from coordination.core.patient_events import AboutPatient
from coordination.core.plans import PlanPayload
from coordination.core.sips import SipPayload
from coordination.web.addressing_words import of_addressing
from coordination.web.message_words import of_messages
from coordination.web.patient_event_words import of_patient
from coordination.web.plan_words import of_plans
from coordination.web.planning_words import of_planning
from coordination.web.sip_words import of_sip
from coordination.web.telling import Particulars, Told, filled, said
from coordination.web.words import (
    CONSENT,
    DESTINATION,
    NEED,
    READINESS_GROUND,
)


def told(payload: Payload) -> Told:
    """The event in the reader's language. Imported episodes have a page of their own in billing, and none here."""
    match payload:
        case AdmissionRegistered():
            particulars = [
                *_estimated(payload.estimated_discharge_at),
                *_assessment(payload.assessment),
            ]
            return Told(_("Admitted"), [*particulars, (_("Consent"), CONSENT[payload.consent])])
        case NeedAssessed(assessment):
            return Told(_("Needs assessed"), _assessment(assessment))
        case AdmissionNoticeSent():
            return Told(
                _("Admission notice sent"),
                [*_sent_to(payload), *_estimated(payload.estimated_discharge_at)],
            )
        case NoticeReceived():
            return Told(_("Notice acknowledged"), [])
        case CareContactAppointed():
            who = ", ".join(part for part in (payload.name, payload.title, payload.unit_name) if part)
            return Told(
                _("Fixed care contact appointed"),
                filled((_("Who"), who), (_("Phone"), payload.phone)),
            )
        case DischargeReadySent():
            assessed = f"{payload.physician}, {said(payload.assessed_at)}"
            ground = READINESS_GROUND[payload.ground]
            particulars = [
                *_sent_to(payload),
                (_("Assessed by"), assessed),
                (_("Ground"), ground),
            ]
            return Told(_("Discharge-ready notice sent"), particulars)
        case DischargeReadyWithdrawn():
            return Told(
                _("Discharge-ready notice withdrawn"),
                filled((_("Reason"), payload.reason)),
            )
        case RegionServicesMissing():
            return Told(
                _("The region's outpatient services are missing"),
                filled((_("What"), payload.what)),
            )
        case RegionServicesAvailable():
            return Told(
                _("The region's outpatient services are in place"),
                filled((_("Note"), payload.note)),
            )
        case _ if isinstance(payload, AboutPatient):
            return of_patient(payload)
        case _ if isinstance(payload, AboutReceivers):
            return of_addressing(payload)
        case MessageSent() | DeviationReported() | DeviationFollowedUp() | NoticeExtended():
            return of_messages(payload)
        case DischargeCorrected():
            where = (_("To"), DESTINATION[payload.destination])
            more = filled((_("Note"), payload.note), (_("Reason"), payload.reason))
            return Told(_("Discharged: put right"), [where, *more])
        case Discharged():
            where = (_("To"), DESTINATION[payload.destination])
            return Told(_("Discharged"), [where, *filled((_("Note"), payload.note))])
        case Cancelled():
            return Told(
                _("Cancelled: registered by mistake"),
                filled((_("Reason"), payload.reason)),
            )
        case EntryVoided():
            return Told(_("Entry struck out"), filled((_("Reason"), payload.reason)))
        case _:
            return _of_answers(payload)


def _of_answers(payload: Payload) -> Told:
    particulars: Particulars
    match payload:
        case ReceptionAccepted():
            receives = (_("Receives from"), said(payload.can_receive_from))
            return Told(
                _("The municipality can receive"),
                [receives, *filled((_("Note"), payload.note))],
            )
        case ReceptionDelayed():
            guess = said(payload.can_receive_from) if payload.can_receive_from else _("not known yet")
            particulars = filled((_("Reason"), payload.reason), (_("Can probably receive"), guess))
            return Told(_("The municipality cannot receive yet"), particulars)
        case _:
            if isinstance(payload, PlanPayload):
                return of_plans(payload)
            return of_sip(payload) if isinstance(payload, SipPayload) else of_planning(payload)


def needs_in_words(needs: frozenset[Need]) -> str:
    """Whom the patient needs something from after discharge, in the order of the law."""
    return ", ".join(str(NEED[need]) for need in Need if need in needs) or _("No needs after discharge")


def _assessment(assessment: NeedAssessment | None) -> Particulars:
    if assessment is None:
        return [(_("Needs"), _("Not assessed yet"))]
    by = f"{assessment.physician}, {said(assessment.assessed_at)}"
    return [(_("Needs"), needs_in_words(assessment.needs)), (_("Assessed by"), by)]


def _estimated(at: datetime | None) -> Particulars:
    return [(_("Estimated discharge"), said(at))] if at else []


def _sent_to(notice: AdmissionNoticeSent | DischargeReadySent) -> Particulars:
    """The units that got it, and how the municipality was told where it has none here."""
    names = ", ".join(receiver.name for receiver in notice.receivers)
    return filled((_("To"), names), (_("The municipality, told another way"), notice.told_outside))
