"""Every step tried by its party from every status: it is recorded, or refused and nothing has changed."""

from collections.abc import Callable
from typing import Any

import pytest

from coordination.core.episodes import CareType
from coordination.core.patient_events import NumberFault
from coordination.core.states import STEPS as TABLE
from coordination.core.states import Status, Step
from coordination.errors import CaseNotFound, NotInTheCase, StepNotAllowed
from tests.cast import Cast
from tests.coordination.correspondence import (
    district,
    extend,
    follow_up,
    hand_over,
    remove,
    report,
    say_not_ours,
    send_back,
    write,
)
from tests.coordination.stored import everything_stored
from tests.coordination.stories import EVERYTHING, Story, at, patient_details, personal_number
from tests.coordination.wards import second_nurse

BEFORE: dict[Status, list[Callable[[Story], Any]]] = {
    Status.ADMITTED: [],
    Status.NOTIFIED: [lambda story: story.notify(at("2026-03-03T11:00"))],
    Status.READY: [
        lambda story: story.notify(at("2026-03-03T11:00")),
        lambda story: story.is_ready(at("2026-03-05T11:00")),
    ],
    Status.DISCHARGED: [
        lambda story: story.notify(at("2026-03-03T11:00")),
        lambda story: story.goes_home(at("2026-03-05T12:00")),
    ],
    Status.CANCELLED: [
        lambda story: story.notify(at("2026-03-03T11:00")),
        lambda story: story.cancel(at("2026-03-05T12:00")),
    ],
}
LATER = at("2026-03-06T09:00")
# What the system is told afterwards of a patient who has gone home may have happened before.
WHEN = {status: at("2026-03-05T11:30") if status is Status.DISCHARGED else LATER for status in Status}

