"""The events of going home as the timeline tells them, and the case page's parts for them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements.choices import CHOICES
from agreements.dated import Words
from agreements.tracks import Track, track
from coordination.core.events import Payload
from coordination.core.homegoing import (
    WHOSE,
    HomeReadyChecked,
    HomeReadyItem,
    HomeReadyState,
    PatientSummaryGiven,
    TrackChosen,
)
from coordination.core.states import Capacity
from coordination.opened_case import OpenedCase
from coordination.web.telling import Particulars, Told, filled
from coordination.web.words import CAPACITY, HOME_READY_ITEM, HOME_READY_STATE

TONES = {"blue": "info", "green": "success", "yellow": "warning", "red": "danger"}


@dataclass(frozen=True)
class TrackShown:
    """The track in the case's heading: its words carry it, the tone only helps the eye."""

    name: str
    tone: str
    meaning: str
    asks_for: list[str]
    takes_part: list[str]


@dataclass(frozen=True)
class ChecklistLine:
    text: Promise
    who: Promise
    state: Promise
    is_done: bool
    comment: str


def of_homegoing(payload: Payload) -> Told | None:
    """The event in the reader's language; None where it is none of these."""
    match payload:
        case TrackChosen():
            return Told(_("Track chosen"), of_track(payload))
        case HomeReadyChecked():
            lines = [
                (HOME_READY_ITEM[one.item], _with_comment(HOME_READY_STATE[one.state], one.comment))
                for one in payload.lines
            ]
            return Told(_("Home-ready checklist"), [(str(text), state) for text, state in lines])
        case PatientSummaryGiven():
            return Told(_("The patient's summary written"), [])
    return None


def of_track(chosen: TrackChosen) -> Particulars:
    """Which one, and why, wherever it was chosen."""
    return filled((_("Track"), chosen.name or chosen.code), (_("Why"), chosen.reason))


def track_shown(opened: OpenedCase) -> TrackShown | None:
    """The chosen track of the case's region."""
    chosen = opened.history.track
    found: Track | None = track(opened.case.region_code, chosen.code) if chosen else None
    if found is None:
        return None
    return TrackShown(
        name=_said(found.name),
        tone=TONES[found.colour],
        meaning=_said(found.meaning),
        asks_for=[_said(CHOICES["track_steps"][one]) for one in found.asks_for],
        takes_part=[_said(CHOICES["track_parties"][one]) for one in found.takes_part],
    )


def checklist(opened: OpenedCase) -> list[ChecklistLine]:
    """Every line of the parties in the case, answered or left; none before anybody has answered."""
    answered = opened.history.checklist
    if not answered:
        return []
    concerned = {Capacity(party.capacity) for party in opened.parties}
    lines = []
    for item in HomeReadyItem:
        if WHOSE[item] in concerned:
            line = answered[item][1] if item in answered else None
            state = line.state if line else HomeReadyState.LEFT
            lines.append(
                ChecklistLine(
                    text=HOME_READY_ITEM[item],
                    who=CAPACITY[WHOSE[item]],
                    state=HOME_READY_STATE[state],
                    is_done=state is not HomeReadyState.LEFT,
                    comment=line.comment if line else "",
                )
            )
    return lines


def _with_comment(state: Promise, comment: str) -> str:
    return f"{state}: {comment}" if comment else str(state)


def _said(words: Words) -> str:
    return words.sv if (get_language() or "sv").startswith("sv") else words.en
