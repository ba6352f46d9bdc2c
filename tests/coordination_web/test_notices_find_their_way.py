"""By the patient's district, and by where they are listed: said once by the ward, kept for the next notice."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import CareType, District, Unit, UnitKind, UnitReception
from coordination.actions import admissions
from coordination.core import episodes
from coordination.core.needs import NeedAssessment
from coordination.core.states import Step
from coordination.errors import UnknownDistrict, UnsuitableReceiver
from coordination.models import Case, PatientSnapshot
from tests.cast import Cast, api_client_of, client_of, make_unit
from tests.coordination.correspondence import remove
from tests.coordination.stored import everything_stored
from tests.coordination.stories import (
    EVERYTHING,
    ONLY_MUNICIPAL,
    ONLY_OUTPATIENT,
    PHYSICIAN,
    TUESDAY,
    Story,
    at,
    patient_details,
)
from tests.coordination_web.pages import Page, open_page

NOON, EVENING = at("2026-03-04T12:00"), at("2026-03-04T18:00")
SOON = f"{timezone.localtime() + timedelta(days=3):%Y-%m-%dT%H:%M}"


@pytest.fixture
def west(cast: Cast) -> Unit:
    """The intake of Halmstad's only district that anybody receives."""
    district = District.objects.create(organisation=cast.halmstad, name="Väster")
    District.objects.create(organisation=cast.halmstad, name="Öster")
    unit = make_unit(cast.halmstad, "Biståndsenheten väster", UnitKind.INTAKE)
    UnitReception.objects.create(
        unit=unit, municipality_code="1380", care_type=CareType.SOMATIC, district=district
    )
    return unit


@pytest.fixture
def centre(cast: Cast) -> Unit:
    """A primary care centre that the table says nothing of."""
    return make_unit(cast.halland, "Nyhems vårdcentral", UnitKind.PRIMARY_CARE)


def url_of(case: Case) -> str:
    return reverse("step", args=[case.pk, Step.ADMISSION_NOTICE_SENT])


def form_of(cast: Cast, case: Case) -> Page:
    return open_page(client_of(cast.nurse).get(url_of(case)))


def send(cast: Cast, case: Case, **typed: str) -> Page:
    form = form_of(cast, case).form(url_of(case))
    expected = {"estimated_discharge_at": SOON}
    return open_page(client_of(cast.nurse).post(form.action, {**form.data, **expected, **typed}, follow=True))


def parties(case: Case) -> set[str]:
    return set(
        case.parties.filter(closed_at=None).exclude(capacity="ward").values_list("unit__name", flat=True)
    )


def snapshot_of(story: Story) -> PatientSnapshot:
    return PatientSnapshot.objects.get(case=story.case)


def came_by_default(who: Any, case: Case) -> bool:
    told: bool = api_client_of(who).get(f"/api/v1/cases/{case.pk}/").json()["came_by_default"]
    return told


def test_the_ward_chooses_the_district_and_sees_who_receives_there(cast: Cast, west: Unit) -> None:
    story = Story(cast, needs=ONLY_MUNICIPAL)
    page = form_of(cast, story.case)
    for option in (
        "Väster: Biståndsenheten väster",
        "Öster: Biståndsenheten",
        "Okänt distrikt: Biståndsenheten",
    ):
        assert option in page.text
    district = District.objects.get(name="Väster")
    send(cast, story.case, municipality=f"{district.pk}:{west.pk}")
    assert parties(story.case) == {"Biståndsenheten väster"}
    assert snapshot_of(story).district == district
    assert not story.history.notices[0][1].receivers[0].is_default


@pytest.mark.parametrize("name", ["Öster", ""])
def test_a_district_that_nobody_receives_lands_in_the_default_intake_and_is_marked(
    cast: Cast, west: Unit, name: str
) -> None:
    story = Story(cast, needs=ONLY_MUNICIPAL)
    district = District.objects.filter(name=name).first()
    key = f"{district.pk}:{cast.intake.pk}" if district else str(cast.intake.pk)
    send(cast, story.case, municipality=key)
    assert parties(story.case) == {"Biståndsenheten"}
    assert came_by_default(cast.case_officer, story.case)


def test_it_asks_for_no_district_where_there_are_none(cast: Cast) -> None:
    story = Story(cast, needs=ONLY_MUNICIPAL)
    page = form_of(cast, story.case)
    assert "Okänt distrikt" not in page.text
    assert page.value("municipality") == str(cast.intake.pk)


def test_the_next_notice_knows_the_district(cast: Cast, west: Unit) -> None:
    story = Story(cast, needs=ONLY_MUNICIPAL)
    story.notify(NOON, district="väster")
    assert parties(story.case) == {"Biståndsenheten väster"}
    remove(story, EVENING, west)
    assert snapshot_of(story).district == District.objects.get(name="Väster")
    # The unit from which it was taken back is chosen anew, or another one is.
    assert form_of(cast, story.case).value("municipality") == ""


def test_the_next_stay_proposes_it_while_the_patient_lives_there(cast: Cast, west: Unit) -> None:
    first = Story(cast, needs=ONLY_MUNICIPAL)
    first.notify(NOON, district="Väster")
    first.goes_home(EVENING)
    for day, address, district in (
        ("2026-04-01", "Storgatan 1, 302 43 Halmstad", "Väster"),
        ("2026-04-02", "Nygatan 2, 302 43 Halmstad", None),
    ):
        details = patient_details(identity_value=first.patient.identity_value, address=address)
        story = Story(cast, needs=ONLY_MUNICIPAL, patient=details, admitted_at=at(f"{day}T09:00"))
        proposed = snapshot_of(story).district
        assert (proposed and proposed.name) == district
        story.goes_home(at(f"{day}T10:00"))


