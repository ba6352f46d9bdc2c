"""Statements that are written once do what Django's own do."""

from datetime import timedelta

import pytest
from django.db import DataError, transaction
from django.db.models import Count, Max, Model
from pytest_django import DjangoAssertNumQueries

from accounts.models.new_rows import store, storing
from accounts.models.ready_statements import sent_together
from accounts.models.statements import Given, Prepared, PreparedUpdate, PreparedValues, is_among
from coordination.models import Deadline, Delivery, Event, Party, Reminder
from tests.cast import Cast
from tests.coordination.stories import TUESDAY, Story

EVENTS = Prepared(lambda: Event.objects.filter(case=Given("case")).order_by("-sequence"))
WITH_NAMES = Prepared(
    lambda: (
        Event.objects.filter(case=Given("case"))
        .select_related("by__user", "by__unit")
        .only("sequence", "step", "payload", "by__user__name", "by__unit__name")
        .order_by("sequence")
    )
)
STEPS = PreparedValues(
    lambda: (
        Event.objects.filter(is_among("case", "cases", "uuid"), registered_at__lte=Given("at"))
        .order_by("case", "sequence")
        .values_list("case", "step", "payload", "registered_at", "by__user__name")
    )
)
NUMBERS = PreparedValues(
    lambda: (
        Event.objects.filter(case=Given("case"))
        .values("step")
        .annotate(count=Count("pk"), last=Max("sequence"))
        .order_by("last")
        .values_list("step", "count")
    )
)
MOVED = PreparedUpdate(
    lambda: Deadline.objects.still_to_do().filter(case=Given("case")), remind_at=Given("at"), is_binding=False
)

DEADLINES = Prepared(lambda: Deadline.objects.filter(case=Given("case")).order_by("due_at", "pk"))
OF_STEPS = Prepared(lambda: Event.objects.filter(is_among("step", "steps", "text")).order_by("pk"))
HOSTILE = "100 %s'); DROP -- %(x)s \\"


def reminders(story: Story, count: int, **changes: object) -> list[Reminder]:
    common = {"kind": "receipt", "started_by": 1, "due_at": TUESDAY, "to_head": False, "is_told": True}
    return [
        Reminder(case=story.case, minutes=minutes, created_at=TUESDAY, **{**common, **changes})
        for minutes in range(count)
    ]


def test_it_gives_the_rows_of_the_query_for_each_value(cast: Cast) -> None:
    for story in (Story(cast), Story(cast)):
        story.notify(TUESDAY + timedelta(hours=1))
        expected = list(Event.objects.filter(case=story.case).order_by("-sequence"))
        found = EVENTS(case=story.case.pk)
        assert found == expected
        assert [vars(one) | {"_state": None} for one in found] == [
            vars(one) | {"_state": None} for one in expected
        ]


