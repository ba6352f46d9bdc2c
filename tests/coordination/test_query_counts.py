"""What a step costs in queries, whatever the length of the case's history."""

from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.coordination.stories import Story, at


def test_it_sends_a_notice_in_few_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    story = Story(cast)
    # 1 savepoint, 2 case locked, with where the patient lives and is listed, 3 capacity, 4 events, 5 who receives in
    # the municipality and in outpatient care, 6 the municipality's default intake, 7 case, 8 event, 9 deadlines read,
    # 10 the region's levels of reminders, 11 deadlines written, 12 facts read, 13 superseded, 14 written, 15-16 parties
    # and what each should do, read and written, 17 the unit's own messages read, 18 who is on duty for those told,
    # 19 their channels, 20 messages, 21 savepoint released.
    with django_assert_num_queries(21):
        story.notify(at("2026-03-03T11:00"))


def test_it_acknowledges_in_as_many_after_a_long_history(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:00"))
    for day in range(4, 24):
        story.is_ready(at(f"2026-03-{day:02}T11:00"))
        story.is_not_ready(at(f"2026-03-{day:02}T12:00"))
    # 1 savepoint, 2 case locked, 3 capacity, 4 events, 5 case, 6 event, 7 deadlines read, 8 written, 9 facts read,
    # 10-11 what each party should do, read and written, 12 messages read, 13 savepoint released: a receipt is told to
    # nobody.
    with django_assert_num_queries(13):
        story.municipality_receives(at("2026-03-24T11:00"))
