"""The unit's administrator says who is on duty, by page and by call; who is on duty sees whose message it is."""

from datetime import time

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.access.roles import Role
from accounts.models import Assignment, Unit, UnitKind
from coordination.actions.duty import set_duty
from coordination.models import DutyHours
from tests.cast import Cast, api_client_of, client_of, make_assignment, make_unit
from tests.coordination.stories import Story
from tests.coordination_web.pages import open_page


@pytest.fixture
def head(cast: Cast) -> Assignment:
    return make_assignment(cast.intake, Role.UNIT_ADMINISTRATOR, "Ina Ius")


@pytest.fixture
def on_duty(cast: Cast) -> Unit:
    return make_unit(cast.halmstad, "Socialjouren", UnitKind.SOCIAL_PSYCHIATRY)


def test_it_is_set_and_removed_on_the_units_page(cast: Cast, head: Assignment, on_duty: Unit) -> None:
    client = client_of(head)
    told = {"duty_unit": on_duty.pk, "begins": "17:00", "ends": "07:30", "free_days_too": "on"}
    page = open_page(client.post(reverse("set-duty", args=[cast.intake.pk]), told, follow=True))
    assert "Socialjouren 17.00–07.30, även helger" in page.text
    page = open_page(client.post(reverse("end-duty", args=[cast.intake.pk]), follow=True))
    assert "Ingen annan enhet har jour för den här." in page.text


def test_it_says_what_to_put_right_and_saves_nothing(cast: Cast, head: Assignment) -> None:
    client = client_of(head)
    told = {"duty_unit": cast.primary_care.pk, "begins": "17:00", "ends": ""}
    answer = client.post(reverse("set-duty", args=[cast.intake.pk]), told)
    assert answer.status_code == 422
    assert "behöver rättas" in open_page(answer).text
    assert not DutyHours.objects.exists()


def test_it_is_for_the_units_own_administrator(cast: Cast, head: Assignment, on_duty: Unit) -> None:
    told = {"duty_unit": on_duty.pk, "begins": "17:00", "ends": "07:30"}
    for who, status in ((cast.unit_administrator, 404), (cast.case_officer, 403)):
        for name in ("set-duty", "end-duty"):
            assert client_of(who).post(reverse(name, args=[cast.intake.pk]), told).status_code == status
    assert not DutyHours.objects.exists()


def test_it_says_to_whoever_is_on_duty_whose_message_it_is_and_no_patient(
    cast: Cast, head: Assignment, on_duty: Unit
) -> None:
    set_duty(by=head, unit=cast.intake, duty_unit=on_duty, begins=time(8), ends=time(8))
    story = Story(cast, admitted_at=timezone.now())
    story.notify(timezone.now())
    page = open_page(client_of(make_assignment(on_duty, Role.CASE_OFFICER, "Jon Jour")).get(reverse("inbox")))
    assert "För Biståndsenheten: Inskrivningsmeddelande" in page.text
    assert story.case.number in page.text
    for secret in (story.case.snapshot.family_name, story.case.snapshot.given_name, "Anna"):
        assert secret not in page.text


def test_it_is_the_same_by_call(cast: Cast, head: Assignment, on_duty: Unit) -> None:
    client = api_client_of(head)
    told = {"duty_unit": on_duty.hsa_id, "begins": "17:00", "ends": "07:30"}
    answer = client.post(reverse("api-duty"), told, format="json")
    row = {
        "unit": cast.intake.hsa_id,
        "duty_unit": on_duty.hsa_id,
        "begins": "17:00:00",
        "ends": "07:30:00",
        "free_days_too": False,
    }
    assert answer.json() == row
    assert client.get(reverse("api-duty")).json() == [row]
    wrong = told | {"duty_unit": cast.primary_care.hsa_id}
    assert client.post(reverse("api-duty"), wrong, format="json").json()["code"] == "duty_unit_refused"
    assert client.post(reverse("api-end-duty"), {}, format="json").status_code == 204
    assert client.get(reverse("api-duty")).json() == []
