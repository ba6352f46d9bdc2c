"""Who is liable, and whether liability is possible at all: the conditions of LUS chapter 5, in order."""

from collections.abc import Collection
from datetime import timedelta

import polars as pl

from billing.core.clock import hours_apart_exceed
from billing.core.facts import TAKEN_OUT
from billing.core.reasons import Reason
from billing.core.terms import LateStep, Terms

REASON = pl.Enum([reason.value for reason in Reason])
ADMISSION_NOTICE_WITHIN = timedelta(hours=24)
SIP_CALL_WITHIN_DAYS = 3


def liable_municipality() -> pl.Expr:
    """The municipality that placed the patient in another one, else that of registration.

    LUS 5:2: "En kommuns betalningsansvar omfattar patienter som är folkbokförda i kommunen. Den kommun som har
    beslutat att en patient ska vistas i en annan kommun ... har betalningsansvaret för den patienten oavsett
    var patienten är folkbokförd."
    """
    return pl.coalesce("placing_municipality", "municipality").alias("municipality")


def reason(terms: Terms, columns: Collection[str] = ()) -> pl.Expr:
    """The first condition that fails, as a `Reason`; the empty one when liability is possible.

    A condition that no rule of the terms asks for leaves the chain, so that it costs nothing. So does
    one that the facts have no column for, of those that are seldom there.
    """
    failing = {
        Reason.TAKEN_OUT: pl.col(TAKEN_OUT).fill_null(False) if TAKEN_OUT in columns else None,
        Reason.NO_DISCHARGE_READY_NOTICE: pl.col("discharge_ready_at").is_null(),
        Reason.NOT_DISCHARGED: pl.col("discharged_at").is_null(),
        Reason.NO_MUNICIPAL_SERVICES: ~pl.col("needs_municipal_services"),
        Reason.NO_ADMISSION_NOTICE: not_done_by_discharge("admission_notice_at"),
        Reason.LATE_ADMISSION_NOTICE: excludes(terms.late_admission_notice, admission_notice_is_late()),
        Reason.NO_CARE_CONTACT: care_contact_is_missing() if terms.care_contact_needed else None,
        Reason.NO_SIP_CALL: pl.col("sip_required") & not_done_by_discharge("sip_called_at"),
        Reason.LATE_SIP_CALL: excludes(terms.late_sip_call, sip_call_is_late()),
    }
    codes = {each: code for code, each in enumerate(Reason)}
    chain = pl.lit(codes[Reason.NONE], dtype=pl.UInt8)
    for each, fails in reversed(failing.items()):
        if fails is not None:
            chain = pl.when(fails).then(pl.lit(codes[each], dtype=pl.UInt8)).otherwise(chain)
    return chain.cat.to(REASON).alias("reason")


def not_done_by_discharge(step: str) -> pl.Expr:
    """True where the step was never taken, or after the patient had left; at the moment of leaving is in time.

    LUS 5:3: "Kommunens betalningsansvar förutsätter att den slutna vården har 1. underrättat kommunen om att
    patienten har skrivits in ... I de fall en samordnad individuell planering ska genomföras ... är kommunen
    betalningsansvarig endast om den fasta vårdkontakten ... har kallat till samordnad individuell planering".
    """
    return (pl.col(step) <= pl.col("discharged_at")).fill_null(False).not_()


def care_contact_is_missing() -> pl.Expr:
    """True where continued health care is needed and nobody was appointed before the patient left.

    Dalarna 11: "Fast vårdkontakt har utsetts i den landstingsfinansierade öppna vården för patienter med behov
    av fortsatt hälso- och sjukvård".
    """
    return pl.col("needs_health_care") & not_done_by_discharge("care_contact_at")


def admission_notice_is_late() -> pl.Expr:
    """True where the notice was sent over 24 hours after the admission, or after the later assessment of need.

    LUS 2:3: "senast 24 timmar efter det att patienten har skrivits in ... Om den behandlande läkaren först senare
    under vårdförloppet bedömer ... senast 24 timmar efter det att den behandlande läkaren gjorde den bedömningen."
    """
    started = pl.max_horizontal("admitted_at", "need_assessed_at")
    late = hours_apart_exceed(started, pl.col("admission_notice_at"), ADMISSION_NOTICE_WITHIN)
    return late.fill_null(False).alias("admission_notice_is_late")


def sip_call_is_late() -> pl.Expr:
    """True where a needed call was sent later than the third date after the discharge-ready notice.

    LUS 4:3: "Kallelsen ska skickas senast tre dagar efter det att en underrättelse ... har lämnats."
    A time limit in days ends when its last day does.
    """
    called, ready = (pl.col(name).cast(pl.Date) for name in ("sip_called_at", "discharge_ready_at"))
    late = called > ready + pl.duration(days=SIP_CALL_WITHIN_DAYS)
    return (pl.col("sip_required") & late).fill_null(False).alias("sip_call_is_late")


def excludes(choice: LateStep, is_late: pl.Expr) -> pl.Expr | None:
    """The condition that lateness is, under the reading that lets it end liability."""
    match choice:
        case LateStep.WARNS:
            return None
        case LateStep.EXCLUDES:
            return is_late
