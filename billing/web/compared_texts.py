"""/agreements/compare/: two texts side by side, value by value, with what differs marked and first to be seen."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from agreements.agreement import Agreement
from agreements.files import load_agreements
from billing.web.agreement import Term, term_shown
from billing.web.term_words import TERM_NAMES


class CompareForm(forms.Form):
    """Which two."""

    one = forms.ChoiceField(label=gettext_lazy("One text"))
    other = forms.ChoiceField(label=gettext_lazy("The other"))
    differing = forms.BooleanField(label=gettext_lazy("Only what differs"), required=False)

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a query's, or a plain mapping
        texts = [(text.slug, text.name) for text in load_agreements().values()]
        self.fields["one"].choices = self.fields["other"].choices = texts  # type: ignore[attr-defined]

    def clean_other(self) -> str:
        other: str = self.cleaned_data["other"]
        if other == self.cleaned_data.get("one"):
            raise forms.ValidationError(_("Choose another text than the first."))
        return other


@dataclass(frozen=True, slots=True)
class Compared:
    """A term as each of the two has it."""

    name: str
    one: Term
    other: Term

    @property
    def differs(self) -> bool:
        return self.one.value != self.other.value


@require_safe
def compared_texts(request: HttpRequest) -> HttpResponse:
    """The texts are published: everybody who is signed in may compare any two."""
    texts = load_agreements()
    first_two = dict(zip(("one", "other"), texts, strict=False))
    form = CompareForm(request.GET or first_two)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        one, other = texts[form.cleaned_data["one"]], texts[form.cleaned_data["other"]]
        rows = compared(one, other)
        differing = [row for row in rows if row.differs]
        context |= {
            "one": one,
            "other": other,
            "rows": differing if form.cleaned_data["differing"] else rows,
            "differing": len(differing),
        }
    return render(request, "billing/compared_texts.html", context, status=422 if form.errors else 200)


def compared(one: Agreement, other: Agreement) -> list[Compared]:
    """Every term, in the order in which a text's own page has them."""
    return [
        Compared(str(TERM_NAMES[key]), term_shown(one, key), term_shown(other, key))
        for key in one.terms
        if key in other.terms
    ]