def test_another_liable_municipality_has_other_districts(cast: Cast, west: Unit) -> None:
    story = Story(cast, needs=ONLY_MUNICIPAL)
    story.notify(NOON, district="Väster")
    story.is_corrected(EVENING, municipality_code="1384")
    assert snapshot_of(story).district is None
    stored = everything_stored()
    with pytest.raises(UnknownDistrict):
        story.notify(EVENING, district="Väster")
    assert everything_stored() == stored


def test_a_listing_of_the_admission_leads_the_notice_there(cast: Cast, centre: Unit) -> None:
    story = Story(cast, patient=patient_details(listed_at=centre))
    page = form_of(cast, story.case)
    assert "Listad på Nyhems vårdcentral." in page.text
    assert page.value("outpatient") == str(centre.pk)
    assert "Patienten är listad där" not in page.text
    story.notify(NOON)
    assert parties(story.case) == {"Biståndsenheten", "Nyhems vårdcentral"}


def test_a_listing_is_said_in_the_notice(cast: Cast, centre: Unit) -> None:
    story = Story(cast, needs=ONLY_OUTPATIENT)
    send(cast, story.case, outpatient=str(centre.pk), is_listed="on")
    assert parties(story.case) == {"Nyhems vårdcentral"}
    assert snapshot_of(story).listed_at == centre


def test_who_is_listed_nowhere_goes_by_the_table_and_is_marked(cast: Cast) -> None:
    story = Story(cast, needs=ONLY_OUTPATIENT)
    send(cast, story.case)
    assert came_by_default(cast.coordinator, story.case)
    page = open_page(client_of(cast.coordinator).get(reverse("case", args=[story.case.pk])))
    assert "Kom enligt fördelningen: ingen visste var patienten är listad" in page.text


def test_a_listing_is_with_primary_care(cast: Cast) -> None:
    story = Story(cast, needs=ONLY_OUTPATIENT)
    stored = everything_stored()
    page = send(cast, story.case, outpatient=str(cast.psychiatry.pk), is_listed="on")
    assert "Patienter är listade bara på vårdcentraler." in page.text
    with pytest.raises(UnsuitableReceiver):
        story.notify(NOON, listed_at=cast.psychiatry)
    assert everything_stored() == stored


def test_the_next_stay_knows_the_listing(cast: Cast, centre: Unit) -> None:
    first = Story(cast, patient=patient_details(listed_at=centre))
    first.goes_home(EVENING)
    number = first.patient.identity_value
    form = open_page(
        client_of(cast.nurse).post(reverse("new-case"), {"identity_value": number, "look_up": "yes"})
    )
    assert form.value("listed_at") == str(centre.pk)
    case = admissions.register(
        by=cast.nurse,
        patient=patient_details(identity_value=number),
        care_type=episodes.CareType.SOMATIC,
        admitted_at=at("2026-04-01T09:00"),
        assessment=NeedAssessment(EVERYTHING, PHYSICIAN, TUESDAY),
    )
    assert case.snapshot.listed_at == centre


def test_the_others_are_told_the_laws_four_things_and_not_how_it_found_them(
    cast: Cast, west: Unit, centre: Unit
) -> None:
    """LUS 2:2. The ward reads all of it."""
    story = Story(cast)
    story.notify(NOON, district="Öster", listed_at=centre)

    def content(who: Any) -> dict[str, Any]:
        events = api_client_of(who).get(f"/api/v1/cases/{story.case.pk}/").json()["events"]
        found: dict[str, Any] = events[1]["content"]
        return found

    told = content(cast.case_officer)
    assert (told["district"], told["listed_at"]) == (None, None)
    assert {one["name"]: one["is_default"] for one in told["receivers"]} == {
        "Biståndsenheten": True,
        "Nyhems vårdcentral": False,
    }
    own = content(cast.nurse)
    assert (own["district"]["name"], own["listed_at"]["name"]) == ("Öster", "Nyhems vårdcentral")


def test_a_first_word_of_readiness_keeps_it_to_itself_too(cast: Cast) -> None:
    """Ready before any notice: the table had no better answer for either, and each is told so of itself alone."""
    story = Story(cast)
    story.is_ready(NOON)
    for who, name in ((cast.case_officer, "Biståndsenheten"), (cast.coordinator, "Andersbergs vårdcentral")):
        told = api_client_of(who).get(f"/api/v1/cases/{story.case.pk}/").json()
        assert told["came_by_default"] is True
        receivers = told["events"][1]["content"]["receivers"]
        assert [one["name"] for one in receivers if one["is_default"]] == [name]


def test_it_is_the_same_by_call(cast: Cast, west: Unit, centre: Unit) -> None:
    story = Story(cast)
    ward, address = api_client_of(cast.nurse), f"/api/v1/cases/{story.case.pk}/admission-notice-sent/"
    in_three_days = (timezone.now() + timedelta(days=3)).isoformat()
    body = {"estimated_discharge_at": in_three_days, "listed_at": centre.hsa_id}
    stored = everything_stored()
    refused = ward.post(address, body | {"district": "Norr"}, format="json")
    assert (refused.status_code, refused.json()["code"]) == (HTTPStatus.CONFLICT, "unknown_district")
    assert everything_stored() == stored
    assert ward.post(address, body | {"district": "Väster"}, format="json").status_code == HTTPStatus.CREATED
    assert parties(story.case) == {"Biståndsenheten väster", "Nyhems vårdcentral"}