def test_it_gives_the_chosen_columns_of_related_rows_and_no_others(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    story = Story(cast)
    story.notify(TUESDAY + timedelta(hours=1))
    by_nobody = {"step": "imported", "payload": {}, "occurred_at": TUESDAY, "registered_at": TUESDAY}
    Event.objects.create(case=story.case, sequence=9, **by_nobody)
    expected = list(
        Event.objects.filter(case=story.case)
        .select_related("by__user", "by__unit")
        .only("sequence", "step", "payload", "by__user__name", "by__unit__name")
        .order_by("sequence")
    )
    found = WITH_NAMES(case=story.case.pk)
    with django_assert_num_queries(0):
        for one, other in zip(found, expected, strict=True):
            assert _loaded(one) == _loaded(other)
            assert _loaded(one.by) == _loaded(other.by)
            if one.by:
                assert _loaded(one.by.user) == _loaded(other.by.user)
                assert _loaded(one.by.unit) == _loaded(other.by.unit)
    assert [one.by for one in found][-1] is None
    assert found[0].by is found[1].by
    # What was left out is asked for, as of Django's own rows.
    with django_assert_num_queries(1):
        assert found[0].occurred_at == TUESDAY


def _loaded(row: Model | None) -> dict[str, object] | None:
    return row and {name: value for name, value in vars(row).items() if name != "_state"}


def test_it_gives_the_values_of_the_query(cast: Cast) -> None:
    stories = [Story(cast), Story(cast), Story(cast)]
    asked = [story.case.pk for story in stories[:2]]
    stories[0].notify(TUESDAY + timedelta(hours=1))
    columns = ("case", "step", "payload", "registered_at", "by__user__name")
    for at in (TUESDAY - timedelta(days=1), TUESDAY, TUESDAY + timedelta(days=1)):
        expected = Event.objects.filter(case__in=asked, registered_at__lte=at).order_by("case", "sequence")
        assert STEPS(cases=asked, at=at) == list(expected.values_list(*columns))
    assert STEPS(cases=[], at=TUESDAY) == []


def test_it_counts(cast: Cast) -> None:
    story = Story(cast)
    story.notify(TUESDAY + timedelta(hours=1))
    story.municipality_receives(TUESDAY + timedelta(hours=2))
    story.outpatient_receives(TUESDAY + timedelta(hours=3))
    assert NUMBERS(case=story.case.pk) == [
        ("admission_registered", 1),
        ("admission_notice_sent", 1),
        ("notice_received", 2),
    ]


def test_it_updates_only_the_rows_of_the_query(cast: Cast) -> None:
    moved, left = Story(cast), Story(cast)
    before = left.case.deadlines.get()
    assert MOVED(case=moved.case.pk, at=None) == 1
    assert (moved.case.deadlines.get().remind_at, moved.case.deadlines.get().is_binding) == (None, False)
    assert left.case.deadlines.values().get() == Deadline.objects.filter(pk=before.pk).values().get()
    assert left.case.deadlines.get().is_binding


def test_it_gives_the_rows_that_have_one_of_several_values(cast: Cast) -> None:
    story = Story(cast)
    notice = story.notify(TUESDAY + timedelta(hours=1))
    story.municipality_receives(TUESDAY + timedelta(hours=2))
    assert OF_STEPS(steps=["admission_notice_sent", "discharged"]) == [notice]
    assert OF_STEPS(steps=[]) == []


def test_what_is_sent_together_runs_in_its_order_and_gives_each_its_answer(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    story, new = Story(cast), reminders(Story(cast), 2)
    before = DEADLINES(case=story.case.pk)
    with django_assert_num_queries(1):
        count, after, _, events = sent_together(
            MOVED.ready(case=story.case.pk, at=TUESDAY),
            DEADLINES.ready(case=story.case.pk),
            *storing(new),
            EVENTS.ready(case=story.case.pk),
        )
    assert (count, after, events) == (1, before, list(story.case.events.all()))
    assert [one.remind_at for one in after] == [TUESDAY]
    assert {one.pk for one in new} == set(Reminder.objects.values_list("pk", flat=True))


def test_it_sends_nothing_where_there_is_nothing(
    django_assert_num_queries: DjangoAssertNumQueries, db: None
) -> None:
    with django_assert_num_queries(0):
        assert sent_together() == ()


def test_what_somebody_writes_is_never_read_as_a_statement(cast: Cast) -> None:
    story = Story(cast)
    ward = story.case.parties.get()
    rows = [
        Party(case=story.case, unit=unit, capacity="outpatient", since=TUESDAY, wanted_step=HOSTILE)
        for unit in (cast.primary_care, cast.intake)
    ]
    told, _ = sent_together(EVENTS.ready(case=story.case.pk), *storing(rows))
    assert told == list(story.case.events.all())
    assert [one.wanted_step for one in story.case.parties.exclude(pk=ward.pk)] == [HOSTILE, HOSTILE]
    assert OF_STEPS(steps=[HOSTILE]) == []


@pytest.mark.parametrize("count", [1, 3, 30])
def test_it_stores_rows_with_their_keys_in_one_query(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    story = Story(cast)
    with django_assert_num_queries(1):
        rows = store(reminders(story, count))
    assert {one.pk: one.minutes for one in rows} == dict(Reminder.objects.values_list("pk", "minutes"))
    assert not any(one._state.adding for one in rows)


def test_it_stores_nothing_by_no_query(django_assert_num_queries: DjangoAssertNumQueries, db: None) -> None:
    with django_assert_num_queries(0):
        assert store([]) == []


def test_it_changes_the_row_that_stands_in_the_way(cast: Cast) -> None:
    story = Story(cast)
    ward = story.case.parties.get()
    later = TUESDAY + timedelta(days=1)
    again = Party(case=story.case, unit=cast.ward, capacity="ward", since=later, wanted_until=later)
    store([again], unique_fields=("unit", "case"), update_fields=("since",))
    stored = story.case.parties.get()
    assert (stored.pk, stored.since, stored.wanted_until) == (ward.pk, later, ward.wanted_until)
    assert again.pk == ward.pk


def test_it_refuses_an_instant_where_civil_time_belongs(cast: Cast) -> None:
    facts = Story(cast).case.facts.get()
    facts.admitted_at = TUESDAY
    with pytest.raises(ValueError, match="civil time"):
        store([facts])


def test_it_refuses_what_does_not_fit_its_column(cast: Cast) -> None:
    story = Story(cast)
    with pytest.raises(DataError), transaction.atomic():
        store(reminders(story, 2, kind="receipt" * 10))
    assert not Reminder.objects.exists()
    assert not Delivery.objects.exists()
