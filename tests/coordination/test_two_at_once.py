"""Two people of one unit at the same case at the same moment, each on a connection of their own."""

import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from accounts.errors import DomainError
from accounts.models import Assignment
from coordination.actions import admissions, transfers
from coordination.actions.sweeps import sweep
from coordination.core.episodes import CareType
from coordination.core.patient_events import NumberFault
from coordination.core.refusals import Refusal
from coordination.core.states import OPEN
from coordination.errors import AdmittedElsewhere, AlreadyAdmitted, StaleCase, StepRefused
from coordination.models import Case, Deadline, Event, Patient
from tests.cast import Cast
from tests.coordination.stories import Story, at, patient_details, personal_number
from tests.coordination.wards import private_nurse, second_nurse

pytestmark = pytest.mark.django_db(transaction=True)
NOON = at("2026-03-03T12:00")


def at_once(*tries: Callable[[], Any]) -> list[Any]:
    """What each gave or was refused with; all start together."""
    start = threading.Barrier(len(tries))
    outcomes: list[Any] = [None] * len(tries)

    def run(place: int, attempt: Callable[[], Any]) -> None:
        start.wait()
        try:
            outcomes[place] = attempt()
        except DomainError as refused:
            outcomes[place] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(tries)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not any(thread.is_alive() for thread in threads)
    return outcomes


def test_it_takes_one_of_two_receipts(cast: Cast) -> None:
    story = Story(cast)
    story.notify(NOON)
    outcomes = at_once(*[lambda: story.municipality_receives(NOON)] * 2)
    (refused,) = [one for one in outcomes if isinstance(one, DomainError)]
    assert isinstance(refused, StepRefused)
    assert refused.refusal is Refusal.ALREADY_RECEIVED
    assert story.history.recorded[-1].sequence == 3


def test_it_gives_both_the_same_when_they_sent_one_form(cast: Cast) -> None:
    story, key = Story(cast), uuid.uuid4()
    first, second = at_once(*[lambda: story.notify(NOON, idempotency_key=key)] * 2)
    assert first == second
    assert story.case.events.count() == 2


def test_it_refuses_the_second_who_saw_the_same_page(cast: Cast) -> None:
    story = Story(cast)
    story.notify(NOON)
    outcomes = at_once(
        lambda: story.is_ready(at("2026-03-05T10:00"), expected_version=2),
        lambda: story.goes_home(at("2026-03-05T10:00"), expected_version=2),
    )
    assert sorted(isinstance(one, StaleCase) for one in outcomes) == [False, True]
    assert story.case.events.count() == 3


def test_it_numbers_the_events_of_many_without_a_gap(cast: Cast) -> None:
    story = Story(cast)
    story.notify(NOON)
    at_once(
        lambda: story.municipality_receives(NOON),
        lambda: story.outpatient_receives(NOON),
        lambda: story.appoint_contact(NOON),
        lambda: story.can_receive(NOON),
        lambda: sweep(now=at("2026-03-10T00:00")),
    )
    assert [one.sequence for one in story.history.recorded] == [1, 2, 3, 4, 5, 6]
    assert story.status() == "notified"


def test_it_admits_a_patient_once(cast: Cast) -> None:
    details = patient_details()

    def admit() -> Case:
        return admissions.register(
            by=cast.nurse, patient=details, care_type=CareType.SOMATIC, admitted_at=NOON
        )

    outcomes = at_once(admit, admit)
    assert {type(one) for one in outcomes} == {Case, AlreadyAdmitted}
    assert (Patient.objects.count(), Case.objects.count()) == (1, 1)


def test_it_admits_a_patient_in_one_of_two_wards(cast: Cast) -> None:
    details, other = patient_details(), second_nurse(cast)

    def admit(by: Assignment) -> Case:
        return admissions.register(by=by, patient=details, care_type=CareType.SOMATIC, admitted_at=NOON)

    outcomes = at_once(lambda: admit(cast.nurse), lambda: admit(other))
    assert {type(one) for one in outcomes} == {Case, AdmittedElsewhere}
    assert Case.objects.count() == 1


