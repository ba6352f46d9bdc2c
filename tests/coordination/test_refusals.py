"""What the rules refuse is refused with its reason, and nothing has changed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from coordination.core.message_rules import MessageRefusal
from coordination.core.needs import Need
from coordination.core.refusals import Refusal
from coordination.core.sip_rules import SipRefusal
from coordination.errors import SENTENCES, StepNotAllowed, StepRefused
from tests.cast import Cast
from tests.coordination.stored import everything_stored
from tests.coordination.stories import NOTHING, Story, at

NOTICE = at("2026-03-03T11:00")
READY = at("2026-03-05T11:00")


def told(story: Story) -> None:
    story.notify(NOTICE)


def ready(story: Story) -> None:
    story.notify(NOTICE)
    story.is_ready(READY)


def gone(story: Story) -> None:
    story.notify(NOTICE)
    story.goes_home(at("2026-03-05T12:00"))


def withdrawn(story: Story) -> None:
    ready(story)
    story.is_not_ready(at("2026-03-05T14:00"))


def received(story: Story) -> None:
    told(story)
    story.municipality_receives(at("2026-03-03T12:00"))


def missing(story: Story) -> None:
    told(story)
    story.services_missing(at("2026-03-05T09:00"))


LATE = at("2026-03-09T09:00")
CASES: list[tuple[Refusal, Callable[[Story], None] | None, Callable[[Story], Any]]] = [
    (Refusal.IN_THE_FUTURE, None, lambda s: s.notify(at("2026-03-03T12:00"), registered_at=NOTICE)),
    (Refusal.BEFORE_ADMISSION, None, lambda s: s.notify(at("2026-03-03T09:09"))),
    (Refusal.AFTER_DISCHARGE, gone, lambda s: s.is_ready(at("2026-03-05T12:01"))),
    (Refusal.AFTER_DISCHARGE, gone, lambda s: s.services_missing(at("2026-03-05T12:01"))),
    (Refusal.AFTER_DISCHARGE, gone, lambda s: s.can_receive(at("2026-03-05T12:01"))),
    (Refusal.ALREADY_TOLD, told, lambda s: s.notify(LATE)),
    (Refusal.ALREADY_READY, gone, lambda s: [s.is_ready(READY, registered_at=LATE) for _ in range(2)]),
    (Refusal.BEFORE_WITHDRAWAL, withdrawn, lambda s: s.is_ready(at("2026-03-05T13:00"), registered_at=LATE)),
    (Refusal.BEFORE_NOTICE, ready, lambda s: s.is_not_ready(at("2026-03-05T10:00"), registered_at=LATE)),
    (Refusal.BEFORE_NOTICE, told, lambda s: s.municipality_receives(at("2026-03-03T10:00"))),
    (Refusal.NOT_YOUR_NOTICE, told, lambda s: s.municipality_receives(LATE, notice=1)),
    (Refusal.NOT_YOUR_NOTICE, told, lambda s: s.municipality_receives(LATE, notice=99)),
    (Refusal.ALREADY_RECEIVED, received, lambda s: s.municipality_receives(LATE)),
    (Refusal.ESTIMATE_PASSED, None, lambda s: s.notify(LATE, estimated_discharge_at=at("2026-03-08T10:00"))),
    (
        Refusal.ESTIMATE_PASSED,
        told,
        lambda s: s.changes_estimate(LATE, estimated_discharge_at=at("2026-03-02T10:00")),
    ),
    (
        Refusal.RECEIVES_BEFORE_ADMISSION,
        told,
        lambda s: s.can_receive(LATE, can_receive_from=at("2026-03-03T09:00")),
    ),
    (Refusal.ALREADY_MISSING, missing, lambda s: s.services_missing(LATE)),
    (Refusal.NOTHING_MISSING, told, lambda s: s.services_available(LATE)),
    (Refusal.NOTHING_MISSING, missing, lambda s: s.services_available(at("2026-03-05T08:00"))),
]


@pytest.mark.parametrize(("refusal", "before", "step"), CASES)
def test_it_says_why_and_changes_nothing(
    cast: Cast,
    refusal: Refusal,
    before: Callable[[Story], None] | None,
    step: Callable[[Story], Any],
) -> None:
    story = Story(cast)
    if before:
        before(story)
    if refusal is Refusal.ALREADY_READY:
        # The first of the two is well: one notice may be registered after the fact.
        story.is_ready(READY, registered_at=LATE)
    stored = everything_stored()
    with pytest.raises(StepRefused) as refused:
        step(story)
    assert (refused.value.refusal, refused.value.code) == (refusal, refusal.value)
    assert everything_stored() == stored


@pytest.mark.parametrize("needs", [None, NOTHING])
def test_it_tells_nobody_where_nothing_is_needed(cast: Cast, needs: frozenset[Need] | None) -> None:
    story = Story(cast, needs=needs)
    stored = everything_stored()
    for step in (story.notify, story.is_ready):
        with pytest.raises(StepRefused) as refused:
            step(NOTICE)
        assert refused.value.refusal is Refusal.NOBODY_TO_TELL
    assert everything_stored() == stored


def test_it_has_a_sentence_for_every_refusal() -> None:
    assert set(SENTENCES) == {*Refusal, *SipRefusal, *MessageRefusal}


def test_it_says_in_swedish_where_the_case_is(cast: Cast) -> None:
    story = Story(cast)
    with translation.override("sv"), pytest.raises(StepNotAllowed) as refused:
        story.is_not_ready(NOTICE)
    with translation.override("sv"):
        assert "Inskriven" in refused.value.message
