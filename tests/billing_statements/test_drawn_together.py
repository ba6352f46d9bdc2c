"""Statements that are drawn up together are, each of them, the very one that is drawn up alone."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import Assignment, Organisation
from billing.actions.all_months import issue_all, review_all
from billing.actions.daily_amounts import enter_daily_amount
from billing.actions.reviews import review_month
from billing.actions.terminations import enter_termination
from billing.actions.two_people import approve
from billing.core.corrections import CorrectionKind
from billing.core.liability import DailyAmountMissing
from billing.errors import FiguresChanged
from billing.models import EndingKind, Statement, StatementLine
from billing.months.basis import AsKnown
from billing.months.between import MonthBetween
from billing.months.together import MonthTogether
from billing.statements.digests import content_digest, facts_digest
from billing.statements.drafts import Draft
from billing.statements.drawing import drawn, drawn_between
from billing.statements.stored import content_of
from billing.texts.readings import other_readings
from tests.billing_statements.corrected import ON_THE_9TH, decided, proposed
from tests.billing_statements.issued import (
    HALMSTAD,
    IN_MARCH,
    MARCH,
    ON_THE_8TH,
    ON_THE_20TH,
    a_march,
    amount_of_2027,
    issued,
    second_controller,
)
from tests.billing_stored.facts import episode, store
from tests.billing_stored.test_terminations import administrators
from tests.cast import Cast, make_cast

LAHOLM, KUNGSBACKA, GOTEBORG, BORAS = "1381", "1384", "1480", "1490"
ON_THE_12TH = datetime(2027, 4, 12, 7, tzinfo=UTC)


def together(region: str | None = "13", *, as_of: datetime = ON_THE_12TH, **said: Any) -> dict[Any, Any]:
    return dict(drawn(MonthTogether(region=region, month=MARCH, as_of=as_of, **said)))


def alone(region: str, municipality: str, *, as_of: datetime = ON_THE_12TH, **said: Any) -> Draft:
    return drawn_between(
        MonthTogether(region=region, municipality=municipality, month=MARCH, as_of=as_of, **said)
    )


def are_each_as_alone(drafts: dict[Any, Any], **said: Any) -> None:
    for (region, municipality), draft in drafts.items():
        if isinstance(draft, DailyAmountMissing):
            with pytest.raises(DailyAmountMissing) as missing:
                alone(region, municipality, **said)
            assert missing.value.years == draft.years
        else:
            by_itself = alone(region, municipality, **said)
            assert draft.content == by_itself.content
            assert (draft.digest, draft.facts_digest) == (by_itself.digest, by_itself.facts_digest)
            assert (draft.digest, draft.facts_digest) == (
                content_digest(draft.content),
                facts_digest(draft.content),
            )


def four_municipalities(cast: Cast) -> None:
    """Halmstad's March; Laholm's with who was placed there and by it; Kungsbacka's with what came after the close."""
    a_march()
    amount_of_2027(cast, "7777.77")
    store(
        episode(11, municipality=LAHOLM, placing_municipality="1380"),
        episode(12, municipality=LAHOLM, discharged_at=datetime(2027, 3, 14, 9)),
        episode(13, municipality=GOTEBORG),
        episode(14, municipality="1380", placing_municipality=KUNGSBACKA, care_type="psychiatric"),
        episode(15, municipality=KUNGSBACKA, region_unavailable_from=datetime(2027, 3, 4, 9)),
        at=IN_MARCH,
    )
    store(
        episode(15, municipality=KUNGSBACKA, discharged_at=datetime(2027, 3, 19, 9)),
        episode(16, municipality=KUNGSBACKA),
        at=ON_THE_8TH,
        correct=True,
    )


def amount_of_gotaland() -> tuple[Assignment, Assignment]:
    first, second = administrators(Organisation.Kind.REGION, "Västra Götalandsregionen", "14")
    said = {"year": 2027, "kronor": Decimal(10_000), "source": "HSLF-FS 2026:99"}
    approve(enter_daily_amount(by=first, at=IN_MARCH, **said), by=second, at=IN_MARCH)
    return first, second


def test_each_is_the_one_that_is_drawn_alone(cast: Cast) -> None:
    four_municipalities(cast)
    for as_known in AsKnown:
        drafts = together(as_known=as_known)
        assert [municipality for _, municipality in drafts] == ["1380", LAHOLM, KUNGSBACKA, GOTEBORG]
        are_each_as_alone(drafts, as_known=as_known)


