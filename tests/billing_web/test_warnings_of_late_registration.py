"""The month's page warns of what was registered long after it occurred, and of nothing else by that name."""

from datetime import timedelta

import pytest

from tests.billing_web.test_month_page import words
from tests.cast import Cast, client_of
from tests.coordination.stories import Story, at


@pytest.mark.parametrize(("days_later", "is_warned"), [(0, False), (20, True)])
def test_it_says_which_facts_they_are(cast: Cast, days_later: int, is_warned: bool) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    story.is_ready(at("2026-03-05T13:15"))
    story.call_to_sip(at("2026-03-05T14:00"))
    left = at("2026-03-09T10:00")
    story.goes_home(left, registered_at=left + timedelta(days=days_later))
    client = client_of(cast.region_controller)
    said = words(client, "/months/13/1380/2026-03/")
    assert story.case.number in said
    assert ("Registrerat i efterhand, mer än 24 timmar senare: utskrivning." in said) == is_warned
    assert (story.case.number in words(client, "/months/13/1380/2026-03/?show=warned")) == is_warned
