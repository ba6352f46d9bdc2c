"""The events of planning, as the timeline tells them."""

from django.utils.translation import gettext as _

from coordination.core.events import Payload
from coordination.core.planning import (
    BedChanged,
    CaseOfficerNamed,
    DischargeInformationSent,
    DischargePlanned,
    EstimatedDischargeChanged,
    InpatientContactAppointed,
    LeaveBegun,
    LeaveEnded,
    NoticeWithheld,
    PlanningBasisGiven,
    TreatmentPlanWritten,
)
from coordination.web.homegoing_words import of_homegoing, of_track
from coordination.web.telling import Told, filled, said
from coordination.web.words import CARE_LEVEL, WITHHELD


def of_planning(payload: Payload) -> Told:
    """The event in the reader's language."""
    match payload:
        case BedChanged():
            return Told(_("Bed changed"), filled((_("Bed"), payload.bed)))
        case EstimatedDischargeChanged():
            estimate = (_("Estimated discharge"), said(payload.estimated_discharge_at))
            return Told(_("New estimated discharge"), [estimate, *filled((_("Reason"), payload.reason))])
        case TreatmentPlanWritten():
            return Told(
                _("Treatment plan written"),
                filled(
                    (_("Medical needs"), payload.medical),
                    (_("Nursing needs"), payload.nursing),
                    (_("Rehabilitation needs"), payload.rehabilitation),
                    (_("Level of care"), str(CARE_LEVEL[payload.care_level])),
                    (_("Serious illness conversation"), payload.serious_illness_talk),
                    (_("Return visits"), payload.return_visits),
                    (_("Planned examinations"), payload.examinations),
                    (_("Follow-up"), payload.follow_up),
                ),
            )
        case PlanningBasisGiven():
            known = _("Yes") if payload.is_known else _("No")
            more = filled(
                (_("Ongoing services"), payload.ongoing_services), (_("Needs"), payload.needs_as_seen)
            )
            track = of_track(payload.track) if payload.track else []
            return Told(_("Planning basis given"), [(_("Known to the unit"), known), *more, *track])
        case InpatientContactAppointed():
            who = ", ".join(part for part in (payload.name, payload.title, payload.unit_name) if part)
            return Told(
                _("Fixed care contact in inpatient care appointed"),
                filled((_("Who"), who), (_("Phone"), payload.phone)),
            )
        case CaseOfficerNamed():
            who = ", ".join(part for part in (payload.name, payload.unit_name) if part)
            return Told(
                _("Responsible case officer named"), filled((_("Who"), who), (_("Phone"), payload.phone))
            )
        case DischargePlanned():
            level = (_("Level of care"), CARE_LEVEL[payload.care_level])
            more = filled((_("Remains"), payload.remaining), (_("Responsible"), payload.responsible))
            return Told(_("Discharge planning"), [*more, level])
        case LeaveBegun():
            back = (_("Back at the latest"), said(payload.until))
            return Told(_("On leave"), [back, *filled((_("Note"), payload.note))])
        case LeaveEnded():
            return Told(_("Back from leave"), filled((_("Note"), payload.note)))
        case NoticeWithheld():
            what = (_("What"), WITHHELD[payload.notice])
            return Told(_("Not sent because of secrecy"), [what, *filled((_("Ground"), payload.ground))])
        case DischargeInformationSent():
            return Told(
                _("Information at discharge sent"),
                filled(
                    (_("Summary"), payload.summary),
                    (_("Medicines"), payload.medicines),
                    (_("Contact"), payload.contact),
                ),
            )
    if told := of_homegoing(payload):
        return told
    raise TypeError(f"no words for {type(payload).__name__}")
