"""All of a region's months are reviewed by one and issued by another in one go; a refusal holds up no other."""

from typing import Any

import pytest

from accounts.access.policy import NotAllowed
from billing.actions.all_months import issue_all, review_all
from billing.errors import OwnReview
from billing.models import BilledMonth, MonthEvent, Statement
from billing.web import all_months
from tests.billing_statements.issued import (
    IN_MARCH,
    MARCH,
    ON_THE_8TH,
    ON_THE_20TH,
    a_march,
    amount_of_2027,
    issued,
    second_controller,
)
from tests.billing_stored.facts import episode, store
from tests.billing_web.test_month_page import words
from tests.cast import Cast, api_client_of, client_of

PAGE = "/months/all/2027-03/"
API = f"/api/v1{PAGE}"
ALL = ("1380", "1381", "1384")


def three_municipalities(cast: Cast) -> None:
    a_march()
    store(episode(11, municipality="1381"), episode(12, municipality="1384"), at=IN_MARCH)
    amount_of_2027(cast)


def statuses() -> list[tuple[str, str]]:
    return list(BilledMonth.objects.order_by("municipality_code").values_list("municipality_code", "status"))


def test_one_reviews_all_and_another_issues_all(cast: Cast) -> None:
    three_municipalities(cast)
    assert review_all(by=cast.region_controller, month=MARCH, at=ON_THE_8TH).done == ALL
    assert statuses() == [(each, "reviewed") for each in ALL]
    done = issue_all(by=second_controller(cast), month=MARCH, at=ON_THE_20TH)
    assert (done.done, done.refused, done.next_after) == (ALL, (), None)
    numbers = Statement.objects.order_by("place").values_list("municipality_code", "number")
    assert list(numbers) == [(each, f"13-2027-000{place}") for place, each in enumerate(ALL, start=1)]


def test_it_leaves_alone_what_has_been_reviewed_issued_or_credited(cast: Cast) -> None:
    three_municipalities(cast)
    issued(cast)
    events = MonthEvent.objects.filter(billed_month__municipality_code="1380").count()
    assert review_all(by=cast.region_controller, month=MARCH, at=ON_THE_8TH).done == ("1381", "1384")
    assert review_all(by=cast.region_controller, month=MARCH, at=ON_THE_8TH).done == ()
    assert MonthEvent.objects.filter(billed_month__municipality_code="1380").count() == events


def test_a_month_that_is_refused_stays_what_it_was_and_holds_up_no_other(cast: Cast) -> None:
    three_municipalities(cast)
    review_all(by=second_controller(cast), month=MARCH, after="1381", at=ON_THE_8TH)
    review_all(by=cast.region_controller, month=MARCH, at=ON_THE_8TH)
    done = issue_all(by=second_controller(cast), month=MARCH, at=ON_THE_20TH)
    assert done.done == ("1380", "1381")
    assert [(each.municipality, type(each.error)) for each in done.refused] == [("1384", OwnReview)]
    assert statuses() == [("1380", "issued"), ("1381", "issued"), ("1384", "reviewed")]


def test_it_stops_when_its_time_is_over_and_goes_on_from_there(cast: Cast) -> None:
    three_municipalities(cast)
    first = review_all(by=cast.region_controller, month=MARCH, is_time_over=lambda: True, at=ON_THE_8TH)
    assert (first.done, first.next_after) == (("1380",), "1380")
    rest = review_all(by=cast.region_controller, month=MARCH, after="1380", at=ON_THE_8TH)
    assert (rest.done, rest.next_after) == (("1381", "1384"), None)


def test_it_is_the_regions_controllers_work(cast: Cast) -> None:
    three_municipalities(cast)
    for name, somebody in cast.everybody():
        if name != "region_controller":
            for step in (review_all, issue_all):
                with pytest.raises(NotAllowed):
                    step(by=somebody, month=MARCH)
            assert client_of(somebody).post(f"{PAGE}review/").status_code == 403
            assert api_client_of(somebody).post(f"{API}issue/").status_code == 403
    assert statuses() == []


def test_the_page_goes_on_a_slice_at_a_time_without_a_script(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    three_municipalities(cast)
    monkeypatch.setattr(all_months, "SECONDS", 0)
    controller = client_of(cast.region_controller)
    assert "3 månader är inte granskade" in words(controller, PAGE)
    asked: dict[str, Any] = {}
    for done in (1, 2):
        answer = controller.post(f"{PAGE}review/", asked)
        assert f'name="done" value="{done}"' in answer.content.decode()
        asked = {"done": str(done), "after": ALL[done - 1]}
    answer = controller.post(f"{PAGE}review/", asked)
    assert answer["Location"] == PAGE
    assert "3 månader är granskade. Någon annan hos regionen kan ge ut dem." in words(controller, PAGE)
    said = words(client_of(second_controller(cast)), PAGE)
    assert "3 månader är granskade. De som någon annan än du har granskat ges ut." in said


def test_the_page_names_those_that_were_not_done(cast: Cast) -> None:
    three_municipalities(cast)
    review_all(by=cast.region_controller, month=MARCH, at=ON_THE_8TH)
    controller = client_of(cast.region_controller)
    controller.post(f"{PAGE}issue/")
    said = words(controller, PAGE)
    assert "Inte gjort: Halmstad, Laholm, Kungsbacka. Öppna var och en för att se varför." in said
    assert Statement.objects.count() == 0


def test_the_api_tells_what_was_done_and_what_was_refused(cast: Cast) -> None:
    three_municipalities(cast)
    controller = api_client_of(cast.region_controller)
    done = {"done": list(ALL), "refused": [], "next_after": None}
    assert controller.post(f"{API}review/", {}, format="json").json() == done
    refused = controller.post(f"{API}issue/", {"after": "1381"}, format="json").json()
    assert [(each["municipality"], each["code"]) for each in refused["refused"]] == [("1384", "own_review")]
    assert refused["refused"][0]["detail"].startswith("Du har själv")
    assert controller.post(f"{API}issue/", {"after": "x"}, format="json").status_code == 400


def test_a_month_without_care_episodes_has_nothing_to_do(cast: Cast) -> None:
    controller = client_of(cast.region_controller)
    assert "Inga vårdtillfällen" in words(controller, PAGE)
    controller.post(f"{PAGE}review/")
    assert "Det fanns inget att göra." in words(controller, PAGE)
