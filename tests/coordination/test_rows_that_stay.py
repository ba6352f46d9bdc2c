"""What happened stays: models and database refuse to change or delete events, facts, cases, patients and parties."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.models import ImmutableRow
from coordination.models import EpisodeFacts, Event
from tests.cast import Cast
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at


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
        "DELETE FROM coordination_delivery",
        "DELETE FROM coordination_reminder",
        "DELETE FROM coordination_channel",
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


@pytest.fixture
def superseded(cast: Cast) -> EpisodeFacts:
    """What was known before the notice."""
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    return story.case.facts.exclude(superseded_at=None).get()


def test_it_supersedes_what_was_known_once(superseded: EpisodeFacts) -> None:
    stored = everything_stored()
    for value in (timezone.now(), None):
        assert EpisodeFacts.objects.filter(pk=superseded.pk).update(superseded_at=value) == 0
        superseded.superseded_at = value
        with pytest.raises(ImmutableRow):
            superseded.save(update_fields=["superseded_at"])
    assert everything_stored() == stored


@pytest.mark.parametrize("value", ["now()", "NULL", "superseded_at + interval '1 second'"])
def test_it_is_the_database_that_refuses_to_supersede_again(superseded: EpisodeFacts, value: str) -> None:
    stored = everything_stored()
    statement = f"UPDATE coordination_episodefacts SET superseded_at = {value} WHERE id = %s"  # noqa: S608
    with pytest.raises(IntegrityError, match="set once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [superseded.pk])
    assert everything_stored() == stored
