"""A patient whose municipality has no unit here, or who is registered nowhere: outpatient care can be told alone, and
the ward says how it told the municipality. Until then the notice stands as not sent to it, and can't be lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coordination.core.civil import civil
from coordination.core.deadline import DeadlineKind
from coordination.core.deadlines import deadlines
from coordination.core.moves import next_moves
from coordination.core.states import Capacity, Step
from coordination.core.timeline import lanes
from coordination.errors import MunicipalityIsHere, MunicipalityNotTold, UnsuitableReceiver
from coordination.models import Case, EpisodeFacts
from tests.cast import Cast, client_of
from tests.coordination.stored import everything_stored
from tests.coordination.stories import ONLY_MUNICIPAL, Story, at, patient_details
from tests.coordination_web.pages import open_page

PHONED = "Ringde Alvestas biståndsenhet, Karin Karlsson"
ALVESTA, NOWHERE = "0764", ""
IN_THREE_DAYS = f"{timezone.localtime() + timedelta(days=3):%Y-%m-%dT%H:%M}"


def story_of(cast: Cast, municipality: str = ALVESTA, **more: object) -> Story:
    return Story(cast, patient=patient_details(municipality_code=municipality), **more)


def limits(story: Story) -> list[bool]:
    """Of each limit of the admission notice, whether somebody must still act."""
    found = deadlines(story.history)
    return [one.is_open for one in found if one.kind is DeadlineKind.ADMISSION_NOTICE]


@pytest.mark.parametrize("municipality", [ALVESTA, NOWHERE])
def test_it_tells_outpatient_care_alone_and_the_ward_still_owes_the_municipality_a_notice(
    cast: Cast, municipality: str
) -> None:
    story = story_of(cast, municipality)
    story.notify(at("2026-03-03T11:40"), units=[cast.primary_care])
    assert {party.unit.name for party in story.case.parties.all()} == {"Avd 4B", "Andersbergs vårdcentral"}
    assert limits(story) == [True]
    story.notify(at("2026-03-03T12:00"), told_outside=PHONED)
    assert limits(story) == [False]
    assert Step.ADMISSION_NOTICE_SENT not in {one.step for one in next_moves(story.history, ())}


def test_it_counts_as_told_what_the_ward_told_another_way(cast: Cast) -> None:
    story = story_of(cast)
    story.notify(at("2026-03-03T11:40"), units=[cast.primary_care], told_outside=PHONED)
    story.is_ready(at("2026-03-05T13:15"), told_outside=PHONED)
    assert story.facts.admission_notice_at is not None
    assert story.facts.discharge_ready_at is not None
    # What it answers is seen by nobody here.
    moves = next_moves(story.history, deadlines(story.history))
    assert Capacity.MUNICIPALITY not in {one.acting for one in moves}
    assert lanes(story.history, ())[Capacity.MUNICIPALITY] == ()


def test_it_makes_nobody_liable_whom_nobody_has_told(cast: Cast) -> None:
    story = story_of(cast)
    story.notify(at("2026-03-03T11:40"), units=[cast.primary_care])
    story.is_ready(at("2026-03-05T13:15"))
    assert story.facts.admission_notice_at is story.facts.discharge_ready_at is None
    wanted = {one.step for one in next_moves(story.history, deadlines(story.history))}
    assert {Step.ADMISSION_NOTICE_SENT, Step.DISCHARGE_READY_SENT} <= wanted


def test_it_sends_nothing_to_nobody(cast: Cast) -> None:
    story = story_of(cast, needs=ONLY_MUNICIPAL)
    before = everything_stored()
    with pytest.raises(MunicipalityNotTold):
        story.notify(at("2026-03-03T11:40"))
    assert everything_stored() == before


def test_a_municipality_that_is_here_is_told_here(cast: Cast) -> None:
    story = Story(cast)
    before = everything_stored()
    with pytest.raises(MunicipalityIsHere):
        story.notify(at("2026-03-03T11:40"), told_outside=PHONED)
    assert everything_stored() == before


def test_the_form_asks_how_the_municipality_was_told(cast: Cast) -> None:
    story = story_of(cast)
    url = reverse("step", args=[story.case.pk, Step.ADMISSION_NOTICE_SENT])
    client = client_of(cast.nurse)
    page = open_page(client.get(url))
    assert "Alvesta har ingen enhet här." in page.text
    typed = {
        "outpatient": str(cast.primary_care.pk),
        "told_outside": PHONED,
        "estimated_discharge_at": IN_THREE_DAYS,
    }
    answer = client.post(url, page.form(url).data | typed, follow=True)
    text = open_page(answer).text
    assert "Alvesta, meddelad på annat sätt" in text
    assert PHONED in text


def test_the_form_asks_for_something_where_only_the_municipality_is_to_be_told(cast: Cast) -> None:
    story = story_of(cast, needs=ONLY_MUNICIPAL)
    url = reverse("step", args=[story.case.pk, Step.ADMISSION_NOTICE_SENT])
    client = client_of(cast.nurse)
    typed = {"told_outside": "", "estimated_discharge_at": IN_THREE_DAYS}
    answer = client.post(url, open_page(client.get(url)).form(url).data | typed)
    assert answer.status_code == 409
    assert not story.history.notices


def test_the_ward_chooses_who_is_told_of_a_patient_who_is_registered_nowhere(cast: Cast) -> None:
    story = story_of(cast, NOWHERE)
    url = reverse("step", args=[story.case.pk, Step.ADMISSION_NOTICE_SENT])
    client = client_of(cast.nurse)
    page = open_page(client.get(url))
    assert "Till kommunen där patienten vistas" in page.text
    assert page.value("municipality") == ""
    typed = {
        "municipality": str(cast.intake.pk),
        "outpatient": str(cast.primary_care.pk),
        "estimated_discharge_at": IN_THREE_DAYS,
    }
    text = open_page(client.post(url, page.form(url).data | typed, follow=True)).text
    assert "Biståndsenheten" in text
    assert set(story.case.parties.values_list("unit__name", flat=True)) == {
        cast.ward.name,
        cast.intake.name,
        cast.primary_care.name,
    }
    assert limits(story) == [False]


def test_it_plans_with_who_was_chosen_and_nobody_owes_anything(cast: Cast) -> None:
    story = story_of(cast, NOWHERE, needs=ONLY_MUNICIPAL)
    story.notify(at("2026-03-03T11:40"), units=[cast.intake])
    story.is_ready(at("2026-03-05T13:15"))
    story.can_receive(at("2026-03-05T15:00"))
    assert Case.objects.get(pk=story.case.pk).answer == Step.RECEPTION_ACCEPTED
    story.goes_home(at("2026-03-12T10:00"))
    assert not EpisodeFacts.objects.filter(case=story.case).exists()


def test_a_liable_municipality_is_still_the_only_one(cast: Cast) -> None:
    stories = Story(cast, needs=ONLY_MUNICIPAL), story_of(cast, needs=ONLY_MUNICIPAL)
    before = everything_stored()
    for story in stories:
        with pytest.raises(UnsuitableReceiver):
            story.notify(at("2026-03-03T11:40"), units=[cast.stranger_intake])
    assert everything_stored() == before


def test_it_stays_when_the_name_is_corrected_and_is_told_anew_when_somebody_is_liable(cast: Cast) -> None:
    story = story_of(cast, NOWHERE, needs=ONLY_MUNICIPAL)
    story.notify(at("2026-03-03T11:40"), units=[cast.intake])
    story.is_corrected(at("2026-03-03T12:00"), family_name="Anderson")
    assert story.case.parties.get(unit=cast.intake).closed_at is None
    story.is_corrected(at("2026-03-04T12:00"), municipality_code="1380")
    assert story.case.parties.get(unit=cast.intake).closed_at is not None
    assert story.facts.admission_notice_at is None
    story.notify(at("2026-03-04T13:00"))
    assert story.case.parties.get(unit=cast.intake).closed_at is None
    assert story.facts.admission_notice_at == civil(at("2026-03-04T13:00"))
