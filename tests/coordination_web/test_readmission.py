"""A readmission within thirty days is shown to those who see both stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coordination.core.identities import IdentityType
from coordination.core.patient_events import NumberFault
from tests.cast import Cast, client_of
from tests.coordination.stories import Story, patient_details, personal_number
from tests.coordination_web.pages import open_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("days", "is_shown"), [(3, True), (30, True), (31, False)])
def test_it_says_after_how_many_days(cast: Cast, days: int, is_shown: bool) -> None:
    patient = patient_details()
    now = timezone.now().replace(microsecond=0)
    home = now - timedelta(days=days, hours=2)
    before = Story(cast, admitted_at=home - timedelta(days=2), patient=patient)
    before.goes_home(home)
    again = Story(cast, admitted_at=home + timedelta(days=days), patient=patient)
    again.notify(now - timedelta(hours=1))

    text = open_page(client_of(cast.nurse).get(f"/cases/{again.case.pk}/")).text
    assert (f"Återinskriven efter {days} dagar" in text) == is_shown
    # The municipality was never told of the first stay.
    assert "Återinskriven" not in open_page(client_of(cast.case_officer).get(f"/cases/{again.case.pk}/")).text


def test_it_knows_the_patient_by_the_number_that_has_replaced_another(cast: Cast) -> None:
    now, right = timezone.now().replace(microsecond=0), personal_number(5600)
    reserve = patient_details(
        identity_type=IdentityType.RESERVE_NUMBER_NATIONAL, identity_value="9919900101CD34"
    )
    before = Story(cast, admitted_at=now - timedelta(days=9), patient=reserve)
    before.goes_home(now - timedelta(days=5))
    again = Story(cast, admitted_at=now - timedelta(days=2), patient=reserve)
    again.has_number(now - timedelta(days=1), right, NumberFault.REPLACED)
    text = open_page(client_of(cast.nurse).get(f"/cases/{again.case.pk}/")).text
    assert "Återinskriven efter 3 dagar" in text
