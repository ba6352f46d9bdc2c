"""What a call tells of each step. Only shapes: whether the step is right is for the actions to say."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from coordination.api import message_content, notice_content, patient_content
from coordination.api.content import StepContent
from coordination.api.fields import EnumField, InstantField, person_field, text_field
from coordination.api.plan_content import PLAN_CONTENTS
from coordination.core.events import Destination
from coordination.core.homegoing import HomeReadyItem, HomeReadyLine, HomeReadyState
from coordination.core.needs import Need
from coordination.core.planning import CareLevel
from coordination.core.sips import SipAnswer, SipForm, SipWaiver
from coordination.core.states import Step


class Assessment(serializers.Serializer[Any]):
    """The treating physician's assessment (LUS 2:1). No needs at all is the empty list."""

    needs = serializers.ListField(child=EnumField(Need), allow_empty=True)
    physician = person_field()
    assessed_at = InstantField()


class NeedAssessed(Assessment, StepContent):
    def validate_needs(self, needs: list[Need]) -> frozenset[Need]:
        return frozenset(needs)


class CareContactAppointed(StepContent):
    name = person_field()
    title = person_field()
    unit_name = person_field()
    phone = serializers.CharField(max_length=40)


class InpatientContactAppointed(CareContactAppointed):
    """The ward's own fixed care contact, in compulsory care."""


class Reason(StepContent):
    reason = text_field()


class EntryVoided(Reason):
    """PDL 3:14. What an event of your own unit told was wrong; what is right is registered anew."""

    entry = serializers.IntegerField(min_value=1, help_text="Sequence of the wrong event.")


class SipCalled(StepContent):
    """LUS 4:3. The place is a room, a phone number or a link, by the form."""

    meets_at = InstantField()
    form = EnumField(SipForm)
    place = serializers.CharField(max_length=300)
    participants = serializers.ListField(child=person_field(), required=False)


class SipNotNeeded(StepContent):
    reason = EnumField(SipWaiver)
    explanation = text_field()


class SipMoved(StepContent):
    """Another time, form or place; everybody answers anew."""

    meets_at = InstantField()
    form = EnumField(SipForm)
    place = serializers.CharField(max_length=300)
    reason = text_field(required=False, allow_blank=True)


class SipAnswered(StepContent):
    """What the assignment's unit says to the call."""

    answer = EnumField(SipAnswer)
    note = text_field(required=False, allow_blank=True)
    meeting = serializers.IntegerField(
        required=False,
        min_value=1,
        help_text="Sequence of the call or move that gave the time; the latest unless said.",
    )


class ReceptionAccepted(StepContent):
    can_receive_from = InstantField()
    note = text_field(required=False, allow_blank=True)


class ReceptionDelayed(StepContent):
    reason = text_field()
    can_receive_from = InstantField(required=False, allow_null=True, default=None)


class RegionServicesMissing(StepContent):
    """LUS 5:5."""

    what = text_field()


class RegionServicesAvailable(StepContent):
    note = text_field(required=False, allow_blank=True)


class Discharged(StepContent):
    destination = EnumField(Destination)
    note = text_field(required=False, allow_blank=True)


class DischargeCorrected(Discharged):
    """The discharge as it really was, also of a patient who is in a ward again. What stood before is struck out."""

    discharged_at = InstantField()
    reason = text_field()


class BedChanged(StepContent):
    """Where in the ward; only the ward sees it."""

    bed = serializers.CharField(max_length=12)


class EstimatedDischargeChanged(StepContent):
    estimated_discharge_at = InstantField()
    reason = text_field(required=False, allow_blank=True)


class TreatmentPlanWritten(StepContent):
    """What the receivers need to know before the discharge; it replaces an earlier plan."""

    medical = text_field()
    nursing = text_field()
    rehabilitation = text_field()
    care_level = EnumField(CareLevel)
    serious_illness_talk = text_field(required=False, allow_blank=True)
    return_visits = text_field(required=False, allow_blank=True)
    examinations = text_field(required=False, allow_blank=True)
    follow_up = text_field(required=False, allow_blank=True)


