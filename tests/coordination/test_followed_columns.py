"""A case that is there is written by the columns that follow its events, and by no others."""

from types import SimpleNamespace
from typing import cast

from coordination.models import Case
from tests.coordination.histories import BOTH, accepted, admitted, history, moved, notified, ready


def test_it_names_every_column_that_follows_the_events() -> None:
    columns = SimpleNamespace()
    story = history(
        admitted("2026-03-03T09:10"),
        notified("2026-03-03T11:00", *BOTH),
        moved("2026-03-04T10:00"),
        ready("2026-03-05T10:00", *BOTH),
        accepted("2026-03-05T11:00"),
    )
    Case.follow(cast(Case, columns), story)
    assert vars(columns).keys() == set(Case.followed)
