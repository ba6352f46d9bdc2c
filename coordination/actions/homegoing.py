"""Going home well: the track, the checklist before home, and what the patient gets in writing."""

from collections.abc import Iterable
from typing import Unpack

from agreements.tracks import track
from coordination.actions.entry import Entry
from coordination.actions.write import LockedCase, record
from coordination.core.homegoing import (
    WHOSE,
    HomeReadyChecked,
    HomeReadyLine,
    PatientSummaryGiven,
    TrackChosen,
)
from coordination.core.states import Step
from coordination.errors import NoSuchTrack, NotYourLine, TrackIsFixed
from coordination.models import Event


def choose_track(*, code: str, reason: str = "", **entry: Unpack[Entry]) -> Event:
    """One of the region's tracks (`agreements.tracks`). A fixed one is left for a reason alone (`TrackIsFixed`)."""

    return record(Step.TRACK_CHOSEN, lambda locked: track_of(locked, code, reason), **entry)


def track_of(locked: LockedCase, code: str, reason: str) -> TrackChosen:
    """What is told of the region's track with that code; raises `NoSuchTrack` and `TrackIsFixed`."""
    chosen, before = track(locked.case.region_code, code), locked.history.track
    if chosen is None:
        raise NoSuchTrack
    if before and before.is_fixed and before.code != code and not reason.strip():
        raise TrackIsFixed(track=before.name)
    return TrackChosen(code, reason, chosen.name.sv, chosen.asks_for, chosen.is_fixed)


def check(*, lines: Iterable[HomeReadyLine], **entry: Unpack[Entry]) -> Event:
    """The own party's lines of the home-ready checklist."""
    answered = tuple(lines)

    def payload(locked: LockedCase) -> HomeReadyChecked:
        if not answered or any(WHOSE[line.item] is not locked.capacity for line in answered):
            raise NotYourLine
        return HomeReadyChecked(lines=answered)

    return record(Step.HOME_READY_CHECKED, payload, **entry)


def give_summary(
    *,
    what_matters: str,
    what_happened: str,
    what_happens_next: str,
    whom_to_turn_to: str,
    medicines: str = "",
    rehabilitation: str = "",
    **entry: Unpack[Entry],
) -> Event:
    """The written summary that the patient has been given; a later one replaces it."""
    payload = PatientSummaryGiven(
        what_matters=what_matters,
        what_happened=what_happened,
        what_happens_next=what_happens_next,
        whom_to_turn_to=whom_to_turn_to,
        medicines=medicines,
        rehabilitation=rehabilitation,
    )
    return record(Step.PATIENT_SUMMARY_GIVEN, payload, **entry)
