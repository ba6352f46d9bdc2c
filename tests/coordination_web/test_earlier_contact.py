"""An earlier fixed care contact may continue: the unit that appoints is offered whom it appointed last."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coordination.actions import care_contacts
from tests.cast import Cast, client_of
from tests.coordination.stories import Story, patient_details

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def form(cast: Cast, story: Story) -> str:
    return client_of(cast.coordinator).get(f"/cases/{story.case.pk}/care-contact-appointed/").text


def test_it_offers_whom_the_unit_appointed_last_time(cast: Cast) -> None:
    patient, now = patient_details(), timezone.now()
    before = Story(cast, admitted_at=now - 40 * DAY, patient=patient)
    before.notify(now - 39 * DAY)
    care_contacts.appoint(
        name="Disa Dahl",
        title="distriktssköterska",
        unit_name="Andersbergs vårdcentral",
        phone="035-000 00 09",
        case_id=before.case.pk,
        by=cast.coordinator,
        occurred_at=now - 38 * DAY,
    )
    before.goes_home(now - 30 * DAY)
    again = Story(cast, admitted_at=now - 2 * DAY, patient=patient)
    again.notify(now - DAY)
    assert "Disa Dahl" in form(cast, again)
    assert "035-000 00 09" in form(cast, again)


def test_it_offers_nothing_of_another_patients_contact(cast: Cast) -> None:
    now = timezone.now()
    other = Story(cast, admitted_at=now - 2 * DAY)
    other.notify(now - DAY)
    other.appoint_contact(now - DAY + timedelta(hours=1))
    story = Story(cast, admitted_at=now - 2 * DAY)
    story.notify(now - DAY)
    assert 'value="035-000 00 00"' not in form(cast, story)
