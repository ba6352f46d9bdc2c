"""The municipality's finance office is told once, before its month passes the threshold, and of no patient."""

from datetime import datetime
from io import StringIO

from django.core.management import call_command

from billing.actions.threshold_warnings import warn_of_thresholds
from coordination.models import Announcement
from tests.billing_stored.facts import episode, store
from tests.billing_stored.test_month_reminders import at, told
from tests.cast import Cast, client_of
from tests.coordination_web.pages import open_page

NOON = at("2027-03-10T12:00")


def one_waits(ready: datetime, **said: object) -> None:
    """One who left at once, and one who waits: nothing yet, and by the month's end far over 1.5 days."""
    known = at("2027-03-09T12:00")
    store(episode(1, discharged_at=datetime(2027, 3, 3, 15)), at=known)
    store(episode(2, discharge_ready_at=ready, discharged_at=None, **said), at=known)


def test_it_tells_once_before_the_average_is_over(cast: Cast) -> None:
    one_waits(datetime(2027, 3, 9, 10))
    assert [warn_of_thresholds(now=NOON) for _ in range(3)] == [1, 0, 0]
    assert told() == [("Ekonomikontoret", "over_threshold", "2027-03", -1)]
    page = open_page(client_of(cast.municipal_controller).get("/inbox/"))
    assert "Snittet för mars 2027 är på väg över riktmärket: se vilka som väntar" in page.text
    assert Announcement.objects.get().path == "/forecast/13/1380/"


def test_it_tells_nothing_of_a_month_that_is_over_already(cast: Cast) -> None:
    store(episode(3, discharged_at=datetime(2027, 3, 9, 15)), at=at("2027-03-09T16:00"))
    one_waits(datetime(2027, 3, 9, 10))
    assert warn_of_thresholds(now=NOON) == 0


def test_it_tells_nothing_where_those_who_wait_make_nobody_liable(cast: Cast) -> None:
    one_waits(datetime(2027, 3, 9, 10), sip_required=True)
    assert warn_of_thresholds(now=NOON) == 0
    assert told() == []


def test_a_command_does_the_same(cast: Cast) -> None:
    out = StringIO()
    call_command("warn_of_thresholds", stdout=out)
    assert out.getvalue() == "0 told\n"
