"""A page as somebody without a script reads it: its text, links and forms with what is filled in."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse


@dataclass
class Form:
    """Where it goes, what its fields hold, and what its buttons say."""

    action: str
    data: dict[str, Any] = field(default_factory=dict)
    buttons: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """Parsed HTML. `text` is what is read aloud, with single spaces."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: dict[str, str] = {}
        self.forms: list[Form] = []
        self._words: list[str] = []
        self._select = self._textarea = ""
        self._link: tuple[str, list[str]] | None = None
        self._button: list[str] | None = None
        self.feed(html)
        self.text = " ".join(" ".join(self._words).split())

    def link(self, text: str) -> str:
        """The address behind the first link that begins so."""
        return next(address for words, address in self.links.items() if words.startswith(text))

    def form(self, action: str) -> Form:
        return next(form for form in self.forms if form.action == action)

    def form_with_button(self, text: str) -> Form:
        return next(form for form in self.forms if any(button.startswith(text) for button in form.buttons))

    def value(self, name: str) -> Any:
        """What a field holds."""
        return next(form.data[name] for form in self.forms if name in form.data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        match tag:
            case "a":
                self._link = (told.get("href") or "", [])
            case "button":
                self._button = []
            case "form":
                self.forms.append(Form(told.get("action") or ""))
            case "select":
                self._select = told.get("name") or ""
            case "option" if self._select and ("selected" in told or self._select not in self.forms[-1].data):
                self.forms[-1].data[self._select] = told.get("value") or ""
            case "textarea":
                self._textarea = told.get("name") or ""
                self.forms[-1].data[self._textarea] = ""
            case "input" if told.get("name") and self.forms:
                self._reads_input(told)

    def _reads_input(self, told: dict[str, str | None]) -> None:
        data, name, value = self.forms[-1].data, told["name"] or "", told.get("value") or ""
        if told.get("type") == "checkbox":
            if "checked" in told:
                data.setdefault(name, []).append(value)
        elif told.get("type") != "radio" or "checked" in told:
            data[name] = value

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        if self._textarea:
            self.forms[-1].data[self._textarea] += data.lstrip("\n")
        for collected in (self._link and self._link[1], self._button):
            if collected is not None:
                collected.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link:
            address, words = self._link
            self.links.setdefault(" ".join("".join(words).split()), address)
            self._link = None
        elif tag == "button" and self._button is not None:
            if self.forms:
                self.forms[-1].buttons.append(" ".join("".join(self._button).split()))
            self._button = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""


def open_page(response: HttpResponse) -> Page:
    """The page of an answer."""
    return Page(response.content.decode())
