"""The shape of every refusal: a code for machines, data, and a sentence for people that says what to do."""

from typing import Any

from django.utils.translation import gettext


class DomainError(Exception):
    """What the rules refuse. Subclasses give `code` and `sentence`; config/errors.py translates once, at the edge.

    `sentence` is an English msgid with %(name)s places that are filled from the data.
    Never put a patient's name or number in the data: it ends up in answers and logs.
    """

    code = "refused"
    sentence = ""

    def __init__(self, **data: Any) -> None:
        self.data = data
        super().__init__(self.code)

    @property
    def message(self) -> str:
        """The sentence in the reader's language."""
        return gettext(self.sentence) % self.data if self.data else gettext(self.sentence)
