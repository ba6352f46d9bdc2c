"""The plan's page: goals, actions and who is behind it, every version, for those whom the patient lets read it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.access.roles import Role
from accounts.models import AccessLogEntry, Assignment
from coordination.core.episodes import CareType
from coordination.core.plans import PlanAction, PlanGoal
from tests.cast import Cast, client_of, make_assignment
from tests.coordination.stories import Story
from tests.coordination_web.pages import Page, open_page

DAY = timedelta(days=1)
OTHER_GOALS = (PlanGoal("Sova om natten", (PlanAction("Larm", "Biståndsenheten", date(2026, 4, 1)),)),)


def page_of(who: Assignment, address: str) -> Page:
    return open_page(client_of(who).get(address))


@pytest.fixture
def story(cast: Cast) -> Story:
    told = Story(cast, admitted_at=timezone.now() - 3 * DAY)
    told.notify(timezone.now() - 2 * DAY)
    told.writes_sip_plan(timezone.now() - DAY)
    return told


def test_it_shows_goals_actions_and_who_has_agreed(cast: Cast, story: Story) -> None:
    page = page_of(cast.case_officer, f"/cases/{story.case.pk}/plan/")
    for told in (
        "Jag vill hem till katten.",
        "Klara trapporna själv",
        "Gångträning två gånger i veckan",
        "1 april 2026",
        "Inte godkänd av alla än: Avd 4B, Biståndsenheten.",
    ):
        assert told in page.text
    assert page.link("Godkänn SIP-planen")
    story.agrees_to_sip_plan(timezone.now())
    story.agrees_to_sip_plan(timezone.now(), cast.nurse)
    assert "Godkänd av alla parter." in page_of(cast.nurse, f"/cases/{story.case.pk}/plan/").text


def test_it_keeps_the_earlier_versions_to_be_read(cast: Cast, story: Story) -> None:
    story.writes_sip_plan(timezone.now() - DAY / 2, goals=OTHER_GOALS)
    latest = page_of(cast.case_officer, f"/cases/{story.case.pk}/plan/")
    assert "Sova om natten" in latest.text and "Klara trapporna själv" not in latest.text
    first = page_of(cast.case_officer, f"/cases/{story.case.pk}/plan/?sip=1")
    assert "Klara trapporna själv" in first.text and "En nyare version har ersatt den här." in first.text


def test_it_is_for_those_whom_the_patient_lets_read_it(cast: Cast) -> None:
    told = Story(cast, admitted_at=timezone.now() - 3 * DAY)
    told.notify(timezone.now() - 2 * DAY)
    told.writes_sip_plan(timezone.now() - DAY, readers=[cast.ward.pk])
    page = page_of(cast.case_officer, f"/cases/{told.case.pk}/plan/")
    assert "SIP-planen är inte för er enhet" in page.text
    assert "katten" not in page.text
    assert "katten" in page_of(cast.nurse, f"/cases/{told.case.pk}/plan/").text


def test_it_is_nobodys_outside_the_case_and_each_look_is_logged(cast: Cast, story: Story) -> None:
    before = AccessLogEntry.objects.count()
    for stranger in (cast.stranger_nurse, cast.stranger_officer, cast.region_controller):
        assert client_of(stranger).get(f"/cases/{story.case.pk}/plan/").status_code == 404
    assert AccessLogEntry.objects.count() == before
    page_of(cast.nurse, f"/cases/{story.case.pk}/plan/")
    assert AccessLogEntry.objects.order_by("-pk")[0].what == "plan page"


def test_it_leads_there_from_the_case(cast: Cast, story: Story) -> None:
    answer = client_of(cast.nurse).get(f"/cases/{story.case.pk}/")
    assert f"/cases/{story.case.pk}/plan/" in answer.content.decode()


def test_it_says_when_the_coordinated_care_plan_is_established(cast: Cast) -> None:
    told = Story(cast, admitted_at=timezone.now() - 3 * DAY, care_type=CareType.PSYCHIATRIC)
    told.notify(timezone.now() - 2 * DAY)
    told.writes_care_plan(timezone.now() - DAY)
    page = page_of(cast.case_officer, f"/cases/{told.case.pk}/plan/")
    assert "Vill bo kvar i Halmstad." in page.text and "Inte fastställd än" in page.text
    psychiatrist = make_assignment(cast.psychiatry, Role.CARE_COORDINATOR, "Sten Sten")
    for by in (cast.case_officer, psychiatrist):
        told.adjusts_care_plan(timezone.now(), by)
    page = page_of(cast.case_officer, f"/cases/{told.case.pk}/plan/")
    assert "Fastställd: alla enheter har justerat den." in page.text
