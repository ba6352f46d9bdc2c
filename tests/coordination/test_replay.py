"""Whatever people do, in any order: the events replay to what is stored, and a refusal leaves no trace."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.errors import DomainError
from accounts.models import Assignment
from coordination.actions.checks import differences_in_deadlines, differences_in_facts
from coordination.core.events import Destination
from coordination.core.rules import misfits
from coordination.core.sips import SipWaiver
from coordination.core.states import Status, replay
from coordination.models import EpisodeFacts
from tests.cast import Cast
from tests.coordination.stored import everything_stored
from tests.coordination.stories import (
    EVERYTHING,
    NOTHING,
    ONLY_MUNICIPAL,
    ONLY_OUTPATIENT,
    TUESDAY,
    Story,
    patient_details,
)
from tests.coordination.wards import second_nurse

NEEDS = [EVERYTHING, NOTHING, ONLY_MUNICIPAL, ONLY_OUTPATIENT]
STEPS: list[Callable[..., Any]] = [
    *[lambda story, when, needs=needs, **more: story.assess(when, needs, **more) for needs in NEEDS],
    Story.notify,
    Story.municipality_receives,
    Story.outpatient_receives,
    Story.appoint_contact,
    Story.is_ready,
    Story.is_not_ready,
    Story.call_to_sip,
    *[
        lambda story, when, reason=reason, **more: story.waive_sip(when, reason, **more)
        for reason in SipWaiver
    ],
    Story.can_receive,
    Story.cannot_receive,
    Story.services_missing,
    Story.services_available,
    lambda story, when, **more: story.moves(when, _another_nurse(story), **more),
    *[
        lambda story, when, code=code, **more: story.is_corrected(when, municipality_code=code, **more)
        for code in ("1380", "1384", "")
    ],
    lambda story, when, **more: story.is_corrected(when, family_name="Öberg", **more),
    Story.is_protected_no_more,
    Story.goes_home,
    lambda story, when, **more: story.goes_home(when, Destination.DECEASED, **more),
    Story.cancel,
    lambda story, when, **more: story.notify(when, units=[story.cast.psychiatry], **more),
    *[
        lambda story, when, back=back, **more: story.put_right(
            when, story.history.recorded[-1].sequence - back, **more
        )
        for back in range(4)
    ],
    lambda story, when, **more: story.put_right(
        when, story.history.recorded[-1].sequence, by=story.cast.coordinator, **more
    ),
]
USUAL = [Story.notify, Story.is_ready, Story.is_not_ready, Story.call_to_sip] * 3
# A step, the hours until the system is told of it, and how many hours ago it happened then.
WALK = st.lists(
    st.tuples(st.sampled_from([*STEPS, *USUAL]), st.integers(0, 60), st.sampled_from([0, 0, 0, 5, 90])),
    min_size=3,
    max_size=14,
)


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(needs=st.sampled_from([None, *NEEDS]), walk=WALK)
def test_it_replays_to_what_is_stored(
    cast: Cast, needs: Any, walk: list[tuple[Callable[..., Any], int, int]]
) -> None:
    with transaction.atomic():
        second_nurse(cast)
        story = Story(cast, needs=needs, patient=patient_details(has_protected_identity=True))
        now = TUESDAY
        for step, hours, ago in walk:
            now += timedelta(hours=hours)
            stored = everything_stored()
            try:
                step(story, now - timedelta(hours=ago), registered_at=now)
            except DomainError:
                assert everything_stored() == stored
        history = story.history
        assert [one.sequence for one in history.recorded] == list(range(1, len(history.recorded) + 1))
        assert story.status() == replay(one.step for one in history.standing)
        assert misfits(history.standing) == frozenset()
        assert list(differences_in_deadlines()) == []
        assert list(differences_in_facts()) == []
        assert_knowledge_has_no_gap(story)
        transaction.set_rollback(True)


def _another_nurse(story: Story) -> Assignment:
    """Of the ward where the patient does not lie."""
    wards = Assignment.objects.filter(
        unit__kind="ward", role="ward_nurse", unit__organisation=story.cast.halland
    )
    return wards.exclude(unit=story.nurse.unit).get()


def assert_knowledge_has_no_gap(story: Story) -> None:
    """Each state of knowledge ends where the next begins, save for a time with nothing to bill; the place stays."""
    rows = list(EpisodeFacts.objects.filter(case=story.case).order_by("known_from"))
    assert len({row.place for row in rows}) == 1
    for former, latter in pairwise(rows):
        assert former.superseded_at
        assert former.superseded_at <= latter.known_from
        assert former.as_known() != latter.as_known() or former.superseded_at < latter.known_from
    has_nothing_to_bill = story.case.status == Status.CANCELLED or not story.case.municipality_code
    assert (rows[-1].superseded_at is not None) == has_nothing_to_bill