class PlanningBasisGiven(StepContent):
    is_known = serializers.BooleanField()
    ongoing_services = text_field(required=False, allow_blank=True)
    needs_as_seen = text_field(required=False, allow_blank=True)
    track = serializers.CharField(
        max_length=20,
        required=False,
        allow_blank=True,
        help_text="The code of one of the region's tracks, where it has any: it is chosen with the basis.",
    )
    track_reason = text_field(required=False, allow_blank=True)


class CaseOfficerNamed(StepContent):
    name = person_field()
    unit_name = person_field()
    phone = serializers.CharField(max_length=40)


class DischargePlanned(StepContent):
    remaining = text_field()
    responsible = text_field()
    care_level = EnumField(CareLevel)


class LeaveBegun(StepContent):
    until = InstantField()
    note = text_field(required=False, allow_blank=True)


class LeaveEnded(StepContent):
    note = text_field(required=False, allow_blank=True)


class DischargeInformationSent(StepContent):
    """LUS 3:2."""

    summary = text_field()
    medicines = text_field()
    contact = text_field()


class TrackChosen(StepContent):
    """One of the region's tracks, by its code."""

    code = serializers.CharField(max_length=20)
    reason = text_field(required=False, allow_blank=True)


class HomeReadyLineContent(serializers.Serializer[Any]):
    item = EnumField(HomeReadyItem)
    state = EnumField(HomeReadyState)
    comment = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class HomeReadyChecked(StepContent):
    """The own party's lines of the checklist. It reminds, and holds nobody up."""

    lines = HomeReadyLineContent(many=True)

    def validate_lines(self, lines: list[dict[str, Any]]) -> list[HomeReadyLine]:
        return [HomeReadyLine(**line) for line in lines]


class PatientSummaryGiven(StepContent):
    """LUS 3:3."""

    what_matters = text_field()
    what_happened = text_field()
    what_happens_next = text_field()
    whom_to_turn_to = text_field()
    medicines = text_field(required=False, allow_blank=True)
    rehabilitation = text_field(required=False, allow_blank=True)


CONTENTS: Mapping[Step, type[StepContent]] = {
    Step.NEED_ASSESSED: NeedAssessed,
    Step.CARE_CONTACT_APPOINTED: CareContactAppointed,
    Step.DISCHARGE_READY_WITHDRAWN: Reason,
    Step.SIP_CALLED: SipCalled,
    Step.SIP_NOT_NEEDED: SipNotNeeded,
    Step.SIP_REQUESTED: Reason,
    Step.SIP_MOVED: SipMoved,
    Step.SIP_CALL_CANCELLED: Reason,
    Step.SIP_ANSWERED: SipAnswered,
    **PLAN_CONTENTS,
    Step.RECEPTION_ACCEPTED: ReceptionAccepted,
    Step.RECEPTION_DELAYED: ReceptionDelayed,
    Step.REGION_SERVICES_MISSING: RegionServicesMissing,
    Step.REGION_SERVICES_AVAILABLE: RegionServicesAvailable,
    **patient_content.CONTENTS,
    Step.PROTECTION_ENDED: Reason,
    Step.DISCHARGED: Discharged,
    Step.DISCHARGE_CORRECTED: DischargeCorrected,
    Step.BED_CHANGED: BedChanged,
    Step.ESTIMATED_DISCHARGE_CHANGED: EstimatedDischargeChanged,
    Step.TREATMENT_PLAN_WRITTEN: TreatmentPlanWritten,
    Step.PLANNING_BASIS_GIVEN: PlanningBasisGiven,
    Step.CASE_OFFICER_NAMED: CaseOfficerNamed,
    Step.INPATIENT_CONTACT_APPOINTED: InpatientContactAppointed,
    Step.DISCHARGE_PLANNED: DischargePlanned,
    Step.LEAVE_BEGUN: LeaveBegun,
    Step.LEAVE_ENDED: LeaveEnded,
    Step.DISCHARGE_INFORMATION_SENT: DischargeInformationSent,
    Step.TRACK_CHOSEN: TrackChosen,
    Step.HOME_READY_CHECKED: HomeReadyChecked,
    Step.PATIENT_SUMMARY_GIVEN: PatientSummaryGiven,
    Step.CANCELLED: Reason,
    Step.ENTRY_VOIDED: EntryVoided,
    **notice_content.CONTENTS,
    **message_content.CONTENTS,
}
