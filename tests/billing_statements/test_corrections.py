"""The basis of a month is put right by two people until it is issued; the record of the care is not touched."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from billing.actions.corrections import propose_undoing
from billing.actions.drafts import to_be_issued
from billing.core.corrections import CATALOGUE, Asks, CorrectionKind
from billing.errors import (
    NotACorrection,
    NotToBeUndone,
)
from billing.models import Correction
from billing.months.between import MonthBetween
from billing.months.corrected_lines import effects_of
from billing.statements.digests import content_digest
from billing.statements.recomputing import verdict
from billing.statements.stored import content_of
from coordination.models import Announcement, EpisodeFacts, Event
from tests.billing_statements.corrected import EVIDENCE, ON_THE_9TH, ON_THE_10TH, decided, proposed
from tests.billing_statements.issued import (
    CLOSES,
    HALMSTAD,
    IN_MARCH,
    a_march,
    amount_of_2027,
    issued,
    second_controller,
)
from tests.billing_statements.test_issuing import written
from tests.billing_stored.facts import episode, store
from tests.cast import Cast, make_cast

ON_THE_12TH = datetime(2027, 4, 12, 7, tzinfo=UTC)


def everything() -> tuple[object, ...]:
    return (
        *written(),
        list(Correction.objects.order_by("pk").values()),
        list(EpisodeFacts.objects.order_by("pk").values()),
        Event.objects.count(),
        Announcement.objects.count(),
    )


def a_priced_march(cast: Cast) -> None:
    a_march()
    amount_of_2027(cast)


def amount(**said: Any) -> Decimal | None:
    return MonthBetween(**HALMSTAD | said, months_seen=1).amount


def test_it_counts_from_the_decision_on_and_changes_nothing_before(cast: Cast) -> None:
    a_priced_march(cast)
    correction = proposed(cast)
    assert amount() == 25_000
    decided(cast, correction)
    # 3, 1 and 0 days: 4 is not over 4.5.
    assert amount() == 0
    assert amount(as_of=ON_THE_10TH - timedelta(microseconds=1)) == 25_000
    assert amount(as_of=ON_THE_10TH) == 0


def test_it_never_touches_the_record_of_the_care(cast: Cast) -> None:
    a_priced_march(cast)
    before = list(EpisodeFacts.objects.order_by("pk").values()), Event.objects.count()
    decided(cast, proposed(cast))
    assert (list(EpisodeFacts.objects.order_by("pk").values()), Event.objects.count()) == before


def test_it_shows_both_parties_what_it_would_change_before_anybody_decides(cast: Cast) -> None:
    a_priced_march(cast)
    (effect,) = effects_of(proposed(cast))
    assert (effect.before.amount, effect.after.amount) == (Decimal("25000.00"), Decimal("0.00"))
    assert (effect.before.days, effect.after.days) == (7, 4)
    assert effect.before.line is not None and effect.after.line is not None
    assert (effect.before.line["days"], effect.after.line["days"]) == (4, 1)
    assert effect.difference == -25_000


def test_it_says_afterwards_what_it_changed_when_it_was_decided(cast: Cast) -> None:
    a_priced_march(cast)
    first = decided(cast, proposed(cast))
    decided(cast, proposed(cast, episode_id="T-1", kind=CorrectionKind.DUPLICATE), at=ON_THE_12TH)
    (effect,) = effects_of(first)
    assert (effect.before.days, effect.after.days) == (7, 4)


def test_it_stands_on_the_line_of_the_statement_with_why(cast: Cast) -> None:
    a_priced_march(cast)
    correction = decided(cast, proposed(cast))
    statement = issued(cast, reviewed_at=ON_THE_12TH)
    lines = {line.episode_id: line for line in content_of(statement).lines}
    (said,) = lines["T-2"].corrections
    assert (said.number, said.kind, said.evidence) == (correction.pk, "wrong_ready_time", EVIDENCE)
    assert (said.said, said.decided_at) == ({"at": "2027-03-06T09:00:00"}, ON_THE_10TH)
    assert lines["T-2"].facts["discharge_ready_at"] == "2027-03-06T09:00:00"
    assert lines["T-1"].corrections == ()
    out = StringIO()
    call_command("explain_statement", statement.number, stdout=out)
    assert (
        f"Rättelse {correction.pk} (2027-04-10): Utskrivningsklar är registrerat med fel tid"
        in out.getvalue()
    )
    judged = verdict(statement)
    assert (judged.is_untouched, judged.is_same_again) == (True, True)


def test_it_takes_an_episode_out_with_its_own_reason(cast: Cast) -> None:
    a_priced_march(cast)
    decided(cast, proposed(cast, kind=CorrectionKind.OPENED_BY_MISTAKE))
    lines = {line.episode_id: line for line in to_be_issued(**HALMSTAD, as_of=ON_THE_12TH).lines}
    assert (lines["T-2"].status, lines["T-2"].reason) == ("excluded", "taken_out")


def test_it_moves_an_episode_to_another_municipality_which_sees_it_beforehand(cast: Cast) -> None:
    a_priced_march(cast)
    correction = proposed(cast, kind=CorrectionKind.WRONG_MUNICIPALITY, to_municipality="1384")
    assert (correction.to_municipality_code, correction.to_month) == ("1384", HALMSTAD["month"])
    here, there = effects_of(correction)
    assert (here.municipality, here.after.line, there.municipality, there.before.line) == (
        "1380",
        None,
        "1384",
        None,
    )
    assert there.after.line is not None and there.after.line["days"] == 4
    # 4 days of one episode, 2.5 over 1.5.
    assert (there.before.amount, there.after.amount) == (Decimal(0), Decimal(25_000))
    decided(cast, correction)
    assert (amount(), amount(municipality="1384")) == (Decimal(0), Decimal(25_000))
    region = MonthBetween(**HALMSTAD | {"municipality": "1384"}, months_seen=1).answer.facts
    assert region.get_column("episode_id").to_list() == ["T-2"]


def test_it_moves_an_episode_to_the_month_in_which_the_patient_left(cast: Cast) -> None:
    a_priced_march(cast)
    left = datetime(2027, 4, 2, 9)
    correction = proposed(cast, kind=CorrectionKind.WRONG_DISCHARGE_TIME, civil_at=left)
    assert [month for _, _, month in correction.months] == [HALMSTAD["month"], HALMSTAD["month"] + 1]
    decided(cast, correction)
    april = MonthBetween(**HALMSTAD | {"month": HALMSTAD["month"] + 1}, months_seen=1)
    assert april.answer.episodes.get_column("days").to_list() == [30]
    assert amount() == 0


def test_it_is_undone_by_two_people_and_everything_is_as_it_was(cast: Cast) -> None:
    a_priced_march(cast)
    before = content_digest(to_be_issued(**HALMSTAD, as_of=ON_THE_9TH))
    correction = decided(cast, proposed(cast))
    assert content_digest(to_be_issued(**HALMSTAD, as_of=ON_THE_10TH)) != before
    undoing = propose_undoing(
        correction, by=cast.region_controller, evidence="Anteckningen var en annans", at=ON_THE_10TH
    )
    (effect,) = effects_of(undoing)
    assert (effect.before.amount, effect.after.amount) == (Decimal(0), Decimal(25_000))
    assert amount() == 0
    decided(cast, undoing, at=ON_THE_12TH)
    assert content_digest(to_be_issued(**HALMSTAD, as_of=ON_THE_12TH)) == before
    before_refusal = everything()
    with pytest.raises(NotToBeUndone):
        propose_undoing(correction, by=cast.region_controller, evidence="En gång till")
    assert everything() == before_refusal


def test_it_is_undone_once_though_two_proposed_it(cast: Cast) -> None:
    a_priced_march(cast)
    correction = decided(cast, proposed(cast))
    first, second = (
        propose_undoing(correction, by=by, evidence="Fel", at=ON_THE_10TH)
        for by in (cast.region_controller, cast.municipal_controller)
    )
    decided(cast, first, at=ON_THE_12TH)
    before = everything()
    with pytest.raises(NotToBeUndone):
        decided(cast, second, at=ON_THE_12TH)
    assert everything() == before


def test_it_is_as_known_at_the_close_that_an_episode_is_corrected(cast: Cast) -> None:
    a_priced_march(cast)
    store(episode(2, discharged_at=datetime(2027, 3, 9, 9)), at=CLOSES, correct=True)
    decided(cast, proposed(cast))
    # The later discharge came after the close: one day, and not three.
    assert amount() == 0


def test_it_is_told_to_the_others_and_never_by_name_or_amount(cast: Cast) -> None:
    a_priced_march(cast)
    correction = proposed(cast)
    told = Announcement.objects.filter(kind="correction")
    assert [each.unit for each in told] == [cast.region_finance]
    decided(cast, correction)
    assert [each.unit for each in told.order_by("pk")] == [cast.region_finance, cast.municipal_finance]
    assert {each.path for each in told} == {f"/corrections/{correction.pk}/"}


READY = st.integers(0, 200).map(lambda hours: datetime(2027, 3, 2) + timedelta(hours=hours))


class TestEveryCorrection(TestCase):
    cast: Cast

    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = make_cast()
        amount_of_2027(cls.cast, "7777.77")
        second_controller(cls.cast)

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        kind=st.sampled_from(CorrectionKind),
        time=READY,
        first=READY,
        days=st.integers(0, 5),
        left=st.integers(1, 600),
        placed=st.sampled_from([None, "1380"]),
    )
    def test_it_is_undone_to_the_very_digest(
        self, kind: CorrectionKind, time: datetime, first: datetime, days: int, left: int, placed: str | None
    ) -> None:
        one = episode(2, discharged_at=datetime(2027, 3, 3, 14) + timedelta(hours=left), sip_required=True)
        store(
            one | {"placing_municipality": placed, "sip_called_at": datetime(2027, 3, 3, 15)},
            episode(1),
            at=IN_MARCH,
        )
        said: dict[Asks, dict[str, Any]] = {
            Asks.NOTHING: {},
            Asks.TIME: {"civil_at": time},
            Asks.TIME_OR_NEVER: {"civil_at": time if days else None},
            Asks.DATES: {"first_day": first.date(), "last_day": first.date() + timedelta(days)},
            Asks.MUNICIPALITY: {"to_municipality": "1384"},
        }
        original = to_be_issued(**HALMSTAD, as_of=ON_THE_9TH)
        try:
            correction = proposed(
                self.cast, by=self.cast.region_controller, kind=kind, **said[CATALOGUE[kind].asks]
            )
        except NotACorrection:
            return
        decided(self.cast, correction)
        undoing = propose_undoing(
            correction, by=self.cast.municipal_controller, evidence="Fel", at=ON_THE_10TH
        )
        decided(self.cast, undoing, at=ON_THE_12TH)
        again = to_be_issued(**HALMSTAD, as_of=ON_THE_12TH)
        assert content_digest(again) == content_digest(original)
        assert again == replace(original)
