"""A page says how the installation is, to its administrators and of no patient."""

from datetime import timedelta
from html import unescape

from django.utils import timezone

from coordination.actions.relay import relay
from coordination.actions.sweeps import go_round
from coordination.models import EngineWork, Heartbeat, SetAside
from tests.cast import Cast, client_of
from tests.coordination.stories import Story


def page(cast: Cast) -> str:
    answer = client_of(cast.system_administrator).get("/operations/")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_it_says_that_everything_goes_on(cast: Cast) -> None:
    go_round()
    relay()
    assert "Allt är i gång" in page(cast)


def test_it_says_what_has_stopped_and_that_nothing_is_lost(cast: Cast) -> None:
    go_round()
    relay()
    Heartbeat.objects.beat("sweep", timezone.now() - timedelta(minutes=6))
    shown = page(cast)
    assert "Något har stannat" in shown
    assert "för 6 minuter sedan" in shown


def test_it_names_what_is_set_aside_by_its_number_and_no_patient(cast: Cast) -> None:
    story = Story(cast)
    bad = story.case.deadlines.get()
    SetAside.objects.put(EngineWork.SWEEP, bad.pk, "ValueError", timezone.now())
    go_round()
    relay()
    shown = page(cast)
    assert f">{bad.pk}<" in shown
    assert "ValueError" in shown
    assert "Något har stannat" in shown
    assert story.case.snapshot.name not in shown
    assert story.case.number not in shown
