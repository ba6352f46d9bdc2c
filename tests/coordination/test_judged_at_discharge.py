"""What a municipality owes is judged at the discharge (LUS 5:3); what happened later changes nothing of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.core.deadlines import DeadlineKind, deadlines
from coordination.core.episode_facts import known_episode
from coordination.core.episodes import Episode, KnownEpisode
from coordination.core.sips import SipWaiver
from tests.cast import Cast
from tests.coordination.histories import (
    INTAKE,
    Happening,
    admitted,
    appointed,
    assessed,
    available,
    called,
    history,
    home,
    missing,
    notified,
    ready,
    received,
    waived,
    withdrawn,
)
from tests.coordination.stories import EVERYTHING, ONLY_MUNICIPAL, ONLY_OUTPATIENT, Story, at

STAY = (admitted("2026-03-03T09:10"), notified("2026-03-03T11:40"), ready("2026-03-05T13:15"))
HOME = home("2026-03-09T10:00")


def known(*happenings: Happening) -> KnownEpisode:
    found = known_episode(history(*happenings), "H26-00001")
    assert found is not None
    return found


def facts(*happenings: Happening) -> Episode:
    return known(*happenings).episode


@pytest.mark.parametrize("reason", SipWaiver)
def test_a_waiver_after_the_discharge_makes_no_debt(reason: SipWaiver) -> None:
    found = facts(*STAY, HOME, waived("2026-03-09T10:00:01", reason))
    assert (found.sip_required, found.sip_called_at) == (True, None)


def test_a_waiver_at_the_very_moment_of_discharge_is_in_time() -> None:
    assert not facts(*STAY, HOME, waived("2026-03-09T10:00")).sip_required


def test_a_waiver_registered_later_that_was_made_in_time_counts() -> None:
    assert not facts(*STAY, HOME, waived("2026-03-08T10:00")).sip_required


def test_a_call_after_the_discharge_ends_no_debt() -> None:
    before = (*STAY, waived("2026-03-06T10:00"), HOME)
    assert not facts(*before).sip_required
    assert facts(*before, called("2026-03-10T10:00")) == facts(*before)


def test_a_call_after_the_discharge_is_no_call_in_time() -> None:
    assert facts(*STAY, HOME, called("2026-03-09T10:01")).sip_called_at is None
    assert facts(*STAY, HOME, called("2026-03-09T10:00")).sip_called_at is not None


def test_a_need_found_after_the_discharge_is_no_need_then() -> None:
    late = admitted("2026-03-03T09:10", EVERYTHING, assessed="2026-03-09T10:01")
    assert not facts(late, HOME).needs_municipal_services
    in_time = admitted("2026-03-03T09:10", EVERYTHING, assessed="2026-03-09T10:00")
    assert facts(in_time, HOME).needs_municipal_services


def test_services_that_come_after_the_discharge_were_missing_until_it() -> None:
    found = facts(*STAY, missing("2026-03-08T08:00"), HOME, available("2026-03-10T08:00"))
    assert found.region_unavailable_from is not None
    assert found.region_unavailable_to is None


def test_a_discharge_found_to_be_earlier_than_the_notice_gives_minus_days() -> None:
    """Halland counts such an episode as 0 days: it stays in the number that the average is taken of."""
    gone_before = home("2026-03-05T10:00")
    assert facts(*STAY, gone_before).discharge_ready_at == facts(*STAY).discharge_ready_at


def test_the_deadline_of_the_call_is_still_met_or_ended_after_the_discharge() -> None:
    def the_call(*later: Happening) -> tuple[object, object]:
        (only,) = (
            one
            for one in deadlines(history(*STAY, home("2026-03-06T10:00"), *later))
            if one.kind is DeadlineKind.SIP_CALL
        )
        return only.met_at, only.cancelled_at

    assert the_call(called("2026-03-07T10:00")) == (at("2026-03-07T10:00"), None)
    assert the_call(waived("2026-03-07T10:00")) == (None, at("2026-03-07T10:00"))


def test_it_is_so_in_the_stored_facts_too(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    story.is_ready(at("2026-03-05T13:15"))
    story.goes_home(at("2026-03-09T10:00"))
    before = story.case.facts.count()
    story.waive_sip(at("2026-03-10T10:00"))
    story.call_to_sip(at("2026-03-11T10:00"))
    assert story.facts.sip_required
    assert story.case.facts.count() == before


HAPPENINGS: list[Callable[[str], Happening]] = [
    lambda when: assessed(when, EVERYTHING),
    lambda when: assessed(when, ONLY_MUNICIPAL),
    lambda when: assessed(when, ONLY_OUTPATIENT),
    lambda when: notified(when, INTAKE),
    lambda when: received(when, 2, INTAKE),
    appointed,
    called,
    waived,
    missing,
    available,
    withdrawn,
]
Lives = list[tuple[Callable[[str], Happening], int]]
LIVES = st.lists(st.tuples(st.sampled_from(HAPPENINGS), st.integers(1, 200)), max_size=14)


@given(before=LIVES, after=LIVES)
def test_nothing_after_the_discharge_changes_what_is_known_of_the_stay(before: Lives, after: Lives) -> None:
    """Whatever happened within 200 hours before the discharge, and in as many after it."""
    left = at("2026-03-12T10:00")

    def told(lives: Lives, sign: int) -> list[Happening]:
        return [
            make((left + sign * timedelta(hours=hours)).replace(tzinfo=None).isoformat())
            for make, hours in lives
        ]

    stay = [admitted("2026-03-03T09:10"), ready("2026-03-05T13:15"), *told(before, -1)]
    gone = [*stay, home("2026-03-12T10:00")]
    alone, later = known(*gone), known(*gone, *told(after, +1))
    assert (alone.episode, alone.region_available) == (later.episode, later.region_available)
