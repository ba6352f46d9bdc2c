"""The case page's shape: how far the patient has come, and three lanes of what is done and to do."""

from coordination.core.deadlines import deadlines
from coordination.core.events import Destination
from coordination.core.states import Capacity, Status, Step
from coordination.core.timeline import Milestone, Task, lanes, milestones
from tests.coordination.histories import (
    INTAKE,
    PRIMARY_CARE,
    Happening,
    admitted,
    appointed,
    assessed,
    called,
    cancelled,
    delayed,
    history,
    home,
    notified,
    ready,
    received,
    waived,
)
from tests.coordination.stories import EVERYTHING, NOTHING, ONLY_MUNICIPAL, ONLY_OUTPATIENT, at

ADMISSION = admitted("2026-03-03T09:10")
NOTICE = notified("2026-03-03T11:40")


def points(*happenings: Happening, now: str = "2026-04-01T08:00") -> list[Milestone]:
    case = history(*happenings)
    return list(milestones(case, deadlines(case), at(now)))


def lane(capacity: Capacity, *happenings: Happening) -> dict[Step, Task]:
    case = history(*happenings)
    return {task.step: task for task in lanes(case, deadlines(case))[capacity]}


def concerned(*happenings: Happening) -> set[Capacity]:
    case = history(*happenings)
    return set(lanes(case, deadlines(case)))


def test_it_marks_the_points_on_the_way_home() -> None:
    story = [ADMISSION, NOTICE, ready("2026-03-05T13:15"), home("2026-03-06T10:00")]
    assert points(*story) == [
        Milestone(Status.ADMITTED, at("2026-03-03T09:10")),
        Milestone(Status.NOTIFIED, at("2026-03-03T11:40"), was_in_time=True),
        Milestone(Status.READY, at("2026-03-05T13:15")),
        Milestone(Status.DISCHARGED, at("2026-03-06T10:00")),
    ]
    assert [one.reached_at for one in points(ADMISSION)[1:]] == [None, None, None]


def test_it_says_whether_the_notice_was_in_time() -> None:
    assert points(ADMISSION)[1].was_in_time is None
    assert points(ADMISSION, notified("2026-03-04T09:11"))[1].was_in_time is False


def test_it_says_of_a_notice_sent_in_time_that_it_was_though_another_is_to_be_told_later() -> None:
    story = [admitted("2026-03-03T09:10", ONLY_OUTPATIENT), notified("2026-03-03T12:10", PRIMARY_CARE)]
    later = assessed("2026-03-05T10:00", EVERYTHING)
    for now in ("2026-03-05T11:00", "2026-03-06T11:00"):
        assert points(*story, later, now=now)[1].was_in_time is True


def test_it_judges_no_notice_by_a_limit_that_a_discharge_called_off() -> None:
    story = [ADMISSION, home("2026-03-03T15:00"), notified("2026-03-03T16:00")]
    assert points(*story)[1].was_in_time is None
    # A limit that had passed before the discharge was broken all the same.
    story = [ADMISSION, home("2026-03-05T15:00"), notified("2026-03-05T16:00")]
    assert points(*story)[1].was_in_time is False


def test_it_judges_the_notice_of_two_receivers_when_the_second_is_told_or_the_time_is_out() -> None:
    story = [ADMISSION, notified("2026-03-03T11:40", INTAKE)]
    assert points(*story, now="2026-03-03T12:00")[1].was_in_time is True
    assert points(*story, now="2026-03-04T09:11")[1].was_in_time is False


def test_it_shows_a_lane_to_each_party_that_is_needed_or_was_told() -> None:
    ward, outpatient, municipality = Capacity.WARD, Capacity.OUTPATIENT, Capacity.MUNICIPALITY
    assert concerned(admitted("2026-03-03T09:10", None)) == {ward}
    assert concerned(admitted("2026-03-03T09:10", ONLY_MUNICIPAL)) == {ward, municipality}
    assert concerned(admitted("2026-03-03T09:10", ONLY_OUTPATIENT)) == {ward, outpatient}
    assert concerned(ADMISSION, NOTICE, assessed("2026-03-04T10:00", NOTHING)) == {
        ward,
        outpatient,
        municipality,
    }


