"""Two people who issue at the same moment, each on a connection of their own: no number twice, and none left out."""

import pytest
from psycopg import Copy

from billing.actions.reviews import review_month
from billing.actions.statements import issue_statement
from billing.errors import StepNotPossible
from billing.models import Statement
from tests.billing_statements.issued import (
    HALMSTAD,
    IN_MARCH,
    ON_THE_8TH,
    ON_THE_20TH,
    a_march,
    amount_of_2027,
    reviewed,
    second_controller,
)
from tests.billing_stored.facts import episode, store
from tests.cast import Cast
from tests.coordination.test_two_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_issues_a_month_once(cast: Cast) -> None:
    a_march()
    amount_of_2027(cast)
    reviewed(cast)
    by = second_controller(cast)
    outcomes = at_once(*[lambda: issue_statement(by=by, at=ON_THE_20TH, **HALMSTAD)] * 2)
    (refused,) = [one for one in outcomes if not isinstance(one, Statement)]
    assert isinstance(refused, StepNotPossible)
    assert [statement.number for statement in Statement.objects.all()] == ["13-2027-0001"]


def test_it_numbers_those_of_several_municipalities_without_a_gap(cast: Cast) -> None:
    amount_of_2027(cast)
    municipalities = ["1315", "1380", "1381", "1382", "1383", "1384"]
    store(*(episode(at, municipality=code) for at, code in enumerate(municipalities)), at=IN_MARCH)
    by = second_controller(cast)
    tries = []
    for code in municipalities:
        month = HALMSTAD | {"municipality": code}
        # One of them is refused after it has taken no number: nobody reviewed it.
        if code != "1382":
            review_month(by=cast.region_controller, at=ON_THE_8TH, **month)
        tries.append(lambda month=month: issue_statement(by=by, at=ON_THE_20TH, **month))
    outcomes = at_once(*tries)
    assert [type(one) for one in outcomes].count(StepNotPossible) == 1
    assert sorted(one.place for one in outcomes if isinstance(one, Statement)) == [1, 2, 3, 4, 5]


def test_it_gives_a_number_back_when_what_comes_after_fails(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_march()
    amount_of_2027(cast)
    reviewed(cast)
    by = second_controller(cast)

    class DiskIsFull(Exception):
        pass

    def fail(*rows: object) -> None:
        raise DiskIsFull

    with monkeypatch.context() as broken:
        # The database's part, which comes after the number.
        broken.setattr(Copy, "write", fail)
        with pytest.raises(DiskIsFull):
            issue_statement(by=by, at=ON_THE_20TH, **HALMSTAD)
    assert issue_statement(by=by, at=ON_THE_20TH, **HALMSTAD).number == "13-2027-0001"
