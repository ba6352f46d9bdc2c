"""What happened stays: models and database refuse to change or delete events, facts, cases, patients and parties."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.models import ImmutableRow
from coordination.models import EpisodeFacts, Event
from tests.cast import Cast
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE coordination_event SET occurred_at = now()",
        "UPDATE coordination_event SET payload = '{}'",
        "DELETE FROM coordination_event",
        "UPDATE coordination_episodefacts SET discharged_at = now()",
        "UPDATE coordination_episodefacts SET known_from = now()",
        "DELETE FROM coordination_episodefacts",
        "DELETE FROM coordination_party",
        "DELETE FROM coordination_case",
        "DELETE FROM coordination_patient",
    ],
)
def test_it_is_no_right_of_the_role_that_web_and_worker_use(cast: Cast, statement: str) -> None:
    Story(cast)
    stored = everything_stored()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("hemgang_app",)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute(statement)
    assert everything_stored() == stored


def test_it_is_refused_by_the_models(cast: Cast) -> None:
    story = Story(cast)
    stored = everything_stored()
    event, facts = story.case.events.get(), story.case.facts.get()
    with pytest.raises(ImmutableRow):
        event.save()
    with pytest.raises(ImmutableRow):
        event.delete()
    with pytest.raises(ImmutableRow):
        Event.objects.all().delete()
    with pytest.raises(ImmutableRow):
        Event.objects.update(occurred_at=timezone.now())
    with pytest.raises(ImmutableRow):
        facts.save()
    with pytest.raises(ImmutableRow):
        EpisodeFacts.objects.update(sip_required=False)
    assert everything_stored() == stored
