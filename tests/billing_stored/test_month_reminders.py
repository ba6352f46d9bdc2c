"""The finance offices are told before a month's registrations close and before its invoice, once, and of no patient."""

from datetime import datetime
from io import StringIO

from django.core.management import call_command
from django.urls import reverse

from accounts.models import Organisation
from billing.actions.month_reminders import remind_of_months
from billing.core.month_life import MonthStatus
from billing.core.months import month_named
from billing.models import BilledMonth
from billing.months.closing import STOCKHOLM
from billing.tasks import remind_of_months as task
from coordination.models import Announcement, Delivery, Medium
from tests.cast import Cast, client_of
from tests.coordination_web.pages import open_page


def at(civil: str) -> datetime:
    return datetime.fromisoformat(civil).replace(tzinfo=STOCKHOLM)


def told() -> list[tuple[str, str, str, int]]:
    rows = Announcement.objects.select_related("unit").order_by("pk")
    return [(one.unit.name, one.kind, one.month, one.minutes) for one in rows]


def test_it_tells_the_region_once_and_each_municipality_that_registrations_close(cast: Cast) -> None:
    assert remind_of_months(now=at("2027-04-07T14:05")) == 3
    assert sorted(told()) == [
        ("Ekonomi", "registrations_close", "2027-03", -600),
        ("Ekonomienheten", "registrations_close", "2027-03", -600),
        ("Ekonomikontoret", "registrations_close", "2027-03", -600),
    ]
    assert Delivery.objects.filter(medium=Medium.INBOX, case=None).count() == 3


def test_it_tells_the_region_alone_of_the_invoice(cast: Cast) -> None:
    remind_of_months(now=at("2027-04-20T08:05"))
    assert told() == [("Ekonomi", "invoice", "2027-03", -960)]


def test_it_tells_of_no_invoice_when_all_have_been_issued(cast: Cast) -> None:
    here = Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY).values_list("code", flat=True)
    march = month_named("2027-03")
    for code in here:
        BilledMonth.objects.create(
            region_code="13", municipality_code=code, month=march, status=MonthStatus.ISSUED
        )
    assert remind_of_months(now=at("2027-04-20T08:05")) == 0
    BilledMonth.objects.filter(municipality_code="1380").update(status=MonthStatus.REVIEWED)
    assert remind_of_months(now=at("2027-04-20T08:05")) == 1


def test_it_tells_once_however_often_it_runs_and_only_the_last_level_after_an_outage(cast: Cast) -> None:
    assert [remind_of_months(now=at("2027-04-08T09:00")) for _ in range(3)] == [3, 0, 0]
    # A clock that is set back tells nothing of what is over.
    assert remind_of_months(now=at("2027-04-07T15:00")) == 0
    assert {one[3] for one in told()} == {0}


def test_it_tells_nothing_of_months_long_gone(cast: Cast) -> None:
    assert remind_of_months(now=at("2027-04-30T12:00")) == 0


def test_it_tells_nobody_before_anything_comes_near(cast: Cast) -> None:
    assert remind_of_months(now=at("2027-04-04T13:59")) == 0
    assert Announcement.objects.count() == Delivery.objects.count() == 0


def test_it_is_in_the_controllers_inbox_and_read_by_following_it(cast: Cast) -> None:
    remind_of_months(now=at("2027-04-07T14:05"))
    controller = client_of(cast.municipal_controller)
    page = open_page(controller.get(reverse("inbox")))
    assert "Meddelanden 1 oläst" in page.text
    assert "Registreringen för mars 2027 stänger snart" in page.text
    (message,) = Delivery.objects.filter(unit=cast.municipal_finance)
    answer = controller.get(reverse("announcement", args=[message.pk]))
    assert answer.headers["Location"] == reverse("billing-months")
    message.refresh_from_db()
    assert (message.state, message.read_by) == ("read", cast.municipal_controller)


def test_it_is_nobody_elses_to_read(cast: Cast) -> None:
    remind_of_months(now=at("2027-04-07T14:05"))
    (message,) = Delivery.objects.filter(unit=cast.municipal_finance)
    for who, status in ((cast.region_controller, 404), (cast.nurse, 404), (cast.log_reviewer, 403)):
        assert client_of(who).get(reverse("announcement", args=[message.pk])).status_code == status
    message.refresh_from_db()
    assert message.read_at is None


def test_it_runs_as_a_task_and_as_a_command(cast: Cast) -> None:
    out = StringIO()
    call_command("remind_of_months", stdout=out)
    task()
    assert out.getvalue().endswith(" told\n")
