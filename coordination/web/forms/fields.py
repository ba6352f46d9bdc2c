"""Fields that several forms have."""

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import Promise

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as TranslatedText


def choices(words: dict[Any, Promise]) -> list[tuple[str, Promise]]:
    """A table of words as a field's choices."""
    return [(code.value, word) for code, word in words.items()]


def one_of(
    kind: type[StrEnum], words: dict[Any, Promise], label: "TranslatedText", **more: Any
) -> forms.TypedChoiceField:
    """One of an enum's members, each beside a radio button in its words."""
    return forms.TypedChoiceField(
        label=label, choices=choices(words), coerce=kind, widget=forms.RadioSelect, **more
    )


def person_field(label: "TranslatedText", **more: Any) -> forms.CharField:
    """A name or a title, as long as a payload's are."""
    return forms.CharField(label=label, max_length=120, **more)


def text_field(label: "TranslatedText", **more: Any) -> forms.CharField:
    """A few sentences."""
    return forms.CharField(label=label, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), **more)
