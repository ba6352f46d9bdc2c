"""The tracks that a region sorts ways home by: code, colour and words, steps asked for, who takes part."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from agreements.dated import Words
from agreements.faults import AgreementFault, Fault
from agreements.places import REGIONS
from agreements.shaped_file import read_shaped
from agreements.shapes import choice, listing, record, refusal, text, truth, words

TRACKS = Path(__file__).parent / "tracks.yaml"


@dataclass(frozen=True, slots=True)
class Track:
    """`asks_for` and `takes_part` are names of `CHOICES`; `source` says where the track was read.

    One that `is_fixed` is changed for a reason alone.
    """

    code: str
    colour: str
    name: Words
    meaning: Words
    asks_for: tuple[str, ...]
    takes_part: tuple[str, ...]
    is_fixed: bool
    source: Words


def tracks_of(region: str) -> tuple[Track, ...]:
    """A region's tracks in its own order; none where it has said nothing."""
    return load_tracks().get(region, ())


def track(region: str, code: str) -> Track | None:
    """One of a region's tracks by its code."""
    return next((one for one in tracks_of(region) if one.code == code), None)


@cache
def load_tracks(path: Path = TRACKS) -> Mapping[str, tuple[Track, ...]]:
    """Every region's tracks. Raises `AgreementFault` with every fault of the file."""
    said, faults = read_shaped(path.name, path.read_bytes(), _layout)
    for region, tracks in (said or {}).items():
        codes = [one.code for one in tracks]
        if region not in REGIONS:
            faults.append(Fault(path.name, region, "är ingen region"))
        faults += [
            Fault(path.name, f"{region}.{code}", "står två gånger") for code in codes if codes.count(code) > 1
        ]
    if faults:
        raise AgreementFault(faults)
    return MappingProxyType(said)


_track = record(
    {
        "code": text,
        "colour": choice("track_colours"),
        "name": words,
        "meaning": words,
        "asks_for": listing(choice("track_steps")),
        "takes_part": listing(choice("track_parties")),
        "is_fixed": truth,
        "source": words,
    }
)


def _layout(said: Any) -> Mapping[str, tuple[Track, ...]]:
    if not isinstance(said, dict):
        raise refusal("spår per region", said)
    read = record({str(region): listing(_track) for region in said})(said)
    return {region: tuple(Track(**one) for one in tracks) for region, tracks in read.items()}
