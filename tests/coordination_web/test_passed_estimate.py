"""A hint where the others plan for a day that has passed: on the ward's list and in the case."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coordination.core.states import Status
from coordination.core.timeline import has_passed_estimate
from tests.cast import Cast, client_of
from tests.coordination.stories import Story, at
from tests.coordination_web.pages import open_page

HINT = "Beräknad utskrivning har passerat"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOON = at("2026-03-05T12:00")


@pytest.mark.parametrize("status", Status)
def test_it_is_asked_of_whom_nobody_has_declared_ready(status: Status) -> None:
    is_planned_for = status in (Status.ADMITTED, Status.NOTIFIED)
    assert has_passed_estimate(status, NOON, NOON + HOUR) is is_planned_for
    assert not has_passed_estimate(status, NOON, NOON)
    assert not has_passed_estimate(status, None, NOON)


@pytest.mark.django_db
def test_it_is_seen_until_a_new_estimate_is_told(cast: Cast) -> None:
    now = timezone.now()
    story = Story(cast, admitted_at=now - 4 * DAY)
    story.notify(now - 3 * DAY, estimated_discharge_at=now - HOUR)
    ward = client_of(cast.nurse)
    page = open_page(ward.get(f"/cases/{story.case.pk}/"))
    assert HINT in page.text
    assert HINT in open_page(ward.get("/")).text
    assert page.link("Ändra beräknat utskrivningsdatum").endswith("/estimated-discharge-changed/")
    theirs = open_page(client_of(cast.case_officer).get(f"/cases/{story.case.pk}/"))
    assert HINT in theirs.text
    assert "Ändra beräknat utskrivningsdatum" not in theirs.links
    story.changes_estimate(now, estimated_discharge_at=now + DAY)
    assert HINT not in open_page(ward.get("/")).text
    assert HINT not in open_page(ward.get(f"/cases/{story.case.pk}/")).text
