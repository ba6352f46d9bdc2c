"""An agreement's data as the terms that the core computes from."""

from collections.abc import Mapping
from typing import Any

from agreements.agreement import Agreement
from agreements.faults import AgreementFault, Fault
from billing.core.terms import (
    Counting,
    CutOff,
    CutOffAppliesTo,
    EpisodeDate,
    LateStep,
    LongStay,
    LongStayCountedFrom,
    RegionUnavailableDates,
    Terms,
    Transition,
    Window,
    WindowCovers,
)

ONLY_READING: Mapping[str, tuple[Any, str]] = {
    "admission_notice_receiver": (
        "municipality",
        "underlaget säger bara när kommunen underrättades, och det är vad LUS 5 kap. 3 § frågar efter",
    ),
    "outpatient_only_outside": (
        True,
        "bara den som behöver kommunens insatser kan göra den betalningsansvarig (LUS 5 kap. 2 och 3 §§)",
    ),
}
"""Terms of which one reading alone can be computed, with the reason; another value is refused, never passed over."""


def terms_of(agreement: Agreement) -> Terms:
    """The terms of liability in an agreement; what decides no amount stays in the agreement.

    Raises `AgreementFault` for a value that nothing is computed by.
    """
    said = {key: sourced.value for key, sourced in agreement.terms.items()}
    faults = [
        Fault(f"{agreement.slug}.yaml", f"terms.{key}.value", f"{said[key]!r} kan inte räknas: {reason}")
        for key, (only, reason) in ONLY_READING.items()
        if said[key] != only
    ]
    if faults:
        raise AgreementFault(faults)
    return Terms(
        slug=agreement.slug,
        threshold_days=said["threshold_days"],
        counting=Counting(said["counting"]),
        cut_off=_cut_off(said["cut_off"]),
        cut_off_applies_to=CutOffAppliesTo(said["cut_off_applies_to"]),
        long_stay=None if said["long_stay"] is None else LongStay(**said["long_stay"]),
        long_stay_counted_from=LongStayCountedFrom(said["long_stay_counted_from"]),
        window=Window(**said["window"]),
        window_covers=WindowCovers(said["window_covers"]),
        care_contact_needed=said["care_contact_needed"],
        conditions_delay_start=said["conditions_delay_start"],
        average_decimals=said["average_decimals"],
        discount_percent=said["discount_percent"],
        late_admission_notice=LateStep(said["late_admission_notice"]),
        late_sip_call=LateStep(said["late_sip_call"]),
        region_unavailable_dates=RegionUnavailableDates(said["region_unavailable_dates"]),
        episode_month=EpisodeDate(said["episode_month"]),
        daily_amount_year=EpisodeDate(said["daily_amount_year"]),
        psychiatric_transition=_transition(said["psychiatric_transition"]),
    )


def _cut_off(said: Mapping[str, Any] | None) -> CutOff | None:
    return None if said is None else CutOff(**said)


def _transition(said: Mapping[str, Any] | None) -> Transition | None:
    return None if said is None else Transition(**{**said, "cut_off": _cut_off(said["cut_off"])})
