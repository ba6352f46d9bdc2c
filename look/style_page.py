"""The style page: every component once, with invented content. Only in a demo."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace as Example
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from look.templatetags.hemgang import identity_number

MONTHS = ["apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec", "jan", "feb", "mar"]
AVERAGES = ["1.12", "1.34", "1.61", "1.47", "0.98", "1.22", "1.71", "1.40", "1.18", "1.36", "1.49", "2.05"]


class ExampleForm(forms.Form):
    """One field of each kind."""

    when = forms.DateTimeField(
        label="Utskrivningsklar från",
        help_text="Läkarens bedömning, inte tiden då du skickar.",
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    physician = forms.CharField(label="Bedömd av läkare")
    care_type = forms.ChoiceField(
        label="Vårdform", choices=[("s", "Somatisk vård"), ("p", "Psykiatrisk vård")]
    )
    needs = forms.MultipleChoiceField(
        label="Behov efter utskrivning",
        choices=[("social", "Socialtjänst"), ("municipal", "Kommunal hälso- och sjukvård")],
        widget=forms.CheckboxSelectMultiple,
    )
    sip = forms.ChoiceField(
        label="Samordnad individuell planering",
        choices=[("call", "Kallelse ska skickas"), ("no", "Patienten tackar nej")],
        widget=forms.RadioSelect,
        help_text="Patienten bestämmer.",
    )
    reason = forms.CharField(label="Skäl", widget=forms.Textarea({"rows": 3}), required=False)
    consent = forms.BooleanField(label="Patienten samtycker", required=False)


def example_context() -> dict[str, Any]:
    """What the components of the page are given: the shapes that views give."""
    now = timezone.now()
    points = [
        Example(
            label=f"{month} {2026 + (index > 8)}",
            short_label=month,
            value=Decimal(average),
            threshold=Decimal("1.50"),
            is_over=Decimal(average) > Decimal("1.50"),
            note="412 500 kr" if Decimal(average) > Decimal("1.50") else "inget att betala",
        )
        for index, (month, average) in enumerate(zip(MONTHS, AVERAGES, strict=True))
    ]
    way_home = [
        Example(text="Inskriven", detail="tis 3/3 kl 09.10", state="done"),
        Example(text="Meddelad", detail="11.40, i tid", state="done"),
        Example(text="Utskrivningsklar", detail="tors 5/3 kl 13.15", state="now"),
        Example(text="Hemma", detail="", state="next"),
    ]
    ward = [
        Example(text="Inskrivningsmeddelande", state="done", detail="3/3 kl 11.40"),
        Example(text="Utskrivningsklar", state="done", detail="5/3 kl 13.15"),
        Example(text="Utskrivningsinformation", state="open", detail="samma dag som hemgången"),
    ]
    primary_care = [
        Example(text="Kvitterat", state="done"),
        Example(text="Fast vårdkontakt: Eva E.", state="done", detail="035-00 00 00"),
        Example(text="Kallelse till SIP", state="late", due_at=now - timedelta(hours=2, minutes=10)),
    ]
    municipality = [
        Example(text="Kvitterat", state="done"),
        Example(
            text="Kan ta emot från", state="open", due_at=now + timedelta(hours=3, minutes=20, seconds=9)
        ),
        Example(text="Eget boende väntar", state="none", detail="behövs inte"),
    ]
    lanes = [
        Example(title="Avdelningen", who="Avd 4B, somatisk vård", is_mine=False, items=ward),
        Example(title="Vårdcentralen", who="Vårdcentralen Linden", is_mine=True, items=primary_care),
        Example(
            title="Kommunen",
            who="Biståndsenheten",
            is_mine=False,
            items=municipality,
            note="Kostnad: 0 kr i dag. Från i morgon räknas dagarna i snittet.",
        ),
    ]
    refused = ExampleForm(data={"physician": "", "care_type": "s", "reason": "Det som skrevs står kvar."})
    return {
        "deadlines": [
            now + timedelta(minutes=200, seconds=9),
            now + timedelta(hours=30),
            now - timedelta(hours=2),
        ],
        "tabs": [
            Example(text="Händelser", url="?", current=True, count=17),
            Example(text="Meddelanden", url="?tab=messages", current=False, count=2),
            Example(text="Plan", url="?tab=plan", current=False, count=None),
        ],
        "facts": [
            ("Personnummer", identity_number("19380412-xxxx", "19380412-0000")),
            ("Folkbokförd i", "Halmstad"),
            ("Vårdform", "Somatisk vård, avd 4B"),
        ],
        "points": points,
        "steps": way_home,
        "lanes": lanes,
        "form": refused,
        "page": Paginator(range(200), 50).get_page(2),
        "key_page": Example(older="1.1", newer="2.2"),
        "tones": ["neutral", "info", "success", "warning", "danger"],
    }


@login_not_required
def style_page(request: HttpRequest) -> HttpResponse:
    """Every component on one page; the address does not exist outside a demo."""
    if not settings.DEMO:
        raise Http404
    return render(request, "shared/look.html", example_context())