def test_it_gives_a_patient_to_one_of_two_wards(cast: Cast) -> None:
    story, other, private = Story(cast), second_nurse(cast), private_nurse(cast)
    moved = at("2026-03-04T12:00")
    at_once(
        lambda: transfers.transfer(
            to=private.unit, case_id=story.case.pk, by=cast.nurse, occurred_at=moved, registered_at=moved
        ),
        lambda: transfers.take_over(by=other, patient=story.patient, occurred_at=moved, registered_at=moved),
    )
    story.case.refresh_from_db()
    assert story.case.ward in (other.unit, private.unit)
    wards = story.case.parties.filter(capacity="ward")
    assert [party.unit for party in wards] == [story.case.ward]


def test_it_neither_loses_nor_doubles_a_patient_whose_number_is_put_right_meanwhile(cast: Cast) -> None:
    """Admitted elsewhere under the right number, or taken over by the former: nobody waits for ever."""
    right, other = personal_number(5300), second_nurse(cast)
    story = Story(cast)
    moved = at("2026-03-04T12:00")
    outcomes = at_once(
        lambda: story.has_number(moved, right, NumberFault.REPLACED),
        lambda: admissions.register(
            by=other,
            patient=patient_details(identity_value=right),
            care_type=CareType.SOMATIC,
            admitted_at=moved,
        ),
        lambda: transfers.take_over(by=other, patient=story.patient, occurred_at=moved, registered_at=moved),
    )
    assert all(isinstance(one, Case | Event | DomainError) for one in outcomes)
    open_cases = Case.objects.values_list("patient", "region_code")
    assert len(open_cases) == len(set(open_cases))
    assert not Case.objects.exclude(patient__replaced_by=None).exists()


def test_a_patient_comes_home_again_by_a_struck_out_discharge_or_a_new_admission_and_not_both(
    cast: Cast,
) -> None:
    other, story = second_nurse(cast), Story(cast)
    left = story.goes_home(at("2026-03-05T10:00"))
    outcomes = at_once(
        lambda: story.put_right(at("2026-03-05T11:00"), left.sequence),
        lambda: admissions.register(
            by=other,
            patient=story.patient,
            care_type=CareType.SOMATIC,
            admitted_at=at("2026-03-05T11:00"),
        ),
    )
    (refused,) = [one for one in outcomes if isinstance(one, DomainError)]
    assert isinstance(refused, AdmittedElsewhere)
    assert Case.objects.filter(patient=story.case.patient, status__in=OPEN).count() == 1


def test_one_of_two_cancelled_cases_is_opened_again(cast: Cast) -> None:
    first = Story(cast)
    first.cancel(at("2026-03-03T10:00"))
    second = Story(cast, patient=first.patient)
    second.cancel(at("2026-03-03T11:00"))
    outcomes = at_once(
        *[lambda story=story: story.put_right(at("2026-03-03T12:00"), 2) for story in (first, second)]
    )
    (refused,) = [one for one in outcomes if isinstance(one, DomainError)]
    assert isinstance(refused, AlreadyAdmitted)
    assert Case.objects.filter(status__in=OPEN).count() == 1
    assert Event.objects.filter(step="entry_voided").count() == 1


def test_an_entry_is_struck_out_once(cast: Cast) -> None:
    story = Story(cast)
    story.notify(NOON)
    ready = story.is_ready(at("2026-03-05T10:00"))
    outcomes = at_once(*[lambda: story.put_right(at("2026-03-05T11:00"), ready.sequence)] * 2)
    (refused,) = [one for one in outcomes if isinstance(one, DomainError)]
    assert isinstance(refused, StepRefused)
    assert Event.objects.filter(step="entry_voided").count() == 1


def test_it_gives_every_case_a_number_of_its_own(cast: Cast) -> None:
    details = [patient_details() for _ in range(4)]

    def admit(place: int) -> str:
        return admissions.register(
            by=cast.nurse, patient=details[place], care_type=CareType.SOMATIC, admitted_at=NOON
        ).number

    numbers = at_once(*[lambda place=place: admit(place) for place in range(4)])
    assert sorted(numbers) == ["H26-00001", "H26-00002", "H26-00003", "H26-00004"]


def test_it_sweeps_each_deadline_once(cast: Cast) -> None:
    for _ in range(6):
        Story(cast)
    swept = at_once(*[lambda: sweep(now=at("2026-04-01T00:00"), batch=1)] * 3)
    assert sum(swept) == 6
    assert not Deadline.objects.to_be_swept().exists()
