"""The statute's own words, section by section: what every legal ground on a page links to."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from agreements.faults import AgreementFault
from agreements.shaped_file import read_shaped
from agreements.shapes import listing, record, text, whole

FILE = Path(__file__).parent / "lag-2017-612.yaml"
_NUMBER = whole(1, 99)
_SECTION = record({"number": _NUMBER, "paragraphs": listing(text)})
_CHAPTER = record({"number": _NUMBER, "title": text, "sections": listing(_SECTION)})
_LAYOUT = record({"title": text, "reference": text, "chapters": listing(_CHAPTER)})
_SECTION_CITED = re.compile(r"\b(\d+) kap\. (\d+)\b|\bLUS (\d+):(\d+)\b")


@dataclass(frozen=True, slots=True)
class Section:
    """One section (paragraf), with its paragraphs (stycken) and numbered points."""

    number: int
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    number: int
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Statute:
    """A statute as far as this system rests on it."""

    title: str
    reference: str
    chapters: tuple[Chapter, ...]

    def has(self, chapter: int, section: int) -> bool:
        return any(
            one.number == chapter and any(each.number == section for each in one.sections)
            for one in self.chapters
        )


@cache
def load_statute() -> Statute:
    """Lag (2017:612), LUS, chapters 2 to 5. Raises `AgreementFault` with every fault of the file."""
    said, faults = read_shaped(FILE.name, FILE.read_bytes(), _LAYOUT)
    if faults:
        raise AgreementFault(faults)
    return Statute(
        said["title"],
        said["reference"],
        tuple(
            Chapter(
                chapter["number"],
                chapter["title"],
                tuple(Section(each["number"], each["paragraphs"]) for each in chapter["sections"]),
            )
            for chapter in said["chapters"]
        ),
    )


def section_cited(ground: str) -> tuple[int, int] | None:
    """The last chapter and section of LUS that a ground such as "LUS 2 kap. 1 § och 5 kap. 3 §" or "LUS 5:3" names.

    The last one: it is where the consequence stands. None where the ground is an agreement's own clause.
    """
    found = _SECTION_CITED.findall(ground)
    if not found:
        return None
    chapter, section = (int(one or other) for one, other in zip(found[-1][:2], found[-1][2:], strict=True))
    return (chapter, section) if load_statute().has(chapter, section) else None
