"""What the text in force says of how a case is worked with."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from agreements.agreement import Agreement
from agreements.in_force import Governing, NoTextInForce, text_in_force
from agreements.reasons import Why
from coordination.core.civil import civil_day
from coordination.core.history import History
from coordination.core.law import Ground
from coordination.core.standing import told_ready
from coordination.core.states import Capacity
from coordination.core.terms import STATUTE_ALONE, CountingTerms, CutOff, ProcessTerms
from coordination.models import Case


def process_terms(case: Case, day: date) -> ProcessTerms:
    """The terms between the region and the liable municipality on that day, as the shipped texts tell.

    The statute's own where the patient is registered nowhere, or before it began.
    """
    return _terms(case.region_code, case.liable_municipality_code, day)


def terms_of_stay(case: Case, history: History) -> ProcessTerms:
    """Those that a stay is worked with from its beginning, whatever begins to be in force during it (unsettled).

    Its days of waiting count as the text says that was in force when the municipality was told of them (unsettled: a
    month is computed by the text in force at the discharge, which nobody knows yet).
    """
    when_admitted = process_terms(case, civil_day(case.admitted_at))
    told = told_ready(history, Capacity.MUNICIPALITY)
    if told is None:
        return when_admitted
    return replace(when_admitted, counting=process_terms(case, civil_day(told.occurred_at)).counting)


@lru_cache(maxsize=4096)
def _terms(region: str, municipality: str, day: date) -> ProcessTerms:
    if not municipality:
        return STATUTE_ALONE
    try:
        governing = text_in_force(region, municipality, day)
    except NoTextInForce:
        return STATUTE_ALONE
    said = governing.agreement.terms
    hours = said["planning_basis_hours"].value
    return ProcessTerms(
        planning_basis_within=None if hours is None else timedelta(hours=hours),
        treatment_plan_before_ready=said["treatment_plan_before_ready"].value,
        counting=None if _is_one_body(governing) else counting_terms(governing.agreement),
    )


def counting_terms(text: Agreement) -> CountingTerms:
    """How the text counts days; its psychiatric transition of 2018 is over, and left out."""
    said = {key: sourced.value for key, sourced in text.terms.items()}
    long_stay, has_average = said["long_stay"], said["threshold_days"] is not None
    return CountingTerms(
        ground=Ground.LUS_5_4 if text.kind == "statute" else Ground.LUS_4_5,
        first_date_counts=said["counting"] == "inclusive",
        cut_off=_cut_off(said["cut_off"]),
        care_contact_needed=said["care_contact_needed"],
        conditions_delay_start=said["conditions_delay_start"],
        cut_off_looks_at_notice=said["cut_off_applies_to"] == "notice",
        whole_days_only=said["region_unavailable_dates"] == "whole_days_only",
        free_days=0 if has_average or long_stay is None else long_stay["free_days"],
        threshold_days=said["threshold_days"],
        long_stay_days=long_stay["over_days"] if has_average and long_stay else None,
        long_stay_free_days=long_stay["free_days"] if long_stay else 0,
        long_stay_from_notice=said["long_stay_counted_from"] == "notice",
    )


def _cut_off(said: Mapping[str, Any] | None) -> CutOff | None:
    return None if said is None else CutOff(**said)


def _is_one_body(governing: Governing) -> bool:
    """Whether the two are one legal person, which owes itself nothing."""
    return any(reason.code is Why.ONE_BODY for reason in governing.why)
