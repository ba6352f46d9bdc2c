"""The SIP's plan: with consent only, agreed to version by version, read by those whom the patient lets read it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from coordination.core.civil import end_of
from coordination.core.deadline import Deadline, DeadlineKind
from coordination.core.deadlines import deadlines
from coordination.core.moves import next_moves
from coordination.core.needs import Consent
from coordination.core.plan_versions import is_closed, sip_plans
from coordination.core.sip_rules import SipRefusal
from coordination.core.states import Capacity, Step
from coordination.errors import NotAParty, StepRefused
from coordination.opened_case import open_case
from tests.cast import Cast
from tests.coordination.histories import Happening, admitted, history, home, notified
from tests.coordination.sip_histories import followed_up, sip_agreed, sip_closed, sip_planned
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at

BEFORE = (admitted("2026-03-03T09:10"), notified("2026-03-03T11:40"))
PLANNED = sip_planned("2026-03-05T10:00")


def follow_ups(*happenings: Happening) -> list[Deadline]:
    return [one for one in deadlines(history(*BEFORE, *happenings)) if one.kind is DeadlineKind.SIP_FOLLOW_UP]


def test_it_is_followed_up_on_the_day_that_it_says() -> None:
    (due,) = follow_ups(PLANNED, home("2026-03-06T10:00"))
    assert due.due_at == end_of(date(2026, 4, 10))
    assert due.acting is Capacity.OUTPATIENT and due.is_open
    assert due.missed_at(at("2026-04-11T00:01")) == due.due_at


def test_it_is_followed_up_again_on_the_day_that_the_follow_up_says() -> None:
    first, second = follow_ups(PLANNED, followed_up("2026-04-09T10:00", "2026-06-01"))
    assert first.met_at == at("2026-04-09T10:00")
    assert second.is_open and second.due_at == end_of(date(2026, 6, 1))
    assert len(follow_ups(PLANNED, followed_up("2026-04-09T10:00"))) == 1


@pytest.mark.parametrize("end", [sip_closed, sip_planned])
def test_it_is_not_followed_up_when_closed_or_replaced(end: Callable[[str], Happening]) -> None:
    first, *_ = follow_ups(PLANNED, end("2026-03-20T10:00"))
    assert first.cancelled_at == at("2026-03-20T10:00") and first.met_at is None


def test_it_waits_for_each_party_that_has_not_agreed_to_this_version() -> None:
    def waited_for(*happenings: Happening) -> list[int | None]:
        case = history(*BEFORE, *happenings)
        return [one.unit for one in next_moves(case, ()) if one.step is Step.SIP_PLAN_AGREED]

    assert waited_for(PLANNED) == [1]
    assert waited_for(PLANNED, sip_agreed("2026-03-05T11:00", 3)) == []
    replaced = (PLANNED, sip_agreed("2026-03-05T11:00", 3), sip_planned("2026-03-06T10:00"))
    assert waited_for(*replaced) == [1]
    assert waited_for(*replaced, sip_closed("2026-03-07T10:00")) == []


def test_it_keeps_every_version_with_who_stood_behind_it() -> None:
    case = history(
        *BEFORE, PLANNED, sip_agreed("2026-03-05T11:00", 3), sip_planned("2026-03-06T10:00", "2026-05-01")
    )
    first, second = sip_plans(case)
    assert (first.number, set(first.signed), first.unsigned) == (1, {1, 2}, ())
    assert (second.number, set(second.signed)) == (2, {2})
    assert not is_closed(case)


def test_it_keeps_a_version_by_its_number_though_one_that_is_older_is_told_of_later() -> None:
    case = history(*BEFORE, PLANNED, sip_planned("2026-03-04T10:00", "2026-05-01"))
    assert [(one.number, one.event.sequence) for one in sip_plans(case)] == [(1, 3), (2, 4)]


@pytest.fixture
def story(cast: Cast) -> Story:
    told = Story(cast)
    told.notify(at("2026-03-03T11:40"))
    return told


def refused(take: Callable[[], Any]) -> Any:
    stored = everything_stored()
    with pytest.raises(StepRefused) as error:
        take()
    assert everything_stored() == stored
    return error.value.refusal


@pytest.mark.parametrize("consent", [Consent.NOT_ASKED, Consent.DECLINED])
def test_it_is_made_only_if_the_patient_consents(cast: Cast, consent: Consent) -> None:
    told = Story(cast, consent=consent)
    told.notify(at("2026-03-03T11:40"))
    assert refused(lambda: told.writes_sip_plan(at("2026-03-05T10:00"))) is SipRefusal.NO_CONSENT
    assert told.writes_sip_plan(at("2026-03-05T10:00"), has_consented=True)
    (version,) = sip_plans(told.history)
    assert {party.unit for party in version.plan.readers} == {cast.primary_care.pk}


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"goals": ()}, SipRefusal.NOTHING_PLANNED),
        ({"follow_up_on": date(2026, 3, 4)}, SipRefusal.FOLLOW_UP_PASSED),
    ],
)
def test_it_plans_something_and_for_a_day_to_come(
    story: Story, told: dict[str, Any], refusal: SipRefusal
) -> None:
    assert refused(lambda: story.writes_sip_plan(at("2026-03-05T10:00"), **told)) is refusal


@pytest.mark.parametrize("step", ["agrees_to_sip_plan", "follows_up_sip", "closes_sip"])
def test_it_must_be_written_first(story: Story, step: str) -> None:
    assert refused(lambda: getattr(story, step)(at("2026-03-05T10:00"))) is SipRefusal.NO_PLAN


def test_it_is_agreed_to_once_and_in_the_version_that_holds(cast: Cast, story: Story) -> None:
    first = story.writes_sip_plan(at("2026-03-05T10:00"))
    story.writes_sip_plan(at("2026-03-05T11:00"))
    noon = at("2026-03-05T12:00")
    assert refused(lambda: story.agrees_to_sip_plan(noon, plan=first.sequence)) is SipRefusal.OLD_VERSION
    assert refused(lambda: story.agrees_to_sip_plan(noon, cast.coordinator)) is SipRefusal.ALREADY_SIGNED
    story.agrees_to_sip_plan(noon)
    story.agrees_to_sip_plan(noon, cast.nurse)
    assert sip_plans(story.history)[-1].unsigned == ()


def test_it_is_closed_until_it_is_written_anew(story: Story) -> None:
    story.writes_sip_plan(at("2026-03-05T10:00"))
    story.closes_sip(at("2026-03-06T10:00"))
    late = at("2026-03-07T10:00")
    assert refused(lambda: story.agrees_to_sip_plan(late)) is SipRefusal.PLAN_CLOSED
    assert refused(lambda: story.follows_up_sip(late)) is SipRefusal.PLAN_CLOSED
    assert refused(lambda: story.closes_sip(late)) is SipRefusal.PLAN_CLOSED
    story.writes_sip_plan(at("2026-03-08T10:00"))
    assert not is_closed(story.history)


def test_it_is_read_by_those_whom_the_patient_lets_read_it(cast: Cast, story: Story) -> None:
    event = story.writes_sip_plan(at("2026-03-05T10:00"), readers=[cast.intake.pk])
    result = story.follows_up_sip(at("2026-03-06T10:00"))
    for payload in (event.as_recorded().payload, result.as_recorded().payload):
        may_know = [open_case(by, story.case.pk).may_know(payload) for by in parties(cast)]
        assert may_know == [False, True, True]
    noon = at("2026-03-07T12:00")
    assert refused(lambda: story.agrees_to_sip_plan(noon, cast.nurse)) is SipRefusal.NOT_YOUR_PLAN


def test_it_is_for_parties_of_the_case_alone(cast: Cast, story: Story) -> None:
    stored = everything_stored()
    with pytest.raises(NotAParty):
        story.writes_sip_plan(at("2026-03-05T10:00"), readers=[cast.stranger_intake.pk])
    assert everything_stored() == stored


def parties(cast: Cast) -> list[Any]:
    return [cast.nurse, cast.coordinator, cast.case_officer]
