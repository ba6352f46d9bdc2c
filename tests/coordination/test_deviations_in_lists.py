"""A deviation stands in the list of each to whom it was reported until they have followed it up, and of nobody else."""

from importlib import import_module

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import Assignment
from coordination.core.events import Destination
from coordination.core.moves import next_moves
from coordination.core.states import Capacity, Step
from coordination.models import Party
from coordination.opened_case import open_case
from coordination.web.worklist_rows import row
from coordination.worklist_query import worklist
from tests.cast import Cast, client_of
from tests.coordination.correspondence import follow_up, remove, report
from tests.coordination.histories import (
    BOTH,
    INTAKE,
    PRIMARY_CARE,
    Happening,
    admitted,
    cancelled,
    deviated,
    deviation_answered,
    history,
    home,
    notified,
    returned,
)
from tests.coordination.stories import ONLY_MUNICIPAL, Story, at
from tests.coordination_web.pages import open_page

TOLD = (admitted("2026-03-03T09:10"), notified("2026-03-03T11:40"))
FILL = import_module("coordination.migrations.0035_deviations_stand_in_lists").FILL
COUNT = import_module("coordination.migrations.0036_parties_count_their_deviations").FILL


def wanted(*happenings: Happening) -> list[tuple[int | None, Capacity]]:
    moves = next_moves(history(*TOLD, *happenings), ())
    return [(one.unit, one.acting) for one in moves if one.step is Step.DEVIATION_FOLLOWED_UP]


def test_it_is_wanted_of_each_receiver_until_that_one_has_answered() -> None:
    reported = deviated("2026-03-04T10:00", *BOTH)
    assert wanted(reported) == [(INTAKE.unit, INTAKE.capacity), (PRIMARY_CARE.unit, PRIMARY_CARE.capacity)]
    answered = deviation_answered("2026-03-04T12:00", 3, INTAKE)
    assert wanted(reported, answered) == [(PRIMARY_CARE.unit, PRIMARY_CARE.capacity)]


def test_it_is_wanted_whatever_became_of_the_patient_but_not_of_who_has_left() -> None:
    reported = deviated("2026-03-04T10:00", INTAKE)
    for destination in (Destination.HOME, Destination.DECEASED):
        assert wanted(reported, home("2026-03-05T10:00", destination)) != []
    assert wanted(reported, returned("2026-03-04T12:00", 2)) == []
    assert wanted(reported, cancelled("2026-03-04T12:00")) == []


def duties(who: Assignment) -> list[Step | None]:
    now = timezone.now()
    return [row(one, now).step for one in worklist(who, now) if row(one, now).is_mine]


@pytest.mark.django_db
def test_it_stands_in_the_list_of_whom_it_was_reported_to_also_after_the_discharge(cast: Cast) -> None:
    story = Story(cast, needs=ONLY_MUNICIPAL)
    story.notify(at("2026-03-03T11:40"))
    story.municipality_receives(at("2026-03-03T12:00"))
    story.goes_home(at("2026-03-05T10:00"), Destination.DECEASED)
    assert duties(cast.nurse) == []
    report(story, at("2026-03-06T10:00"))
    assert duties(cast.nurse) == [Step.DEVIATION_FOLLOWED_UP]
    assert duties(cast.case_officer) == []
    page = open_page(client_of(cast.nurse).get(reverse("case", args=[story.case.pk])))
    assert "Följ upp avvikelsen som ni har fått, så snart som möjligt" in page.text
    assert page.link("Följ upp avvikelse").endswith("/deviation-followed-up/")
    # Nobody else learns from the case page who was reported.
    others = open_case(cast.case_officer, story.case.pk).moves
    assert Step.DEVIATION_FOLLOWED_UP not in [one.step for one in others]
    follow_up(story, at("2026-03-06T12:00"))
    assert duties(cast.nurse) == []


