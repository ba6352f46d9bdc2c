"""A slip in any form: the fault is said beside its field, in Swedish, and all that was typed stands there still."""

import re
from html import unescape
from http import HTTPStatus

import pytest
from django.urls import reverse

from coordination.models import Event
from tests.cast import Cast, client_of
from tests.coordination_web.pages import open_page
from tests.journeys.test_every_page_in_a_browser import FORMS, day_of_forms

TYPED_IN = re.compile(r'<(?:textarea|input type="(?:text|tel)")[^>]* ?name="([a-z_0-9]+)"')
NO_SUCH_DAY = "2026-02-30T10:00"
WORDS = "det här <skrev> jag & inget annat"


@pytest.mark.django_db
def test_it_is_so_in_every_form_of_a_case(cast: Cast) -> None:
    day = day_of_forms(cast)
    before = Event.objects.count()
    tried = filled_in = 0
    for step, (story, who) in FORMS.items():
        client = client_of(getattr(cast, who))
        address = reverse("step", args=[day[story].case.pk, step])
        shown = client.get(address).text
        form = open_page(client.get(address)).form(address)
        if "occurred_at" not in form.data:
            continue
        tried += 1
        typed = dict.fromkeys(TYPED_IN.findall(shown), WORDS) | {"occurred_at": NO_SUCH_DAY}
        filled_in += len(typed)
        answer = client.post(address, form.data | typed)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY, step
        [fault] = re.findall(r'id="id_occurred_at_error">([^<]+)<', answer.text)
        assert unescape(fault).startswith("Skriv datum och tid"), step
        page = open_page(answer)
        assert {name: page.value(name) for name in typed} == typed, step
        # What was chosen stands too.
        sent = {
            name: value for name, value in form.data.items() if name not in ("csrfmiddlewaretoken", *typed)
        }
        assert {name: page.value(name) for name in sent} == sent, step
    assert tried > len(FORMS) * 0.9
    assert filled_in > 2 * tried
    assert Event.objects.count() == before
