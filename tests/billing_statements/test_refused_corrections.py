"""What is refused of corrections, with nothing changed: by whom, what cannot have been, and what comes too late."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.http import Http404

from accounts.access.policy import NotAllowed
from accounts.models import ImmutableRow
from billing.actions.corrections import decide_correction, propose_undoing, withdraw_correction
from billing.actions.statements import issue_statement
from billing.core.corrections import CorrectionKind
from billing.errors import (
    CorrectedSinceReview,
    CorrectionDecided,
    CorrectionsWait,
    CorrectionTooLate,
    NoSuchEpisode,
    NotACorrection,
    OwnProposal,
)
from billing.models import Correction
from billing.statements.recomputing import verdict
from tests.billing_statements.corrected import EVIDENCE, ON_THE_10TH, decided, proposed
from tests.billing_statements.issued import (
    HALMSTAD,
    IN_MARCH,
    ON_THE_8TH,
    ON_THE_20TH,
    a_statement,
    issued,
    reviewed,
    second_controller,
)
from tests.billing_statements.test_corrections import a_priced_march, amount, everything
from tests.billing_statements.test_paid_and_credited import credited
from tests.billing_stored.facts import episode, store
from tests.cast import Cast

ON_THE_12TH = datetime(2027, 4, 12, 7, tzinfo=UTC)


def test_it_is_withdrawn_by_who_proposed_it_until_somebody_decides(cast: Cast) -> None:
    a_priced_march(cast)
    correction = proposed(cast)
    before = everything()
    with pytest.raises(NotAllowed):
        withdraw_correction(correction, by=cast.region_controller, at=ON_THE_10TH)
    assert everything() == before
    withdraw_correction(correction, by=cast.municipal_controller, at=ON_THE_10TH)
    before = everything()
    with pytest.raises(CorrectionDecided):
        decided(cast, correction)
    assert everything() == before
    assert amount() == 25_000


def test_it_is_rejected_with_a_reason_and_changes_nothing(cast: Cast) -> None:
    a_priced_march(cast)
    correction = proposed(cast)
    before = everything()
    with pytest.raises(NotACorrection, match="correction_fault"):
        decide_correction(correction, by=second_controller(cast), accept=False)
    assert everything() == before
    decided(cast, correction, accept=False)
    assert amount() == 25_000


def test_it_is_decided_by_another_than_who_proposed_it_and_by_the_region_alone(cast: Cast) -> None:
    a_priced_march(cast)
    correction = proposed(cast, by=cast.region_controller)
    before = everything()
    with pytest.raises(OwnProposal):
        decide_correction(correction, by=cast.region_controller, accept=True, at=ON_THE_10TH)
    for name, somebody in cast.everybody():
        if name != "region_controller":
            with pytest.raises((NotAllowed, Http404)):
                decide_correction(correction, by=somebody, accept=True, at=ON_THE_10TH)
    assert everything() == before


def test_it_is_proposed_by_the_parties_alone_and_a_test_by_the_region(cast: Cast) -> None:
    a_priced_march(cast)
    second_controller(cast)
    before = everything()
    for name, somebody in cast.everybody():
        if name not in ("region_controller", "municipal_controller"):
            with pytest.raises((NotAllowed, Http404)):
                proposed(cast, by=somebody)
    with pytest.raises(NotAllowed):
        proposed(cast, kind=CorrectionKind.TEST)
    assert everything() == before
    assert proposed(cast, by=cast.region_controller, kind=CorrectionKind.TEST).kind == "test"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": CorrectionKind.WRONG_READY_TIME}, "at"),
        ({"kind": CorrectionKind.WRONG_READY_TIME, "civil_at": datetime(2027, 3, 3, 13, 15)}, "at"),
        ({"kind": CorrectionKind.WRONG_READY_TIME, "civil_at": datetime(2027, 3, 28, 2, 30)}, "at"),
        ({"kind": CorrectionKind.WRONG_DISCHARGE_TIME, "civil_at": datetime(2027, 2, 28, 9)}, "at"),
        ({"kind": CorrectionKind.DIED, "civil_at": datetime(2027, 3, 8, 9)}, "at"),
        ({"kind": CorrectionKind.ON_LEAVE, "first_day": date(2027, 3, 4)}, "last_day"),
        (
            {"kind": CorrectionKind.ON_LEAVE, "first_day": date(2027, 3, 5), "last_day": date(2027, 3, 4)},
            "last_day",
        ),
        (
            {"kind": CorrectionKind.ON_LEAVE, "first_day": date(2027, 5, 5), "last_day": date(2027, 5, 6)},
            "first_day",
        ),
        ({"kind": CorrectionKind.WRONG_MUNICIPALITY}, "municipality"),
        ({"kind": CorrectionKind.WRONG_MUNICIPALITY, "to_municipality": "1380"}, "municipality"),
        ({"kind": CorrectionKind.SIP_NOT_NEEDED}, "kind"),
    ],
)
def test_it_is_refused_where_it_says_what_cannot_be(cast: Cast, said: dict[str, Any], field: str) -> None:
    a_priced_march(cast)
    before = everything()
    with pytest.raises(NotACorrection) as refused:
        proposed(cast, **said)
    assert refused.value.field == field
    assert refused.value.message
    assert everything() == before


def test_it_is_about_an_episode_of_the_month(cast: Cast) -> None:
    a_priced_march(cast)
    before = everything()
    with pytest.raises(NoSuchEpisode):
        proposed(cast, episode_id="T-99")
    assert everything() == before


def test_it_comes_too_late_when_the_statement_is_issued(cast: Cast) -> None:
    a_priced_march(cast)
    counted = decided(cast, proposed(cast))
    issued(cast, reviewed_at=ON_THE_12TH)
    before = everything()
    with pytest.raises(CorrectionTooLate) as refused:
        proposed(cast, at=ON_THE_20TH, episode_id="T-1")
    assert "kreditnota" in refused.value.message
    with pytest.raises(CorrectionTooLate):
        propose_undoing(counted, by=cast.region_controller, evidence="Fel", at=ON_THE_20TH)
    assert everything() == before


def test_it_comes_too_late_when_the_month_that_the_episode_would_come_to_is_issued(cast: Cast) -> None:
    a_priced_march(cast)
    store(episode(8, municipality="1384"), at=IN_MARCH)
    kungsbacka = HALMSTAD | {"municipality": "1384"}
    reviewed(cast, **kungsbacka)
    issue_statement(by=second_controller(cast), at=ON_THE_20TH, **kungsbacka)
    before = everything()
    with pytest.raises(CorrectionTooLate):
        proposed(cast, kind=CorrectionKind.WRONG_MUNICIPALITY, to_municipality="1384", at=ON_THE_20TH)
    assert everything() == before


def test_it_is_possible_again_when_the_statement_has_been_credited_and_counts_in_the_next(cast: Cast) -> None:
    first = a_statement(cast)
    note = credited(cast, first)
    later = note.issued_at + timedelta(hours=1)
    decided(cast, proposed(cast, at=later), at=later)
    second = issued(cast, reviewed_at=later, at=later)
    assert (first.amount, note.amount, second.amount) == tuple(map(Decimal, (25_000, -25_000, 0)))
    assert verdict(first).is_same_again


def test_it_is_decided_before_the_month_is_issued(cast: Cast) -> None:
    a_priced_march(cast)
    reviewed(cast, at=ON_THE_8TH)
    correction = proposed(cast)
    before = everything()
    with pytest.raises(CorrectionsWait):
        issue_statement(by=second_controller(cast), at=ON_THE_20TH, **HALMSTAD)
    assert everything() == before
    decided(cast, correction)
    before = everything()
    # What was reviewed has no correction: the month is reviewed again.
    with pytest.raises(CorrectedSinceReview):
        issue_statement(by=second_controller(cast), at=ON_THE_20TH, **HALMSTAD)
    assert everything() == before
    assert issued(cast, reviewed_at=ON_THE_12TH).amount == 0


@pytest.mark.parametrize(
    "sql", ["UPDATE billing_correction SET evidence = ''", "DELETE FROM billing_correction"]
)
def test_it_is_no_right_of_the_role_that_web_and_worker_use_to_change_it(cast: Cast, sql: str) -> None:
    a_priced_march(cast)
    correction = proposed(cast)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(sql)
    correction.evidence = "något annat"
    with pytest.raises(ImmutableRow):
        correction.save()
    correction.refresh_from_db()
    assert correction.evidence == EVIDENCE


def test_it_is_the_database_that_wants_two_people_and_one_decision(cast: Cast) -> None:
    a_priced_march(cast)
    correction = proposed(cast, by=cast.region_controller)
    own = {
        "decision": "accepted",
        "decided_by": cast.region_controller,
        "decided_by_user": cast.region_controller.user,
    }
    with pytest.raises(IntegrityError, match="correction_decided_by_another"), transaction.atomic():
        Correction.objects.filter(pk=correction.pk).update(**own, decided_at=ON_THE_10TH)
    decided(cast, correction)
    with pytest.raises(IntegrityError, match="set once"), transaction.atomic():
        connection.cursor().execute("UPDATE billing_correction SET decision = 'rejected'")
    correction.refresh_from_db()
    assert correction.decision == "accepted"
