"""No notice is lost for want of a receiver: it lands in the default reception, marked, or the ward chooses."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.models import CareType, Unit, UnitReception
from coordination.core.states import Step
from tests.cast import Cast, api_client_of, client_of
from tests.coordination.stories import ONLY_MUNICIPAL, Story, at
from tests.coordination_web.pages import open_page

MARK = "Förvald mottagning"


def test_it_marks_what_came_by_default(cast: Cast) -> None:
    story = Story(cast, needs=ONLY_MUNICIPAL)
    story.notify(at("2026-03-03T11:00"))
    url = reverse("case", args=[story.case.pk])
    assert MARK in open_page(client_of(cast.case_officer).get(url)).text
    assert MARK not in open_page(client_of(cast.nurse).get(url)).text
    call = f"/api/v1/cases/{story.case.pk}/"
    assert api_client_of(cast.case_officer).get(call).json()["came_by_default"] is True
    assert api_client_of(cast.nurse).get(call).json()["came_by_default"] is False
    # As the table was when it was sent, whatever it says since.
    UnitReception.objects.create(unit=cast.intake, municipality_code="1380", care_type=CareType.SOMATIC)
    assert MARK in open_page(client_of(cast.case_officer).get(url)).text


def test_the_list_marks_it_in_words_for_the_unit_that_it_came_to(cast: Cast) -> None:
    Story(cast, needs=ONLY_MUNICIPAL).notify(at("2026-03-03T11:00"))
    for who, is_marked in ((cast.case_officer, True), (cast.nurse, False)):
        assert ("Kom som förval" in open_page(client_of(who).get("/")).text) is is_marked
        [row] = api_client_of(who).get("/api/v1/worklist/").json()["results"]
        assert row["came_by_default"] is is_marked


def test_the_list_marks_it_no_more_when_the_notice_has_been_struck_out(cast: Cast) -> None:
    story = Story(cast, needs=ONLY_MUNICIPAL)
    sent = story.notify(at("2026-03-03T11:00"))
    story.put_right(at("2026-03-03T12:00"), sent.sequence)
    assert "Kom som förval" not in open_page(client_of(cast.case_officer).get("/")).text


def test_it_marks_nothing_that_the_table_speaks_of(cast: Cast) -> None:
    UnitReception.objects.create(unit=cast.intake, municipality_code="1380", care_type=CareType.SOMATIC)
    story = Story(cast, needs=ONLY_MUNICIPAL)
    story.notify(at("2026-03-03T11:00"))
    UnitReception.objects.filter(unit=cast.intake).update(ended_at=timezone.now())
    assert MARK not in open_page(client_of(cast.case_officer).get(reverse("case", args=[story.case.pk]))).text


def test_it_marks_a_default_that_was_chosen_in_the_form(cast: Cast) -> None:
    story = Story(cast, needs=ONLY_MUNICIPAL)
    story.notify(at("2026-03-03T11:00"), units=[cast.intake])
    assert MARK in open_page(client_of(cast.case_officer).get(reverse("case", args=[story.case.pk]))).text


def test_it_lets_the_ward_choose_where_nobody_receives(cast: Cast) -> None:
    Unit.objects.filter(pk=cast.intake.pk).update(is_default_intake=False)
    story = Story(cast, needs=ONLY_MUNICIPAL)
    url = reverse("step", args=[story.case.pk, Step.ADMISSION_NOTICE_SENT])
    client = client_of(cast.nurse)
    form = open_page(client.get(url)).form(url)
    assert form.data["municipality"] == ""
    in_three_days = f"{timezone.localtime() + timedelta(days=3):%Y-%m-%dT%H:%M}"
    typed = {"municipality": str(cast.intake.pk), "estimated_discharge_at": in_three_days}
    client.post(url, form.data | typed)
    assert story.case.parties.filter(unit=cast.intake).exists()
