"""What is handed over or sent on paper: tagged PDF that meets PDF/UA-1, in the language of its words."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import typst

TEMPLATE = Path(__file__).with_name("paper.typ")


@dataclass(frozen=True)
class Section:
    """A heading, and below it a text or a table, whose columns named in `figures` (from 0) stand to the right."""

    heading: str
    text: str = ""
    header: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    figures: Sequence[int] = ()


@dataclass(frozen=True)
class Paper:
    """All that stands on the paper. `facts` are terms and values below the title, `foot` stands on every page."""

    title: str
    language: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    foot: str


def pdf_of(paper: Paper) -> bytes:
    """The PDF. The template is fixed and the words are its input, so no word is ever read as typesetting."""
    pdf: bytes = typst.compile(  # type: ignore[type-var]  # its stubs want one type for input, output and fonts
        TEMPLATE.read_bytes(),
        root=str(TEMPLATE.parent),
        ignore_system_fonts=True,
        sys_inputs=told(paper),
        pdf_standards=["ua-1"],
    )
    return pdf


def told(paper: Paper) -> dict[str, str]:
    """The template's input."""
    return {"told": json.dumps(asdict(paper), ensure_ascii=False)}
