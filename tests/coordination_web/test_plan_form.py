"""The plan's form: several goals and actions without script, empty rows left out, and nothing lost by a fault."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Assignment
from coordination.core.needs import Consent
from coordination.core.plan_versions import sip_plans
from tests.cast import Cast, client_of
from tests.coordination.stories import Story
from tests.coordination_web.pages import Page, open_page

DAY = timedelta(days=1)
SOON = (timezone.localdate() + 20 * DAY).isoformat()


def page_of(who: Assignment, address: str) -> Page:
    return open_page(client_of(who).get(address))


@pytest.fixture
def story(cast: Cast) -> Story:
    told = Story(cast, admitted_at=timezone.now() - 2 * DAY)
    told.notify(timezone.now() - DAY)
    told.call_to_sip(timezone.now() - DAY / 2)
    return told


def posted(cast: Cast, story: Story, **more: Any) -> Any:
    story.case.refresh_from_db()
    client = client_of(cast.coordinator)
    address = f"/cases/{story.case.pk}/sip-plan-written/"
    key = client.get(address).context["form"]["key"].value()
    told = {
        "version": story.case.version,
        "key": key,
        "patients_words": "Jag vill hem till katten.",
        "goal_1": "Klara trapporna",
        "what_1": "Gångträning",
        "responsible_1": "Vårdcentralen",
        "by_1": SOON,
        "follow_up_on": SOON,
        "readers": [cast.intake.pk],
    }
    return client.post(address, {name: value for name, value in (told | more).items() if value is not None})


def test_it_takes_as_many_rows_as_are_filled_in(cast: Cast, story: Story) -> None:
    second = {"what_2": "Ledstång", "responsible_2": "Kommunen", "by_2": SOON}
    other_goal = {"goal_4": "Sova", "what_4": "Larm", "responsible_4": "Kommunen", "by_4": SOON}
    assert posted(cast, story, **second, **other_goal).status_code == 302
    (version,) = sip_plans(story.history)
    assert [(one.goal, [action.what for action in one.actions]) for one in version.plan.goals] == [
        ("Klara trapporna", ["Gångträning", "Ledstång"]),
        ("Sova", ["Larm"]),
    ]
    assert {party.unit for party in version.plan.readers} == {cast.primary_care.pk, cast.intake.pk}


def test_it_keeps_what_was_typed_and_says_the_fault_beside_the_field(cast: Cast, story: Story) -> None:
    answer = posted(cast, story, what_3="Hemrehab", by_3="i höst")
    assert answer.status_code == 422
    form = answer.context["form"]
    assert set(form.errors) == {"responsible_3", "by_3"}
    assert form["what_3"].value() == "Hemrehab" and form["by_3"].value() == "i höst"
    assert form["patients_words"].value() == "Jag vill hem till katten."
    assert not sip_plans(story.history)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"goal_1": ""}, "goal_1"),
        ({"goal_1": "", "what_1": "", "responsible_1": "", "by_1": ""}, "what_1"),
        ({"goal_2": "Sova"}, "what_2"),
        ({"follow_up_on": ""}, "follow_up_on"),
        ({"readers": [999999]}, "readers"),
    ],
)
def test_it_names_what_is_missing(cast: Cast, story: Story, told: dict[str, Any], field: str) -> None:
    answer = posted(cast, story, **told)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not sip_plans(story.history)


def test_it_has_the_version_that_holds_filled_in_and_rows_to_spare(cast: Cast, story: Story) -> None:
    story.writes_sip_plan(timezone.now())
    form = client_of(cast.coordinator).get(f"/cases/{story.case.pk}/sip-plan-written/").context["form"]
    assert form["what_2"].value() == "Räcke på båda sidor"
    assert form["goal_2"].value() == ""
    assert len(form.rows) == 5


def test_it_asks_for_the_consent_that_nobody_has_registered(cast: Cast) -> None:
    told = Story(cast, admitted_at=timezone.now() - 2 * DAY, consent=Consent.NOT_ASKED)
    told.notify(timezone.now() - DAY)
    refused = posted(cast, told)
    assert refused.status_code == 409
    assert refused.context["form"].errors["has_consented"]
    assert not sip_plans(told.history)
    assert posted(cast, told, has_consented="on").status_code == 302


def test_it_shows_nobody_a_plan_that_is_not_theirs_to_read(cast: Cast, story: Story) -> None:
    story.writes_sip_plan(timezone.now(), readers=[])
    page = page_of(cast.case_officer, f"/cases/{story.case.pk}/sip-plan-written/")
    assert "katten" not in page.text and "Gångträning" not in page.text
