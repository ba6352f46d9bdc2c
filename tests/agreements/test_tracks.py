"""The tracks of the regions: read with their words, and refused with key and reason."""

from pathlib import Path

import pytest

from agreements.choices import CHOICES
from agreements.faults import AgreementFault
from agreements.tracks import TRACKS, load_tracks, track, tracks_of


def test_it_knows_hallands_and_norrbottens() -> None:
    assert [one.code for one in tracks_of("13")] == ["green", "yellow", "red"]
    assert [one.code for one in tracks_of("25")] == ["blue", "green"]
    assert tracks_of("20") == ()
    yellow = track("13", "yellow")
    assert yellow is not None and "sip_at_home" in yellow.asks_for
    blue = track("25", "blue")
    assert blue is not None and blue.takes_part == ("ward", "municipality")
    assert track("25", "red") is None


def test_it_says_each_in_words_beside_its_colour() -> None:
    for tracks in load_tracks().values():
        for one in tracks:
            assert one.name.sv and one.name.en and one.meaning.sv and one.source.sv
            assert one.colour in CHOICES["track_colours"]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("code: yellow", "code: green", "tracks.yaml: 13.green: står två gånger"),
        ('"25":', '"99":', "tracks.yaml: 99: är ingen region"),
        (
            "colour: red",
            "colour: pink",
            "tracks.yaml: 13.2.colour: ska vara något av blue, green, yellow, red",
        ),
        (
            "asks_for: [care_contact, sip]",
            "asks_for: [tea]",
            "tracks.yaml: 25.1.asks_for.0: ska vara något av",
        ),
    ],
)
def test_it_refuses_a_faulty_file(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    text = TRACKS.read_text()
    assert right in text
    file = tmp_path / "tracks.yaml"
    file.write_text(text.replace(right, wrong, 1))
    with pytest.raises(AgreementFault) as refused:
        load_tracks(file)
    assert told in str(refused.value)
