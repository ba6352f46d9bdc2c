"""The patient's consent, registered anew: it decides what the others read, and whether a SIP is required (LUS 4:2)."""

import pytest

from coordination.core.deadline import DeadlineKind
from coordination.core.deadlines import deadlines
from coordination.core.needs import Consent
from coordination.core.refusals import Refusal
from coordination.core.states import Step
from coordination.errors import StepRefused
from coordination.models import Delivery
from coordination.opened_case import open_case
from tests.cast import Cast
from tests.coordination.histories import (
    Happening,
    admitted,
    called,
    consented,
    history,
    notified,
    ready,
    voided,
)
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at

ADMITTED = "2026-03-03T09:10"


def calls_due(consent: Consent, *happenings: Happening) -> list[bool]:
    """Of each time limit of the SIP call, whether somebody must still act."""
    case = history(
        admitted(ADMITTED, consent=consent),
        notified("2026-03-03T11:40"),
        ready("2026-03-05T13:15"),
        *happenings,
    )
    return [one.is_open for one in deadlines(case) if one.kind is DeadlineKind.SIP_CALL]


def test_the_last_word_holds() -> None:
    case = history(
        admitted(ADMITTED, consent=Consent.NOT_ASKED),
        consented("2026-03-03T12:00"),
        consented("2026-03-04T12:00", Consent.DECLINED),
    )
    assert case.consent is Consent.DECLINED
    assert case.as_of(at("2026-03-03T13:00")).consent is Consent.GIVEN
    assert case.as_of(at("2026-03-03T11:00")).consent is Consent.NOT_ASKED


def test_no_sip_is_required_of_a_patient_who_withdraws_and_one_is_of_who_consents_later() -> None:
    withdrawn = consented("2026-03-05T15:00", Consent.DECLINED)
    assert calls_due(Consent.GIVEN) == [True]
    assert calls_due(Consent.GIVEN, withdrawn) == [False]
    assert calls_due(Consent.DECLINED) == []
    assert calls_due(Consent.DECLINED, consented("2026-03-05T15:00")) == [True]
    # Struck out, it never was.
    assert calls_due(Consent.GIVEN, withdrawn, voided("2026-03-05T16:00", 4)) == [True]
    # A call that is sent all the same brings the SIP back, as it does for whoever declined at the admission.
    case = history(
        admitted(ADMITTED, consent=Consent.GIVEN),
        notified("2026-03-03T11:40"),
        consented("2026-03-04T09:00", Consent.DECLINED),
        called("2026-03-04T10:00"),
    )
    assert case.sip_is_required


@pytest.mark.django_db
def test_it_decides_what_the_others_read(cast: Cast) -> None:
    story = Story(cast, consent=Consent.NOT_ASKED)
    story.notify(at("2026-03-03T11:40"))

    def reads_assessment() -> bool:
        opened = open_case(cast.case_officer, story.case.pk)
        return opened.may_know(opened.history.recorded[0].payload)

    assert not reads_assessment()
    given = story.registers_consent(at("2026-03-03T12:00"), Consent.GIVEN)
    assert reads_assessment()
    assert {one.unit for one in Delivery.objects.filter(event=given)} == {cast.intake, cast.primary_care}
    story.registers_consent(at("2026-03-03T13:00"), Consent.DECLINED)
    assert not reads_assessment()


@pytest.mark.django_db
def test_it_is_refused_where_nothing_is_new(cast: Cast) -> None:
    story = Story(cast, consent=Consent.GIVEN)
    before = everything_stored()
    with pytest.raises(StepRefused) as refused:
        story.registers_consent(at("2026-03-03T12:00"), Consent.GIVEN)
    assert refused.value.refusal is Refusal.NOTHING_CORRECTED
    assert everything_stored() == before
    assert story.registers_consent(at("2026-03-03T12:00")).step == Step.CONSENT_REGISTERED