def test_each_is_so_with_corrections_that_change_and_move(cast: Cast) -> None:
    four_municipalities(cast)
    decided(cast, proposed(cast))
    decided(
        cast, proposed(cast, episode_id="T-1", kind=CorrectionKind.WRONG_MUNICIPALITY, to_municipality=LAHOLM)
    )
    decided(
        cast,
        proposed(
            cast,
            episode_id="T-3",
            kind=CorrectionKind.ON_LEAVE,
            first_day=date(2027, 3, 3),
            last_day=date(2027, 3, 3),
        ),
    )
    drafts = together()
    assert [line.episode_id for line in drafts["13", LAHOLM].content.lines] == ["T-1", "T-12"]
    are_each_as_alone(drafts)


def test_a_correction_stays_with_its_episode_that_has_come_to_another_municipality_since(cast: Cast) -> None:
    four_municipalities(cast)
    decided(cast, proposed(cast, at=IN_MARCH), at=IN_MARCH + timedelta(hours=1))
    moved = episode(2, discharged_at=datetime(2027, 3, 7, 9), placing_municipality=KUNGSBACKA)
    store(moved, at=IN_MARCH + timedelta(days=1), correct=True)
    drafts = together()
    (line,) = (line for line in drafts["13", KUNGSBACKA].content.lines if line.episode_id == "T-2")
    assert (line.days, len(line.corrections)) == (1, 1)
    are_each_as_alone(drafts)


def test_each_is_so_where_the_text_changes_within_the_month_and_in_all_regions_at_once(cast: Cast) -> None:
    four_municipalities(cast)
    first, second = amount_of_gotaland()
    ended = enter_termination(
        by=first,
        agreement="vastra-gotaland-2020",
        kind=EndingKind.MAIN_AGREEMENT,
        day=date(2027, 3, 14),
        source="Beslut",
        at=IN_MARCH,
    )
    approve(ended, by=second, at=IN_MARCH)
    for number, left in ((1, 13), (2, 16), (3, 20)):
        for place in (GOTEBORG, BORAS):
            told = episode(f"{place}-{number}", municipality=place, discharged_at=datetime(2027, 3, left, 9))
            store(told, region="14", at=IN_MARCH)
    drafts = together(None)
    assert {len(drafts["14", place].parts) for place in (GOTEBORG, BORAS)} == {2}
    are_each_as_alone(drafts)


def test_each_other_reading_costs_what_it_costs_alone(cast: Cast) -> None:
    four_municipalities(cast)
    amount_of_gotaland()
    long_ago = {"municipality": BORAS, "discharge_ready_at": datetime(2027, 2, 25, 13, 15)}
    store(episode(31, **long_ago), episode(32, **long_ago, sip_required=True), region="14", at=IN_MARCH)
    asked = MonthTogether(month=MARCH, as_of=ON_THE_12TH)
    assert set(asked.texts) == {"halland-2027", "statute-2018", "vastra-gotaland-2020"}
    for text in asked.texts.values():
        for each in other_readings(text):
            for region, municipality in (("13", "1380"), ("13", LAHOLM), ("13", GOTEBORG), ("14", BORAS)):
                by_itself = MonthBetween(
                    region, municipality, MARCH, as_of=ON_THE_12TH, otherwise=each, months_seen=1
                )
                costs = asked.amounts_otherwise[each.name]
                assert costs.get((region, municipality), 0) == by_itself.amount


def test_a_missing_daily_amount_refuses_who_needs_it_and_nobody_else(cast: Cast) -> None:
    a_march()
    # Averages that are not over cost nothing, whatever a day costs.
    store(episode(21, municipality=LAHOLM, discharged_at=datetime(2027, 3, 3, 15)), at=IN_MARCH)
    store(episode(22, municipality=GOTEBORG), region="20", at=IN_MARCH)
    drafts = together(None)
    missing = [pair for pair, draft in drafts.items() if isinstance(draft, DailyAmountMissing)]
    assert missing == [("13", "1380")]
    assert drafts["13", LAHOLM].amount == 0
    are_each_as_alone(drafts)


