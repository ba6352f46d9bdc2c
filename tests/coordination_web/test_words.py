"""No code reaches a screen without words, in either language."""

import pytest
from django.utils.translation import override

from coordination.actions.steps import ACTIONS
from coordination.api.step_content import CONTENTS
from coordination.core.deadline import WAITING, DeadlineKind
from coordination.core.events import PAYLOADS, Destination, ReadinessGround
from coordination.core.law import Ground
from coordination.core.move import Consequence
from coordination.core.moves import OTHERWISE as CONSEQUENCE_OF
from coordination.core.moves import STEP_OF
from coordination.core.needs import Consent, Need
from coordination.core.sips import SipAnswer, SipForm, SipWaiver
from coordination.core.states import STEPS, Capacity, Step
from coordination.web import words
from coordination.web.consequences import OTHERWISE
from coordination.web.step_pages import STEP_PAGES, duty_of
from coordination.web.waiting_words import NOW, SOON


def test_it_has_a_word_for_every_code() -> None:
    assert set(words.NEED) == set(Need)
    assert set(words.CONSENT) == set(Consent)
    assert set(words.CAPACITY) == set(Capacity)
    assert set(words.SIP_FORM) == set(SipForm)
    assert set(words.SIP_WAIVER) == set(SipWaiver)
    assert set(words.SIP_ANSWER) == set(SipAnswer)
    assert set(words.READINESS_GROUND) == set(ReadinessGround)
    assert set(words.DESTINATION) == set(Destination)
    assert set(words.PARAGRAPH) == set(words.REASON) == set(Ground)
    assert set(OTHERWISE) == set(Consequence)


def test_it_has_a_duty_for_every_deadline() -> None:
    assert set(SOON) == set(NOW) == WAITING
    for kind in set(DeadlineKind) - WAITING:
        assert duty_of(STEP_OF[kind])
        assert CONSEQUENCE_OF[kind] in OTHERWISE


def test_it_has_a_page_for_every_step_in_a_case() -> None:
    somebodys = {step for step, row in STEPS.items() if row.acting}
    assert set(STEP_PAGES) == set(ACTIONS) == set(CONTENTS) == somebodys - {Step.ADMISSION_REGISTERED}
    assert set(PAYLOADS) == set(Step)


@pytest.mark.parametrize("step", STEP_PAGES)
def test_it_says_each_step_in_swedish(step: Step) -> None:
    page = STEP_PAGES[step]
    with override("en"):
        english = [str(page.name), str(page.button), str(page.done)]
    with override("sv"):
        swedish = [str(page.name), str(page.button), str(page.done)]
    assert all(one != other for one, other in zip(english, swedish, strict=True))
