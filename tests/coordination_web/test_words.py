"""No code reaches a screen without words, in either language."""

import pytest
from django.utils.translation import override

from coordination.core.deadlines import DeadlineKind
from coordination.core.events import PAYLOADS, Destination, ReadinessGround, SipForm, SipWaiver
from coordination.core.law import Ground
from coordination.core.moves import OTHERWISE as CONSEQUENCE_OF
from coordination.core.moves import STEP_OF, Consequence
from coordination.core.needs import Consent, Need
from coordination.core.states import ACTING, Capacity, Step
from coordination.web import words
from coordination.web.duties import DUTIES, OTHERWISE
from coordination.web.step_pages import STEP_PAGES


def test_it_has_a_word_for_every_code() -> None:
    assert set(words.NEED) == set(Need)
    assert set(words.CONSENT) == set(Consent)
    assert set(words.CAPACITY) == set(Capacity)
    assert set(words.SIP_FORM) == set(SipForm)
    assert set(words.SIP_WAIVER) == set(SipWaiver)
    assert set(words.READINESS_GROUND) == set(ReadinessGround)
    assert set(words.DESTINATION) == set(Destination)
    assert set(words.PARAGRAPH) == set(words.REASON) == set(Ground)
    assert set(OTHERWISE) == set(Consequence)


def test_it_has_a_duty_for_every_deadline() -> None:
    for kind in DeadlineKind:
        assert STEP_OF[kind] in DUTIES
        assert CONSEQUENCE_OF[kind] in OTHERWISE


def test_it_has_a_page_for_every_step_in_a_case() -> None:
    nobodys = {Step.EPISODE_IMPORTED, Step.EPISODE_CORRECTED}
    assert set(STEP_PAGES) == set(PAYLOADS) - nobodys - {Step.ADMISSION_REGISTERED}
    assert set(STEP_PAGES) < set(ACTING)


@pytest.mark.parametrize("step", STEP_PAGES)
def test_it_says_each_step_in_swedish(step: Step) -> None:
    page = STEP_PAGES[step]
    with override("en"):
        english = [str(page.name), str(page.button), str(page.done)]
    with override("sv"):
        swedish = [str(page.name), str(page.button), str(page.done)]
    assert all(one != other for one, other in zip(english, swedish, strict=True))
