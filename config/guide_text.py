"""The guides' Markdown as HTML: headings, paragraphs, lists, pictures, **words of the screen** and links to guides.

No more than that is understood, and what is not is a fault: a guide is written for people, here and where the code is.
"""

import re
from collections.abc import Iterator, Mapping

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

PICTURE = re.compile(r"!\[(?P<text>[^\]]+)\]\(\.\./pictures/(?P<name>[a-z-]+\.png)\)")
LINK = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<slug>[a-z-]+)\.md\)")
WORDS = re.compile(r"\*\*(?P<text>[^*]+)\*\*")
PART = re.compile(f"{LINK.pattern}|{WORDS.pattern.replace('text', 'words')}")
LISTS: Mapping[str, re.Pattern[str]] = {"ul": re.compile(r"- "), "ol": re.compile(r"\d+\. ")}
NOT_UNDERSTOOD = re.compile(r"[`*_|<>#]|\]\(")


class NotUnderstood(ValueError):
    """A guide says something in a way that only Markdown's other readers know."""


def title_of(guide: str) -> str:
    """What the guide is called: its first line."""
    return guide.partition("\n")[0].removeprefix("# ")


def as_html(guide: str) -> SafeString:
    """All below the title."""
    blocks = guide.strip().split("\n\n")[1:]
    return format_html_join("\n", "{}", ((_block(block),) for block in blocks))


def _block(block: str) -> SafeString:
    if block.startswith("## "):
        return format_html("<h2>{}</h2>", _line(block.removeprefix("## ")))
    if picture := PICTURE.fullmatch(block):
        address = static(f"pictures/{picture['name']}")
        return format_html('<img class="guide__picture" src="{}" alt="{}">', address, picture["text"])
    for kind, mark in LISTS.items():
        if mark.match(block):
            items = ((_line(item),) for item in _items(block, mark))
            return format_html("<{}>{}</{}>", kind, format_html_join("", "<li>{}</li>", items), kind)
    return format_html("<p>{}</p>", _line(block))


def _items(block: str, mark: re.Pattern[str]) -> Iterator[str]:
    for line in block.split("\n"):
        if not mark.match(line):
            raise NotUnderstood(line)
        yield mark.sub("", line, count=1)


def _line(text: str) -> SafeString:
    """A text with its words of the screen in bold and its links to other guides."""
    parts, end = [], 0
    for found in PART.finditer(text):
        parts += [_plain(text[end : found.start()]), _marked(found)]
        end = found.end()
    return format_html_join("", "{}", ((part,) for part in [*parts, _plain(text[end:])]))


def _marked(found: re.Match[str]) -> SafeString:
    if found["words"]:
        return format_html("<strong>{}</strong>", found["words"])
    return format_html(
        '<a class="ds-link" href="{}">{}</a>', reverse("guide", args=[found["slug"]]), found["text"]
    )


def _plain(text: str) -> str:
    if NOT_UNDERSTOOD.search(text):
        raise NotUnderstood(text)
    return text