def test_it_shows_only_what_was_done_for_the_dead_and_for_a_mistake() -> None:
    told = [ADMISSION, NOTICE, received("2026-03-03T12:00", 2, INTAKE)]
    for end in (home("2026-03-04T10:00", Destination.DECEASED), cancelled("2026-03-04T10:00")):
        case = history(*told, end)
        found = lanes(case, deadlines(case))
        assert all(task.done_by for tasks in found.values() for task in tasks)
        assert [task.step for task in found[Capacity.MUNICIPALITY]] == [Step.NOTICE_RECEIVED]
        assert Capacity.OUTPATIENT not in found


def test_it_shows_what_is_done_by_its_event_and_what_is_not_by_when_it_is_due() -> None:
    before = lane(Capacity.WARD, ADMISSION)
    assert before[Step.ADMISSION_NOTICE_SENT] == Task(
        Step.ADMISSION_NOTICE_SENT, None, at("2026-03-04T09:10")
    )
    after = lane(Capacity.WARD, ADMISSION, NOTICE)[Step.ADMISSION_NOTICE_SENT]
    assert after.done_by is not None
    assert (after.done_by.occurred_at, after.due_at) == (at("2026-03-03T11:40"), None)


def test_it_shows_a_notice_as_not_done_while_somebody_is_to_be_told() -> None:
    story = [admitted("2026-03-03T09:10", ONLY_OUTPATIENT), notified("2026-03-03T11:40", PRIMARY_CARE)]
    task = lane(Capacity.WARD, *story, assessed("2026-03-04T10:00", EVERYTHING))[Step.ADMISSION_NOTICE_SENT]
    assert task == Task(Step.ADMISSION_NOTICE_SENT, None, at("2026-03-05T10:00"))


def test_it_shows_receipts_in_the_receivers_own_lane() -> None:
    story = [ADMISSION, NOTICE, received("2026-03-03T12:00", 2, INTAKE)]
    done = lane(Capacity.MUNICIPALITY, *story)[Step.NOTICE_RECEIVED]
    assert done.done_by is not None
    waits = lane(Capacity.OUTPATIENT, *story)[Step.NOTICE_RECEIVED]
    assert (waits.done_by, waits.due_at) == (None, at("2026-03-03T15:40"))
    again = lane(Capacity.MUNICIPALITY, *story, ready("2026-03-05T13:15"))[Step.NOTICE_RECEIVED]
    assert (again.done_by, again.due_at) == (None, at("2026-03-05T17:15"))


def test_it_shows_the_care_contact_with_the_expected_discharge_as_its_time() -> None:
    assert lane(Capacity.OUTPATIENT, ADMISSION, NOTICE)[Step.CARE_CONTACT_APPOINTED].due_at == at(
        "2026-03-09T12:00"
    )
    task = lane(Capacity.OUTPATIENT, ADMISSION, NOTICE, appointed("2026-03-04T10:00"))[
        Step.CARE_CONTACT_APPOINTED
    ]
    assert task.done_by is not None
    assert task.due_at is None


def test_it_shows_the_sip_call_or_why_there_is_none() -> None:
    required = lane(Capacity.OUTPATIENT, ADMISSION, NOTICE)
    assert required[Step.SIP_CALLED] == Task(Step.SIP_CALLED, None, None)
    due = lane(Capacity.OUTPATIENT, ADMISSION, NOTICE, ready("2026-03-05T13:15"))
    assert due[Step.SIP_CALLED].due_at == at("2026-03-09T00:00")
    done = lane(Capacity.OUTPATIENT, ADMISSION, NOTICE, called("2026-03-05T14:00"))[Step.SIP_CALLED].done_by
    assert done is not None
    assert done.step is Step.SIP_CALLED
    none = lane(Capacity.OUTPATIENT, ADMISSION, NOTICE, waived("2026-03-05T14:00"))[Step.SIP_CALLED].done_by
    assert none is not None
    assert none.step is Step.SIP_NOT_NEEDED
    only_outpatient = lane(Capacity.OUTPATIENT, admitted("2026-03-03T09:10", ONLY_OUTPATIENT))
    assert Step.SIP_CALLED not in only_outpatient


def test_it_shows_the_municipalitys_latest_answer() -> None:
    story = [ADMISSION, NOTICE, ready("2026-03-05T13:15"), delayed("2026-03-05T14:00")]
    answer = lane(Capacity.MUNICIPALITY, *story)[Step.RECEPTION_ACCEPTED]
    assert answer.done_by is not None
    assert answer.done_by.step is Step.RECEPTION_DELAYED
