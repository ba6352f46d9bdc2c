"""Going home well: the track, the checklist before home, and what the patient gets in writing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from coordination.core.states import Capacity, Step


class HomeReadyItem(StrEnum):
    """A line of the home-ready checklist (hemgångsklar). It reminds, and never holds anybody up."""

    SUMMARY_GIVEN = "summary_given"
    """Dalarna: the patient has the four answers in writing."""
    MEDICINES_UNBROKEN = "medicines_unbroken"
    """Dalarna: no gap in medicines until the next dispensing."""
    REHABILITATION_UNBROKEN = "rehabilitation_unbroken"
    """Dalarna: no gap in rehabilitation, aids included."""
    INFORMATION_TRANSFERRED = "information_transferred"
    RELATIVES_INFORMED = "relatives_informed"
    """LUS 3:3, if the patient agrees."""
    TRANSPORT_ORDERED = "transport_ordered"
    MEDICAL_RESPONSIBILITY_TAKEN = "medical_responsibility_taken"
    FOLLOW_UP_BOOKED = "follow_up_booked"
    HOME_PREPARED = "home_prepared"
    AIDS_IN_PLACE = "aids_in_place"
    STAFF_INFORMED = "staff_informed"


WHOSE: Mapping[HomeReadyItem, Capacity] = {
    HomeReadyItem.SUMMARY_GIVEN: Capacity.WARD,
    HomeReadyItem.MEDICINES_UNBROKEN: Capacity.WARD,
    HomeReadyItem.REHABILITATION_UNBROKEN: Capacity.WARD,
    HomeReadyItem.INFORMATION_TRANSFERRED: Capacity.WARD,
    HomeReadyItem.RELATIVES_INFORMED: Capacity.WARD,
    HomeReadyItem.TRANSPORT_ORDERED: Capacity.WARD,
    HomeReadyItem.MEDICAL_RESPONSIBILITY_TAKEN: Capacity.OUTPATIENT,
    HomeReadyItem.FOLLOW_UP_BOOKED: Capacity.OUTPATIENT,
    HomeReadyItem.HOME_PREPARED: Capacity.MUNICIPALITY,
    HomeReadyItem.AIDS_IN_PLACE: Capacity.MUNICIPALITY,
    HomeReadyItem.STAFF_INFORMED: Capacity.MUNICIPALITY,
}
"""Each line is one party's to answer; all read it."""


class HomeReadyState(StrEnum):
    """How a line of the checklist stands."""

    LEFT = "left"
    DONE = "done"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class HomeReadyLine:
    """One line as a party has answered it."""

    item: HomeReadyItem
    state: HomeReadyState
    comment: str


@dataclass(frozen=True, slots=True)
class HomeReadyChecked:
    """A party's lines of the checklist as they stand; a later answer to a line replaces an earlier one."""

    lines: tuple[HomeReadyLine, ...]


@dataclass(frozen=True, slots=True)
class TrackChosen:
    """The region's track with what its data said that day (`agreements.tracks`); a later one replaces it."""

    code: str
    reason: str
    name: str = ""
    asks_for: tuple[str, ...] = ()
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class PatientSummaryGiven:
    """The patient's own written summary (LUS 3:3; Dalarna's four answers), as it was handed over."""

    what_matters: str
    what_happened: str
    what_happens_next: str
    whom_to_turn_to: str
    medicines: str
    rehabilitation: str


Homegoing = TrackChosen | HomeReadyChecked | PatientSummaryGiven

PAYLOADS: Mapping[Step, type[Homegoing]] = {
    Step.TRACK_CHOSEN: TrackChosen,
    Step.HOME_READY_CHECKED: HomeReadyChecked,
    Step.PATIENT_SUMMARY_GIVEN: PatientSummaryGiven,
}