STEPS: dict[Step, Callable[[Story, Any], Any]] = {
    Step.NEED_ASSESSED: lambda story, when: story.assess(when, EVERYTHING, registered_at=LATER),
    Step.ADMISSION_NOTICE_SENT: lambda story, when: story.notify(
        when, registered_at=LATER, units=[story.cast.primary_care, story.cast.psychiatry, story.cast.intake]
    ),
    Step.NOTICE_RECEIVED: lambda story, when: story.municipality_receives(when, registered_at=LATER),
    Step.CARE_CONTACT_APPOINTED: lambda story, when: story.appoint_contact(when, registered_at=LATER),
    Step.DISCHARGE_READY_SENT: lambda story, when: story.is_ready(when, registered_at=LATER),
    Step.DISCHARGE_READY_WITHDRAWN: lambda story, when: story.is_not_ready(when, registered_at=LATER),
    Step.SIP_CALLED: lambda story, when: story.call_to_sip(when, registered_at=LATER),
    Step.SIP_NOT_NEEDED: lambda story, when: story.waive_sip(when, registered_at=LATER),
    Step.SIP_REQUESTED: lambda story, when: story.asks_for_sip(when, registered_at=LATER),
    Step.SIP_MOVED: lambda story, when: story.moves_sip(when, registered_at=LATER),
    Step.SIP_CALL_CANCELLED: lambda story, when: story.cancels_sip_call(when, registered_at=LATER),
    Step.SIP_ANSWERED: lambda story, when: story.answers_sip_call(when, registered_at=LATER),
    Step.SIP_PLAN_WRITTEN: lambda story, when: story.writes_sip_plan(when, registered_at=LATER),
    Step.SIP_PLAN_AGREED: lambda story, when: story.agrees_to_sip_plan(when, registered_at=LATER),
    Step.SIP_FOLLOWED_UP: lambda story, when: story.follows_up_sip(when, registered_at=LATER),
    Step.SIP_CLOSED: lambda story, when: story.closes_sip(when, registered_at=LATER),
    Step.CARE_PLAN_WRITTEN: lambda story, when: story.writes_care_plan(when, registered_at=LATER),
    Step.CARE_PLAN_ADJUSTED: lambda story, when: story.adjusts_care_plan(when, registered_at=LATER),
    Step.RECEPTION_ACCEPTED: lambda story, when: story.can_receive(when, registered_at=LATER),
    Step.RECEPTION_DELAYED: lambda story, when: story.cannot_receive(when, registered_at=LATER),
    Step.REGION_SERVICES_MISSING: lambda story, when: story.services_missing(when, registered_at=LATER),
    Step.REGION_SERVICES_AVAILABLE: lambda story, when: story.services_available(when, registered_at=LATER),
    Step.WARD_TRANSFERRED: lambda story, when: story.moves(
        when, second_nurse(story.cast), registered_at=LATER
    ),
    Step.PATIENT_DETAILS_CORRECTED: lambda story, when: story.is_corrected(
        when, family_name="Öberg", registered_at=LATER
    ),
    Step.IDENTITY_CORRECTED: lambda story, when: story.has_number(
        when, personal_number(4712), NumberFault.WRONG, registered_at=LATER
    ),
    Step.PROTECTION_ENDED: lambda story, when: story.is_protected_no_more(when, registered_at=LATER),
    Step.DISCHARGED: lambda story, when: story.goes_home(when, registered_at=LATER),
    Step.DISCHARGE_CORRECTED: lambda story, when: story.went_home(when, registered_at=LATER),
    Step.CONSENT_REGISTERED: lambda story, when: story.registers_consent(when, registered_at=LATER),
    Step.BED_CHANGED: lambda story, when: story.changes_bed(when, registered_at=LATER),
    Step.ESTIMATED_DISCHARGE_CHANGED: lambda story, when: story.changes_estimate(when, registered_at=LATER),
    Step.TREATMENT_PLAN_WRITTEN: lambda story, when: story.writes_treatment_plan(when, registered_at=LATER),
    Step.PLANNING_BASIS_GIVEN: lambda story, when: story.municipality_gives_basis(when, registered_at=LATER),
    Step.CASE_OFFICER_NAMED: lambda story, when: story.names_officer(when, registered_at=LATER),
    Step.INPATIENT_CONTACT_APPOINTED: lambda story, when: story.appoints_in_ward(when, registered_at=LATER),
    Step.DISCHARGE_PLANNED: lambda story, when: story.plans_discharge(when, registered_at=LATER),
    Step.LEAVE_BEGUN: lambda story, when: story.goes_on_leave(when, registered_at=LATER),
    Step.LEAVE_ENDED: lambda story, when: story.comes_back(when, registered_at=LATER),
    Step.NOTICE_WITHHELD: lambda story, when: story.withholds(when, registered_at=LATER),
    Step.DISCHARGE_INFORMATION_SENT: lambda story, when: story.informs(when, registered_at=LATER),
    Step.TRACK_CHOSEN: lambda story, when: story.chooses_track(when, registered_at=LATER),
    Step.HOME_READY_CHECKED: lambda story, when: story.checks_home_ready(when, registered_at=LATER),
    Step.PATIENT_SUMMARY_GIVEN: lambda story, when: story.gives_summary(when, registered_at=LATER),
    Step.MESSAGE_SENT: lambda story, when: write(story, when, registered_at=LATER),
    Step.DEVIATION_REPORTED: lambda story, when: report(
        story, when, story.cast.intake, by=story.cast.nurse, registered_at=LATER
    ),
    Step.DEVIATION_FOLLOWED_UP: lambda story, when: follow_up(story, when, registered_at=LATER),
    Step.NOTICE_EXTENDED: lambda story, when: extend(story, when, registered_at=LATER),
    Step.NOTICE_RETURNED: lambda story, when: send_back(story, when, registered_at=LATER),
    Step.NOT_OUR_PATIENT: lambda story, when: say_not_ours(story, when, registered_at=LATER),
    Step.NOTICE_FORWARDED: lambda story, when: hand_over(
        story, when, district(story.cast), registered_at=LATER
    ),
    Step.RECIPIENT_REMOVED: lambda story, when: remove(story, when, registered_at=LATER),
    Step.CANCELLED: lambda story, when: story.cancel(when, registered_at=LATER),
    # The first assessment after the admission: nothing rests on it, wherever the case is.
    Step.ENTRY_VOIDED: lambda story, when: story.put_right(when, 2, registered_at=LATER),
}
# What a step is about must be there before it.
PREPARED: dict[Step, Callable[[Story, Any], Any]] = {
    **dict.fromkeys(
        (Step.SIP_MOVED, Step.SIP_CALL_CANCELLED, Step.SIP_ANSWERED),
        lambda story, when: story.call_to_sip(when, registered_at=LATER),
    ),
    **dict.fromkeys(
        (Step.SIP_PLAN_AGREED, Step.SIP_FOLLOWED_UP, Step.SIP_CLOSED),
        lambda story, when: story.writes_sip_plan(when, registered_at=LATER),
    ),
    Step.CARE_PLAN_ADJUSTED: lambda story, when: story.writes_care_plan(when, registered_at=LATER),
}
# Steps of parties that a case has only once they are told.
RECEIVERS = {
    Step.NOTICE_RECEIVED,
    Step.CARE_CONTACT_APPOINTED,
    Step.SIP_CALLED,
    Step.SIP_NOT_NEEDED,
    Step.SIP_REQUESTED,
    Step.SIP_MOVED,
    Step.SIP_CALL_CANCELLED,
    Step.SIP_ANSWERED,
    Step.SIP_PLAN_WRITTEN,
    Step.SIP_PLAN_AGREED,
    Step.SIP_FOLLOWED_UP,
    Step.SIP_CLOSED,
    Step.CARE_PLAN_ADJUSTED,
    Step.RECEPTION_ACCEPTED,
    Step.RECEPTION_DELAYED,
    Step.PLANNING_BASIS_GIVEN,
    Step.CASE_OFFICER_NAMED,
    Step.NOTICE_RETURNED,
    Step.NOT_OUR_PATIENT,
    Step.NOTICE_FORWARDED,
    Step.REGION_SERVICES_MISSING,
    Step.REGION_SERVICES_AVAILABLE,
}


