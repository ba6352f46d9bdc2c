"""/agreements/in-force/: which text governs between a region and a municipality on a day, why, and what follows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.models import Assignment, Organisation
from accounts.web.middleware import assignment_of
from agreements.places import MUNICIPALITIES, REGIONS
from billing.texts.governing import GovernedPeriod, days_with_texts, governed_ahead
from billing.web.numbers import date_in_words
from billing.web.term_words import in_words


class InForceForm(forms.Form):
    """Between whom, and when."""

    region = forms.ChoiceField(
        label=gettext_lazy("Region"), choices=[(code, place.name) for code, place in REGIONS.items()]
    )
    municipality = forms.ChoiceField(
        label=gettext_lazy("Municipality"),
        choices=[(code, place.name) for code, place in MUNICIPALITIES.items()],
    )
    day = forms.DateField(
        label=gettext_lazy("Day"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_day(self) -> date:
        """Within the time that the system knows texts for."""
        day: date = self.cleaned_data["day"]
        period = days_with_texts()
        if day not in period:
            said = {"first": period.first, "last": period.last}
            raise forms.ValidationError(_("Give a day from %(first)s to %(last)s.") % said)
        return day


@dataclass(frozen=True, slots=True)
class Governed:
    """A text for as long as the answer is the same, and why it is."""

    name: str
    url: str
    first: str
    last: str
    reasons: list[str]


@require_safe
def in_force_then(request: HttpRequest) -> HttpResponse:
    """Everybody who is signed in may ask. Asked nothing, it answers for the reader's own organisation today."""
    asked = request.GET or _own(assignment_of(request))
    form = InForceForm(asked)
    periods = list(_governed(**form.cleaned_data)) if form.is_valid() else []
    context = {"form": form, "governing": periods[:1], "then": periods[1:]}
    return render(request, "billing/in_force.html", context, status=422 if form.errors else 200)


def _own(by: Assignment) -> dict[str, str]:
    organisation = by.unit.organisation
    region = organisation.region_code or next(iter(REGIONS))
    municipality = organisation.code
    if organisation.kind != Organisation.Kind.MUNICIPALITY:
        municipality = next(code for code, place in MUNICIPALITIES.items() if place.region == region)
    return {"region": region, "municipality": municipality, "day": timezone.localdate().isoformat()}


def _governed(region: str, municipality: str, day: date) -> Iterator[Governed]:
    """The text in force on the day first, and then what follows as far as it is known."""
    periods = governed_ahead(region, municipality, day)
    for place, each in enumerate(periods):
        yield _shown(each, is_last=place == len(periods) - 1)


def _shown(each: GovernedPeriod, *, is_last: bool) -> Governed:
    text, until = each.governing.agreement, each.governing.until
    if until is None:
        last = _("until further notice")
    else:
        last = date_in_words(until if is_last else each.period.last or until)
    return Governed(
        name=text.name,
        url=reverse("agreement", args=[text.slug]),
        first=date_in_words(each.period.first),
        last=last,
        reasons=[in_words(reason.words) for reason in each.governing.why],
    )