def test_it_is_stored_letter_by_letter(cast: Cast) -> None:
    amount_of_2027(cast)
    names = ['Å-1 "två"', "ö\\-2", "3,\n;", "\t4", "\\."]
    store(*(episode(1) | {"episode_id": name} for name in names), at=IN_MARCH)
    store(
        episode(
            9,
            region_unavailable_from=datetime(2027, 3, 4, 9, 0, 0, 120),
            region_unavailable_to=datetime(2027, 3, 5),
        ),
        at=IN_MARCH,
    )
    decided(
        cast,
        proposed(
            cast, episode_id="ö\\-2", evidence='Anteckningen "ÅÄÖ"\n\\ \x1f', civil_at=datetime(2027, 3, 4)
        ),
    )
    statement = issued(cast, reviewed_at=ON_THE_12TH)
    draft = alone("13", "1380")
    assert content_of(statement) == draft.content
    assert {line.episode_id for line in draft.content.lines} == {*names, "T-9"}
    assert (statement.digest, statement.facts_digest) == (
        content_digest(draft.content),
        facts_digest(draft.content),
    )
    assert StatementLine.objects.filter(part__statement=statement, registered_late="").count() == 6


def test_what_was_stored_after_a_review_stops_its_municipality_alone(cast: Cast) -> None:
    four_municipalities(cast)
    assert len(review_all(by=cast.region_controller, month=MARCH, at=ON_THE_8TH).done) == 4
    store(episode(17, municipality=LAHOLM), at=IN_MARCH)
    done = issue_all(by=second_controller(cast), month=MARCH, at=ON_THE_20TH)
    assert [(each.municipality, type(each.error)) for each in done.refused] == [(LAHOLM, FiguresChanged)]
    assert done.done == ("1380", KUNGSBACKA, GOTEBORG)
    assert not Statement.objects.filter(municipality_code=LAHOLM).exists()


def test_each_is_issued_by_the_knowledge_of_its_own_review(cast: Cast) -> None:
    four_municipalities(cast)
    review_month(by=cast.region_controller, at=ON_THE_12TH, **HALMSTAD)
    review_all(by=cast.region_controller, month=MARCH, at=ON_THE_8TH)
    issue_all(by=second_controller(cast), month=MARCH, at=ON_THE_20TH)
    rests_on = dict(Statement.objects.values_list("municipality_code", "as_of"))
    assert rests_on == {"1380": ON_THE_12TH} | dict.fromkeys([LAHOLM, KUNGSBACKA, GOTEBORG], ON_THE_8TH)
    for statement in Statement.objects.all():
        assert content_digest(content_of(statement)) == statement.digest


@st.composite
def told(draw: st.DrawFn) -> list[tuple[dict[str, Any], datetime]]:
    """Episodes of several municipalities, some placed by another, and when each was registered; some twice."""
    rows = []
    for number in range(draw(st.integers(1, 8))):
        for at in draw(st.sampled_from([[IN_MARCH], [IN_MARCH, ON_THE_8TH], [ON_THE_8TH]])):
            row = episode(
                number,
                municipality=draw(st.sampled_from(["1380", LAHOLM, KUNGSBACKA, GOTEBORG])),
                placing_municipality=draw(st.sampled_from([None, None, "1380", BORAS])),
                discharge_ready_at=datetime(2027, 2, 27) + timedelta(hours=draw(st.integers(0, 400))),
                discharged_at=datetime(2027, 2, 28) + timedelta(hours=draw(st.integers(0, 900))),
                sip_required=draw(st.booleans()),
                care_type=draw(st.sampled_from(["somatic", "psychiatric"])),
            )
            rows.append((row, at))
    return sorted(rows, key=lambda each: each[1])


class TestEveryMonth(TestCase):
    cast: Cast

    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = make_cast()
        amount_of_2027(cls.cast, "7777.77")

    @settings(max_examples=12)
    @given(rows=told(), as_known=st.sampled_from(AsKnown), as_of=st.sampled_from([ON_THE_8TH, ON_THE_9TH]))
    def test_each_is_the_one_that_is_drawn_alone(
        self, rows: list[tuple[dict[str, Any], datetime]], as_known: AsKnown, as_of: datetime
    ) -> None:
        for row, at in rows:
            for region in ("13", "14"):
                store(row, region=region, at=at, correct=True)
        are_each_as_alone(together(None, as_of=as_of, as_known=as_known), as_of=as_of, as_known=as_known)
