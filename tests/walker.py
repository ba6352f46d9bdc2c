"""Somebody at a browser without scripts, who only does what a page offers.

    nurse = Walker(cast.nurse)
    nurse.signs_in()
    nurse.follows("Skriv in patient")
    nurse.sends({"given_name": "Anna", ...})

Every form is sent with what the page has filled in, hidden fields among it, and its protection is checked.
"""

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.test import Client

from accounts.models import Assignment
from tests.cast import PASSWORD
from tests.coordination_web.pages import Form, Page, open_page

A_CASE = re.compile(r"^(?:/api/v1)?/cases/[0-9a-f-]{36}/")
A_MONTH = re.compile(r"/(?:months|statements)/\d")


MOST_REDIRECTS = 5


@dataclass(frozen=True)
class Visit:
    """One request of a browser and its answer."""

    method: str
    address: str
    status: int
    html: str

    @property
    def is_look(self) -> bool:
        """Whether it showed something of one patient's case, or a month's care episodes."""
        return bool(A_CASE.match(self.address) or A_MONTH.match(self.address)) and self.status not in (
            HTTPStatus.FOUND,
            HTTPStatus.FORBIDDEN,
            HTTPStatus.NOT_FOUND,
        )


class Walker:
    """`path` is where they are, `address` that with its query, `page` what they read, `visits` all they have seen."""

    def __init__(self, who: Assignment) -> None:
        self.who = who
        self.client = Client(enforce_csrf_checks=True)
        self.visits: list[Visit] = []
        self.address = self.path = ""
        self.page = Page("")
        who.user.set_password(PASSWORD)
        who.user.save()

    def signs_in(self) -> None:
        """By e-mail and password, at the page that asks for it, in a new window."""
        self.client.cookies.clear()
        self.goes("/")
        self.sends({"username": self.who.user.email, "password": PASSWORD}, to="/sign-in/")

    def goes(self, address: str) -> None:
        self._arrives("GET", address, self.client.get(address))

    def follows(self, text: str) -> None:
        """The first link that begins so."""
        link = self.page.link(text)
        self.goes(f"{self.path}{link}" if link.startswith("?") else link)

    def sends(self, typed: dict[str, Any], *, to: str = "") -> None:
        """The form of the page they are at, or another on it."""
        self._posts(self.page.form(to or self.path), typed)

    def clicks(self, text: str, typed: dict[str, Any] | None = None) -> None:
        """The first button that begins so, with what was typed in its form."""
        self._posts(self.page.form_with_button(text), typed or {})

    def _posts(self, form: Form, typed: dict[str, Any]) -> None:
        # A form without an address is sent to that of its page.
        to = form.action or self.address
        self._arrives("POST", to, self.client.post(to, form.data | typed))

    def _arrives(self, method: str, address: str, answer: Any) -> None:
        """Where the answer leads. Signing in passes one address twice: Django's client would call it a loop."""
        self.visits.append(Visit(method, address, answer.status_code, answer.content.decode()))
        for _ in range(MOST_REDIRECTS):
            if answer.status_code != HTTPStatus.FOUND:
                break
            address = answer.headers["Location"]
            answer = self.client.get(address)
            self.visits.append(Visit("GET", address, answer.status_code, answer.content.decode()))
        self.address, self.path = address, address.partition("?")[0]
        self.page = open_page(answer)