@pytest.mark.django_db
def test_it_is_found_among_those_that_were_reported_before(cast: Cast) -> None:
    waits, answered = Story(cast), Story(cast)
    for story in (waits, answered):
        story.notify(at("2026-03-03T11:40"))
        report(story, at("2026-03-04T10:00"))
    follow_up(answered, at("2026-03-04T12:00"))
    parties = Party.objects.filter(capacity=Capacity.WARD)
    before = dict(parties.values_list("case", "wanted_step"))
    assert before == {waits.case.pk: Step.DEVIATION_FOLLOWED_UP, answered.case.pk: ""}
    Party.objects.update(wanted_step="")
    with connection.cursor() as cursor:
        cursor.execute(FILL)
    assert dict(parties.values_list("case", "wanted_step")) == before
    assert set(Party.objects.exclude(capacity=Capacity.WARD).values_list("wanted_step", flat=True)) == {""}


def menu(who: Assignment) -> list[str]:
    """The menu's entry, with what it says beside it."""
    links = open_page(client_of(who).get("/deviations/")).links
    return [words for words in links if words.startswith("Avvikelser")]


@pytest.mark.django_db
def test_the_menu_counts_those_that_wait_for_the_unit(cast: Cast) -> None:
    story = Story(cast, needs=ONLY_MUNICIPAL)
    story.notify(at("2026-03-03T11:40"))
    assert menu(cast.nurse) == ["Avvikelser"]
    for hour in (10, 11):
        report(story, at(f"2026-03-04T{hour}:00"))
    assert menu(cast.nurse) == ["Avvikelser 2 att följa upp"]
    assert menu(cast.physician) == ["Avvikelser 2 att följa upp"]
    assert menu(cast.case_officer) == menu(cast.stranger_nurse) == ["Avvikelser"]
    follow_up(story, at("2026-03-04T12:00"))
    assert menu(cast.nurse) == ["Avvikelser 1 att följa upp"]
    follow_up(story, at("2026-03-04T13:00"))
    assert menu(cast.nurse) == ["Avvikelser"]


@pytest.mark.django_db
def test_it_waits_no_more_for_a_unit_that_has_left_or_in_a_case_that_was_a_mistake(cast: Cast) -> None:
    left, mistaken = Story(cast, needs=ONLY_MUNICIPAL), Story(cast, needs=ONLY_MUNICIPAL)
    for story in (left, mistaken):
        story.notify(at("2026-03-03T11:40"))
        report(story, at("2026-03-04T10:00"), cast.intake, by=cast.nurse)
        report(story, at("2026-03-04T10:30"))
    assert set(Party.objects.values_list("unit__name", "deviations")) == {
        (cast.ward.name, 1),
        (cast.intake.name, 1),
    }
    remove(left, at("2026-03-04T11:00"))
    mistaken.cancel(at("2026-03-04T11:00"))
    waiting = Party.objects.filter(deviations__gt=0)
    assert list(waiting.values_list("case", "unit")) == [(left.case.pk, cast.ward.pk)]


@pytest.mark.django_db
def test_it_is_counted_among_those_that_were_reported_before(cast: Cast) -> None:
    waits, answered, wrong = (Story(cast) for _ in range(3))
    for story in (waits, answered, wrong):
        story.notify(at("2026-03-03T11:40"))
        report(story, at("2026-03-04T10:00"))
        report(story, at("2026-03-04T10:30"), cast.intake, by=cast.nurse)
    report(waits, at("2026-03-04T11:00"))
    follow_up(answered, at("2026-03-04T12:00"))
    taken_back = follow_up(wrong, at("2026-03-04T12:00"))
    wrong.put_right(at("2026-03-04T13:00"), taken_back.sequence)
    before = set(Party.objects.values_list("pk", "deviations"))
    assert sorted(number for _pk, number in before) == [0, 0, 0, 0, 1, 1, 1, 1, 2]
    Party.objects.update(deviations=0)
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
    assert set(Party.objects.values_list("pk", "deviations")) == before