def test_it_tries_every_step_that_a_person_can_take() -> None:
    assert set(STEPS) == set(Step) - {
        Step.ADMISSION_REGISTERED,
        Step.EPISODE_IMPORTED,
        Step.EPISODE_CORRECTED,
    }


TO_PARTIES = {Step.MESSAGE_SENT, Step.DEVIATION_REPORTED, Step.RECIPIENT_REMOVED}
NEEDS_OTHERS = {
    Step.DISCHARGE_INFORMATION_SENT,
    Step.NOTICE_EXTENDED,
    Step.DEVIATION_FOLLOWED_UP,
    *TO_PARTIES,
}
# While the ward is the only party there is nobody who could try a receiver's step (see test_strangers.py), and nobody
# to inform or write to (test_discharge_information.py, test_free_messages.py).
PAIRS = [
    (status, step)
    for status in BEFORE
    for step in STEPS
    if status is not Status.ADMITTED or step not in {*RECEIVERS, *NEEDS_OTHERS}
]


@pytest.mark.parametrize(("status", "step"), PAIRS)
def test_it_records_the_step_or_changes_nothing(cast: Cast, status: Status, step: Step) -> None:
    patient = patient_details(has_protected_identity=step is Step.PROTECTION_ENDED)
    compulsory = (Step.CARE_PLAN_WRITTEN, Step.CARE_PLAN_ADJUSTED, Step.INPATIENT_CONTACT_APPOINTED)
    care_type = CareType.PSYCHIATRIC if step in compulsory else CareType.SOMATIC
    story = Story(cast, patient=patient, care_type=care_type)
    story.assess(at("2026-03-03T10:00"), EVERYTHING)
    for before in BEFORE[status]:
        before(story)
    if (status, step) == (Status.READY, Step.DISCHARGE_READY_SENT):
        # Somebody who has not been told: the notice is sent on.
        story.notify(at("2026-03-05T11:30"), units=[cast.psychiatry], registered_at=LATER)
    if (status, step) == (Status.DISCHARGED, Step.DISCHARGE_READY_WITHDRAWN):
        story.is_ready(at("2026-03-05T11:00"), registered_at=LATER)
    if step is Step.REGION_SERVICES_AVAILABLE and status is not Status.CANCELLED:
        story.services_missing(at("2026-03-05T11:15"), registered_at=LATER)
    if step in PREPARED and status is not Status.CANCELLED:
        PREPARED[step](story, at("2026-03-05T11:15"))
    if step is Step.DEVIATION_FOLLOWED_UP and status is not Status.CANCELLED:
        report(story, at("2026-03-05T11:15"), registered_at=LATER)
    if step is Step.LEAVE_ENDED and status is not Status.CANCELLED:
        story.goes_on_leave(at("2026-03-05T11:15"), registered_at=LATER)
    assert story.status() == status

    to = TABLE[step].leads.get(status)
    if to is None:
        stored = everything_stored()
        # Who was told of a case that was a mistake has no such case any more, and nobody can write to them there.
        is_closed = status is Status.CANCELLED and step in RECEIVERS
        refused = NotInTheCase if step in TO_PARTIES else CaseNotFound if is_closed else StepNotAllowed
        with pytest.raises(refused):
            STEPS[step](story, WHEN[status])
        assert everything_stored() == stored
    else:
        event = STEPS[step](story, WHEN[status])
        assert event.step == step
        assert event.sequence == story.case.events.count()
        assert story.status() == to
        assert story.case.version == event.sequence
