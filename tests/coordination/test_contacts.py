"""Whom the parties can turn to: each unit's own contact, the ward's in compulsory care, and the case officer."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.access.policy import NotAllowed
from accounts.access.roles import Role
from coordination.actions import care_contacts, planning
from coordination.core.contacts import ContactRole, contacts
from coordination.core.episode_facts import known_episode
from coordination.core.episodes import CareType
from coordination.core.events import CareContactAppointed
from coordination.core.history import History
from coordination.core.sip_rules import SipRefusal
from coordination.errors import StepRefused
from tests.cast import Cast, client_of, make_assignment
from tests.coordination.histories import (
    PRIMARY_CARE,
    Happening,
    admitted,
    appointed,
    history,
    notified,
    officer,
    removed,
    voided,
)
from tests.coordination.stay_histories import appointed_in_ward
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at, patient_details
from tests.coordination_web.pages import open_page

BEFORE = (admitted("2026-03-03T09:10"), notified("2026-03-03T11:40"))
CARE, WARD, OFFICER = ContactRole.CARE_CONTACT, ContactRole.INPATIENT_CONTACT, ContactRole.CASE_OFFICER
DAY = timedelta(days=1)


def by_unit(when: str, unit: int, name: str) -> Happening:
    return Happening(at(when), CareContactAppointed(name, "sköterska", "Mottagningen", "035", unit=unit))


def told(case: History) -> list[tuple[ContactRole, str]]:
    return [(one.role, one.name) for one in contacts(case)]


def test_it_has_each_units_last_contact() -> None:
    first, second = by_unit("2026-03-04T09:00", 2, "Eva"), by_unit("2026-03-04T10:00", 5, "Per")
    changed = by_unit("2026-03-05T10:00", 2, "Disa")
    assert told(history(*BEFORE, first, second, changed)) == [(CARE, "Disa"), (CARE, "Per")]
    assert told(history(*BEFORE, first, second, changed, voided("2026-03-06T10:00", 5))) == [
        (CARE, "Eva"),
        (CARE, "Per"),
    ]


def test_it_has_the_wards_beside_outpatient_cares_and_the_case_officer() -> None:
    case = history(
        *BEFORE,
        by_unit("2026-03-04T09:00", 2, "Eva"),
        appointed_in_ward("2026-03-04T10:00", "Siv"),
        appointed_in_ward("2026-03-05T10:00", "Tor"),
        officer("2026-03-05T11:00"),
    )
    assert told(case) == [(CARE, "Eva"), (WARD, "Tor"), (OFFICER, "Olle Olsson")]


def test_it_has_none_of_a_unit_that_has_left() -> None:
    case = history(*BEFORE, by_unit("2026-03-04T09:00", 2, "Eva"), removed("2026-03-05T09:00", PRIMARY_CARE))
    assert told(case) == []


def test_it_reads_appointments_of_before_it_was_kept_whose_they_are() -> None:
    old = appointed("2026-03-04T09:00")
    assert told(history(*BEFORE, old)) == [(CARE, "Eva Ek")]
    assert told(history(*BEFORE, old, by_unit("2026-03-05T09:00", 2, "Disa"))) == [(CARE, "Disa")]


def test_the_wards_contact_makes_nobody_liable() -> None:
    """LUS 2:5 asks for one in outpatient care; Dalarna's payment condition is that one too."""
    case = history(*BEFORE, appointed_in_ward("2026-03-04T10:00"))
    known = known_episode(case, "D1")
    assert known is not None
    assert known.episode.care_contact_at is None


@pytest.mark.django_db
def test_it_is_for_compulsory_care_and_the_wards_to_appoint(cast: Cast) -> None:
    somatic = Story(cast)
    stored = everything_stored()
    with pytest.raises(StepRefused) as refused:
        somatic.appoints_in_ward(at("2026-03-04T10:00"))
    assert refused.value.refusal is SipRefusal.NOT_COMPULSORY_CARE
    story = Story(cast, care_type=CareType.PSYCHIATRIC)
    story.notify(at("2026-03-03T11:40"))
    stored = everything_stored()
    for by in (cast.case_officer, make_assignment(cast.psychiatry, Role.CARE_COORDINATOR, "Pia Psyk")):
        with pytest.raises(NotAllowed):
            care_contacts.appoint_in_inpatient_care(
                name="A",
                title="B",
                unit_name="C",
                phone="1",
                case_id=story.case.pk,
                by=by,
                occurred_at=at("2026-03-04T10:00"),
            )
    assert everything_stored() == stored
    story.appoints_in_ward(at("2026-03-04T10:00"))
    for who in (cast.nurse, cast.case_officer):
        text = open_page(client_of(who).get(f"/cases/{story.case.pk}/")).text
        assert "Fast vårdkontakt i slutenvården Siv Sand, sjuksköterska, Avd 4B 035-000 00 71" in text


@pytest.mark.django_db
def test_it_stands_in_the_plan(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    story.appoint_contact(at("2026-03-04T09:00"))
    story.names_officer(at("2026-03-04T10:00"))
    story.writes_sip_plan(at("2026-03-05T10:00"))
    text = open_page(client_of(cast.nurse).get(f"/cases/{story.case.pk}/plan/")).text
    assert "Fast vårdkontakt Eva Ek, distriktssköterska, Andersbergs vårdcentral 035-000 00 00" in text
    assert "Ansvarig handläggare Olle Olsson, Biståndsenheten 035-000 00 01" in text


def stays(cast: Cast, now: datetime) -> tuple[Story, Story]:
    """Of the same patient, a month apart."""
    patient = patient_details()
    before = Story(cast, admitted_at=now - 40 * DAY, patient=patient)
    before.notify(now - 39 * DAY)
    planning.name_officer(
        name="Gun Gran",
        unit_name="Biståndsenheten",
        phone="035-000 00 77",
        case_id=before.case.pk,
        by=cast.case_officer,
        occurred_at=now - 38 * DAY,
    )
    before.goes_home(now - 30 * DAY)
    again = Story(cast, admitted_at=now - 2 * DAY, patient=patient)
    again.notify(now - DAY)
    return before, again


@pytest.mark.django_db
def test_it_proposes_the_officer_of_last_time(cast: Cast) -> None:
    _, again = stays(cast, timezone.now())
    page = open_page(client_of(cast.case_officer).get(f"/cases/{again.case.pk}/case-officer-named/"))
    assert (page.value("name"), page.value("phone")) == ("Gun Gran", "035-000 00 77")
    again.names_officer(timezone.now())
    page = open_page(client_of(cast.case_officer).get(f"/cases/{again.case.pk}/case-officer-named/"))
    assert page.value("name") == "Olle Olsson"
