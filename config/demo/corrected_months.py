"""What is put right in Halmstad's months, and what the municipality contests: one that counts, one that waits."""

from datetime import timedelta
from typing import Any

import polars as pl

from accounts.models import Assignment
from billing.actions.corrections import decide_correction, propose_correction
from billing.actions.disputes import note, open_dispute, start_analysis
from billing.actions.payments import register_payment
from billing.core.corrections import CorrectionKind
from billing.core.reasons import Status
from billing.models import Statement
from billing.months.between import MonthBetween
from config.demo.clock import Clock
from config.demo.issued_places import HALMSTAD, in_next_month
from config.demo.places import HALLAND


def correct_month(month: int, payer: Assignment, decides: Assignment) -> None:
    """The municipality proposes that a patient was on leave for a day, and the region accepts it, before the review."""
    row = _longest(month)
    day = row["discharged_at"].date() - timedelta(days=1)
    proposed = propose_correction(
        by=payer,
        region=HALLAND,
        municipality=HALMSTAD,
        month=month,
        episode_id=row["episode_id"],
        kind=CorrectionKind.ON_LEAVE,
        first_day=day,
        last_day=day,
        evidence="Patienten var hemma på permission den dagen, enligt hemtjänstens planering.",
        reference="Hemtjänstens planering, vecka 2",
        at=in_next_month(month, 9),
    )
    decide_correction(
        proposed, by=decides, accept=True, reason="Avdelningen bekräftar.", at=in_next_month(month, 10)
    )


def propose_in(month: int, payer: Assignment, clock: Clock) -> None:
    """A correction of the month that has just closed waits for the region."""
    at = min(in_next_month(month, 9), clock.now)
    propose_correction(
        by=payer,
        region=HALLAND,
        municipality=HALMSTAD,
        month=month,
        episode_id=_longest(month)["episode_id"],
        kind=CorrectionKind.DUPLICATE,
        evidence="Samma vårdtillfälle står två gånger: avdelningen bytte system den veckan.",
        at=at,
    )


def contest(statement: Statement, payer: Assignment, region: Assignment, clock: Clock) -> None:
    """One of the statement's lines, gone through together and not decided; the rest of it is paid."""
    dispute = open_dispute(
        statement,
        by=payer,
        episodes=[_longest(statement.month)["episode_id"]],
        reason="Vi fick inget besked om att patienten var utskrivningsklar förrän två dagar senare.",
        at=clock.days_ago(12, "10:00"),
    )
    start_analysis(
        dispute, by=payer, text="Vi föreslår ett möte nästa vecka.", at=clock.days_ago(10, "10:00")
    )
    note(dispute, by=region, text="Avdelningens logg går igenom till mötet.", at=clock.days_ago(7, "10:00"))
    paid_at = clock.days_ago(3, "10:00")
    register_payment(statement, by=region, day=paid_at.date(), undisputed=True, at=paid_at)


def _longest(month: int) -> dict[str, Any]:
    """The facts of the averaged episode that stayed longest, the first by number of those."""
    answer = MonthBetween(HALLAND, HALMSTAD, month, months_seen=1).answer
    lines = answer.episodes.hstack(answer.facts.select("discharged_at"))
    averaged = lines.filter(pl.col("status") == Status.AVERAGED)
    return averaged.sort(["days", "episode_id"], descending=[True, False]).row(0, named=True)
