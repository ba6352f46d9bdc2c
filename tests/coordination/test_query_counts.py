"""What a step costs in queries, whatever the length of the case's history."""

from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.coordination.stories import Story, at


def test_it_sends_a_notice_in_few_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    story = Story(cast)
    # What is sent together counts as one. 1 savepoint; 2 case locked, with where the patient lives and is listed,
    # capacity, events; 3 who receives in the municipality and in outpatient care, default intakes; 4 case, event;
    # 5 deadlines, facts, parties and the region's levels of reminders read; 6 who is on duty for those told, their
    # channels; 7 deadlines, facts superseded and written, what each party should do, the unit's own messages read,
    # messages; 8 savepoint released.
    with django_assert_num_queries(8):
        story.notify(at("2026-03-03T11:00"))


def test_it_acknowledges_in_as_many_after_a_long_history(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:00"))
    for day in range(4, 24):
        story.is_ready(at(f"2026-03-{day:02}T11:00"))
        story.is_not_ready(at(f"2026-03-{day:02}T12:00"))
    # 1 savepoint; 2 case locked, capacity, events; 3 case, event; 4 deadlines, facts, parties and levels read;
    # 5 deadlines, what each party should do, messages read; 6 savepoint released: a receipt is told to nobody.
    with django_assert_num_queries(6):
        story.municipality_receives(at("2026-03-24T11:00"))
