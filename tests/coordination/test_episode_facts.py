"""What billing is told of an episode, read out of its events."""

from datetime import datetime

import pytest

from coordination.core.episode_facts import known_episode
from coordination.core.episodes import Episode, KnownEpisode
from coordination.core.needs import Consent, Need
from coordination.core.sips import SipWaiver
from tests.coordination.histories import (
    INTAKE,
    PRIMARY_CARE,
    Happening,
    admitted,
    appointed,
    assessed,
    available,
    called,
    cancelled,
    history,
    home,
    missing,
    notified,
    ready,
    waived,
    withdrawn,
)
from tests.coordination.stories import EVERYTHING, NOTHING, ONLY_MUNICIPAL, ONLY_OUTPATIENT

ADMISSION = admitted("2026-03-03T09:10")


def facts(*happenings: Happening) -> Episode:
    return known(*happenings).episode


def known(*happenings: Happening) -> KnownEpisode:
    found = known_episode(history(*happenings), "H26-00001")
    assert found is not None
    return found


def civil(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_it_knows_little_at_admission() -> None:
    assert facts(ADMISSION) == Episode(
        episode_id="H26-00001",
        municipality="1380",
        placing_municipality=None,
        care_type=facts(ADMISSION).care_type,
        admitted_at=civil("2026-03-03T09:10"),
        need_assessed_at=None,
        admission_notice_at=None,
        needs_municipal_services=True,
        needs_health_care=True,
        care_contact_at=None,
        discharge_ready_at=None,
        sip_required=True,
        sip_called_at=None,
        region_unavailable_from=None,
        region_unavailable_to=None,
        discharged_at=None,
    )


@pytest.mark.parametrize(
    ("needs", "municipal", "health", "sip"),
    [
        (None, False, False, False),
        (NOTHING, False, False, False),
        (ONLY_MUNICIPAL, True, False, False),
        (ONLY_OUTPATIENT, False, True, False),
        (frozenset({Need.MUNICIPAL_HEALTH_CARE}), True, True, False),
        (frozenset({Need.SOCIAL_SERVICES, Need.REGION_OUTPATIENT}), True, True, True),
        (EVERYTHING, True, True, True),
    ],
)
def test_it_reads_the_needs(needs: frozenset[Need] | None, municipal: bool, health: bool, sip: bool) -> None:
    found = facts(admitted("2026-03-03T09:10", needs))
    assert (found.needs_municipal_services, found.needs_health_care, found.sip_required) == (
        municipal,
        health,
        sip,
    )


def test_it_goes_by_the_latest_assessment() -> None:
    found = facts(ADMISSION, assessed("2026-03-05T10:00", ONLY_OUTPATIENT))
    assert (found.needs_municipal_services, found.need_assessed_at) == (False, None)


def test_it_says_when_a_need_was_first_found_after_the_admission() -> None:
    found = facts(
        admitted("2026-03-03T09:10", NOTHING),
        assessed("2026-03-04T10:00", NOTHING),
        assessed("2026-03-05T12:00", EVERYTHING, assessed="2026-03-05T10:00"),
        assessed("2026-03-06T10:00", ONLY_MUNICIPAL),
    )
    assert found.need_assessed_at == civil("2026-03-05T10:00")


def test_it_counts_only_a_notice_to_the_municipality() -> None:
    first = [ADMISSION, notified("2026-03-03T10:00", PRIMARY_CARE)]
    assert facts(*first).admission_notice_at is None
    assert facts(*first, notified("2026-03-03T12:00", INTAKE)).admission_notice_at == civil(
        "2026-03-03T12:00"
    )


def test_it_keeps_the_notice_that_stands() -> None:
    first = [ADMISSION, ready("2026-03-05T13:15"), withdrawn("2026-03-06T08:00")]
    assert facts(*first).discharge_ready_at is None
    assert facts(*first, ready("2026-03-07T09:00")).discharge_ready_at == civil("2026-03-07T09:00")


def test_it_keeps_the_first_contact_and_the_first_call() -> None:
    found = facts(
        ADMISSION,
        appointed("2026-03-04T10:00"),
        called("2026-03-04T11:00"),
        appointed("2026-03-05T10:00"),
        called("2026-03-05T11:00"),
    )
    assert (found.care_contact_at, found.sip_called_at) == (
        civil("2026-03-04T10:00"),
        civil("2026-03-04T11:00"),
    )


@pytest.mark.parametrize("reason", SipWaiver)
def test_it_requires_no_sip_that_was_waived_until_one_is_called_to(reason: SipWaiver) -> None:
    first = [ADMISSION, waived("2026-03-04T10:00", reason)]
    assert not facts(*first).sip_required
    assert facts(*first, called("2026-03-05T10:00")).sip_required


def test_it_requires_no_sip_of_a_patient_who_has_declined() -> None:
    assert not facts(admitted("2026-03-03T09:10", consent=Consent.DECLINED)).sip_required


def test_it_tells_when_services_were_missing() -> None:
    first = [ADMISSION, ready("2026-03-05T13:15"), missing("2026-03-06T08:00")]
    found = facts(*first)
    assert (found.region_unavailable_from, found.region_unavailable_to) == (civil("2026-03-06T08:00"), None)
    found = facts(*first, available("2026-03-08T08:00"))
    assert found.region_unavailable_to == civil("2026-03-08T08:00")


def test_it_spans_all_the_times_that_kept_a_ready_patient_in_and_tells_of_those_between() -> None:
    stay = (
        ADMISSION,
        missing("2026-03-04T08:00"),
        available("2026-03-04T18:00"),
        ready("2026-03-05T13:15"),
        missing("2026-03-06T08:00"),
        available("2026-03-06T18:00"),
        missing("2026-03-08T08:00"),
        available("2026-03-08T18:00"),
    )
    found = facts(*stay)
    assert known(*stay).region_available == (civil("2026-03-06T18:00"), civil("2026-03-08T08:00"))
    assert (found.region_unavailable_from, found.region_unavailable_to) == (
        civil("2026-03-06T08:00"),
        civil("2026-03-08T18:00"),
    )


def test_it_says_times_as_the_clock_in_sweden_showed_them() -> None:
    found = facts(admitted("2026-03-28T22:00"), home("2026-03-29T03:30"))
    assert (found.admitted_at, found.discharged_at) == (civil("2026-03-28T22:00"), civil("2026-03-29T03:30"))


def test_it_forgets_a_cancelled_case_and_a_patient_of_no_municipality() -> None:
    assert known_episode(history(ADMISSION, cancelled("2026-03-03T10:00")), "H26-00001") is None
    assert known_episode(history(admitted("2026-03-03T09:10", municipality="")), "H26-00001") is None
