"""The session ended while somebody typed: what was typed comes back to that person, and to nobody else."""

from collections.abc import Generator
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.tasks import forget_ended_sessions
from coordination.core.states import Status
from coordination.models import Case, Event
from tests.cast import PASSWORD, Cast
from tests.coordination.stories import Story
from tests.coordination_web.admission import NUMBER, admission
from tests.journeys.spring_of_2027 import civil
from tests.walker import Walker

TYPED = "Nycklarna ligger i receptionen"
Clock = time_machine.Traveller


@pytest.fixture
def clock() -> Generator[Clock]:
    with time_machine.travel(civil("2027-03-04T07:00")) as traveller:
        yield traveller


@pytest.fixture
def story(cast: Cast, clock: Clock) -> Story:
    story = Story(cast, admitted_at=civil("2027-03-03T09:00"))
    story.notify(civil("2027-03-03T11:00"))
    return story


def session_ends(clock: Clock) -> None:
    clock.shift(timedelta(seconds=settings.SESSION_COOKIE_AGE + 60))


def signs_in_again(walker: Walker, who: Walker | None = None) -> None:
    """At the page that they have been sent to, in the same window."""
    walker.sends(
        {"username": (who or walker).who.user.email, "password": PASSWORD, "next": walker.page.value("next")},
        to="/sign-in/",
    )


def at_the_treatment_plan(cast: Cast, story: Story) -> Walker:
    nurse = Walker(cast.nurse)
    nurse.signs_in()
    nurse.goes(f"/cases/{story.case.pk}/treatment-plan-written/")
    return nurse


def types_plan(nurse: Walker) -> None:
    nurse.sends(
        {"medical": TYPED, "nursing": "dusch", "rehabilitation": "gång", "care_level": "primary_care"}
    )


def test_it_says_that_nothing_was_sent_and_shows_what_was_typed(
    cast: Cast, story: Story, clock: Clock
) -> None:
    nurse = at_the_treatment_plan(cast, story)
    session_ends(clock)
    events = Event.objects.count()
    types_plan(nurse)
    assert nurse.path == "/sign-in/"
    assert "Det du skrev finns kvar i en halvtimme" in nurse.page.text
    # What was typed is on the server: neither in the page nor in a cookie.
    assert TYPED not in nurse.visits[-1].html
    assert TYPED not in str(nurse.client.cookies)
    signs_in_again(nurse)
    assert nurse.path == f"/cases/{story.case.pk}/treatment-plan-written/"
    assert "Inget har skickats" in nurse.page.text
    assert nurse.page.value("medical") == TYPED
    assert Event.objects.count() == events
    nurse.sends({})
    assert Event.objects.count() == events + 1


def test_it_gives_an_admission_back(cast: Cast, clock: Clock) -> None:
    nurse = Walker(cast.nurse)
    nurse.signs_in()
    nurse.follows("Skriv in patient")
    session_ends(clock)
    nurse.sends(admission())
    assert not Case.objects.exists()
    signs_in_again(nurse)
    assert (nurse.page.value("identity_value"), nurse.page.value("family_name")) == (NUMBER, "Andersson")
    nurse.sends({"register": "yes"})
    assert Case.objects.get().status == Status.ADMITTED


@pytest.mark.parametrize(
    "step",
    [
        "discharge-ready-sent",
        "notice-extended",
        "patient-details-corrected",
        "message-sent",
        "ward-transferred",
    ],
)
def test_it_shows_forms_of_every_kind_again(cast: Cast, story: Story, clock: Clock, step: str) -> None:
    nurse = Walker(cast.nurse)
    nurse.signs_in()
    nurse.goes(f"/cases/{story.case.pk}/{step}/")
    session_ends(clock)
    nurse.sends({"note": TYPED})
    signs_in_again(nurse)
    assert nurse.visits[-1].status == 200
    assert "Inget har skickats" in nurse.page.text


def test_it_gives_it_once(cast: Cast, story: Story, clock: Clock) -> None:
    nurse = at_the_treatment_plan(cast, story)
    session_ends(clock)
    types_plan(nurse)
    signs_in_again(nurse)
    nurse.goes(nurse.path)
    assert nurse.page.value("medical") == ""


def test_it_is_nobody_elses(cast: Cast, story: Story, clock: Clock) -> None:
    nurse, physician = at_the_treatment_plan(cast, story), Walker(cast.physician)
    session_ends(clock)
    types_plan(nurse)
    signs_in_again(nurse, physician)
    assert nurse.path == f"/cases/{story.case.pk}/treatment-plan-written/"
    assert nurse.page.value("medical") == ""
    assert not any(TYPED in str(row.get_decoded()) for row in Session.objects.all())


def test_it_is_forgotten_after_half_an_hour(cast: Cast, story: Story, clock: Clock) -> None:
    nurse = at_the_treatment_plan(cast, story)
    session_ends(clock)
    types_plan(nurse)
    clock.shift(timedelta(minutes=31))
    signs_in_again(nurse)
    assert nurse.page.value("medical") == ""


def test_it_keeps_nothing_of_a_form_that_nobody_had_signed_in_to(cast: Cast, story: Story) -> None:
    stranger = Walker(cast.nurse)
    stranger.goes("/sign-in/")
    token = stranger.page.value("csrfmiddlewaretoken")
    address = f"/cases/{story.case.pk}/treatment-plan-written/"
    stranger.client.post(address, {"medical": TYPED, "csrfmiddlewaretoken": token})
    assert not any(TYPED in str(row.get_decoded()) for row in Session.objects.all())


def test_it_leads_to_the_first_page_from_a_button_with_nothing_typed(
    cast: Cast, story: Story, clock: Clock
) -> None:
    """An address that only takes what is sent has no page to come back to."""
    nurse = Walker(cast.nurse)
    nurse.signs_in()
    nurse.goes(f"/cases/{story.case.pk}/")
    session_ends(clock)
    nurse.clicks("visa")
    signs_in_again(nurse)
    assert (nurse.path, nurse.visits[-1].status) == ("/", 200)


def test_it_gives_back_what_was_typed_in_a_window_from_before_signing_in_anew(
    cast: Cast, story: Story, clock: Clock
) -> None:
    nurse = at_the_treatment_plan(cast, story)
    old = nurse.page.form(nurse.path)
    session_ends(clock)
    nurse.goes("/")
    signs_in_again(nurse)
    events = Event.objects.count()
    for origin, comes_back in (("https://elsewhere.example", False), ("http://testserver", True)):
        answer = nurse.client.post(old.action, {**old.data, "medical": TYPED}, headers={"origin": origin})
        assert answer.status_code == (302 if comes_back else 403)
        nurse.goes(old.action)
        assert (nurse.page.value("medical") == TYPED) is comes_back
    assert Event.objects.count() == events


def test_it_forgets_ended_sessions_at_night(cast: Cast, clock: Clock) -> None:
    nurse = Walker(cast.nurse)
    nurse.signs_in()
    session_ends(clock)
    forget_ended_sessions()
    assert Session.objects.count() == 1
    clock.shift(timedelta(hours=12))
    forget_ended_sessions()
    assert not Session.objects.filter(expire_date__lt=timezone.now()).exists()
