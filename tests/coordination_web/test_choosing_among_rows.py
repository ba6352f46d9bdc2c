"""Choosing among the rows of the list, and keeping the choice under a name."""

import pytest
from django.utils import timezone

from coordination.models import SavedFilter
from tests.cast import Cast, client_of
from tests.coordination_web.pages import open_page
from tests.coordination_web.ward_day import ward_day

pytestmark = pytest.mark.django_db
NAMES = ("Anna A.", "Bo B.", "Cia C.", "Doris D.", "Erik E.", "Frida F.", "Greta G.")


def shown(cast: Cast, query: str) -> set[str]:
    text = open_page(client_of(cast.nurse).get(f"/?{query}")).text
    return {name for name in NAMES if name in text}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", set(NAMES)),
        ("state=late", {"Anna A."}),
        ("state=mine", {"Anna A.", "Bo B.", "Cia C.", "Greta G."}),
        ("state=others", {"Doris D.", "Erik E.", "Frida F."}),
        ("state=ready", {"Frida F.", "Greta G."}),
        ("state=admitted", {"Anna A.", "Bo B.", "Cia C."}),
        ("state=discharged", set()),
        ("municipality=1380", set(NAMES)),
        ("state=no-such&municipality=9999&home=x", set(NAMES)),
    ],
)
def test_it_shows_the_rows_chosen(cast: Cast, query: str, names: set[str]) -> None:
    ward_day(cast)
    assert shown(cast, query) == names


def test_it_chooses_by_when_the_patient_goes_home(cast: Cast) -> None:
    day = ward_day(cast)
    day["planned"].changes_estimate(timezone.now(), estimated_discharge_at=timezone.now())
    assert "Erik E." in shown(cast, "home=0")
    assert "Doris D." not in shown(cast, "home=0&state=ready")


def test_it_keeps_a_choice_with_its_count_and_forgets_it(cast: Cast) -> None:
    ward_day(cast)
    client = client_of(cast.nurse)
    client.post("/filters/", {"name": "Klara", "query": "state=ready&state=ready&x=1"})
    saved = SavedFilter.objects.get()
    assert (saved.name, saved.query) == ("Klara", "state=ready")
    assert "Klara (2)" in open_page(client.get("/")).text
    assert "Klara" not in open_page(client_of(cast.physician).get("/")).text
    client_of(cast.physician).post(f"/filters/{saved.pk}/forget/")
    assert SavedFilter.objects.exists()
    client.post(f"/filters/{saved.pk}/forget/")
    assert not SavedFilter.objects.exists()


def test_it_keeps_eight_and_says_so_of_the_ninth(cast: Cast) -> None:
    client = client_of(cast.nurse)
    for number in range(9):
        answer = client.post("/filters/", {"name": f"Urval {number}", "query": "state=ready"}, follow=True)
    assert "Du har redan åtta sparade urval." in open_page(answer).text
    assert SavedFilter.objects.count() == 8
