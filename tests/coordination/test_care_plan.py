"""The coordinated care plan of ÖPT and ÖRV: in the SIP's place, established when every unit has adjusted it."""

import pytest

from coordination.core.deadline import DeadlineKind
from coordination.core.deadlines import deadlines
from coordination.core.episodes import CareType
from coordination.core.plan_versions import care_plans
from coordination.core.sip_rules import SipRefusal
from coordination.core.sips import SipWaiver
from coordination.errors import StepRefused
from tests.cast import Cast
from tests.coordination.histories import admitted, history, notified, ready
from tests.coordination.sip_histories import care_planned
from tests.coordination.stored import everything_stored
from tests.coordination.stories import Story, at


def test_it_takes_the_sips_place() -> None:
    """LUS 4:1 second paragraph: the planning goes by LPT 7 a § instead, so LUS 5:3 asks for no call."""
    case = history(
        admitted("2026-03-03T09:10"),
        notified("2026-03-03T11:40"),
        ready("2026-03-05T13:15"),
        care_planned("2026-03-06T10:00"),
    )
    assert not case.sip_is_required
    (due,) = [one for one in deadlines(case) if one.kind is DeadlineKind.SIP_CALL]
    assert due.cancelled_at == at("2026-03-06T10:00")


@pytest.mark.django_db
def test_it_is_established_when_each_unit_has_adjusted_it(cast: Cast) -> None:
    story = Story(cast, care_type=CareType.PSYCHIATRIC)
    story.notify(at("2026-03-03T11:40"))
    story.writes_care_plan(at("2026-03-05T10:00"))
    (version,) = care_plans(story.history)
    assert {party.unit for party in version.unsigned} == {cast.psychiatry.pk, cast.intake.pk}
    story.adjusts_care_plan(at("2026-03-05T11:00"))
    (version,) = care_plans(story.history)
    assert {party.unit for party in version.unsigned} == {cast.psychiatry.pk}
    stored = everything_stored()
    with pytest.raises(StepRefused) as refused:
        story.adjusts_care_plan(at("2026-03-05T12:00"))
    assert refused.value.refusal is SipRefusal.ALREADY_SIGNED
    assert everything_stored() == stored


@pytest.mark.django_db
def test_it_is_adjusted_anew_when_it_is_written_anew(cast: Cast) -> None:
    story = Story(cast, care_type=CareType.FORENSIC)
    story.notify(at("2026-03-03T11:40"))
    first = story.writes_care_plan(at("2026-03-05T10:00"))
    story.adjusts_care_plan(at("2026-03-05T11:00"))
    story.writes_care_plan(at("2026-03-06T10:00"))
    with pytest.raises(StepRefused) as refused:
        story.adjusts_care_plan(at("2026-03-06T11:00"), plan=first.sequence)
    assert refused.value.refusal is SipRefusal.OLD_VERSION
    assert cast.intake.pk not in care_plans(story.history)[-1].signed


@pytest.mark.django_db
def test_it_is_only_for_psychiatric_and_forensic_care(cast: Cast) -> None:
    story = Story(cast)
    story.notify(at("2026-03-03T11:40"))
    stored = everything_stored()
    with pytest.raises(StepRefused) as refused:
        story.writes_care_plan(at("2026-03-05T10:00"))
    assert refused.value.refusal is SipRefusal.NOT_COMPULSORY_CARE
    with pytest.raises(StepRefused) as refused:
        story.waive_sip(at("2026-03-05T10:00"), SipWaiver.COORDINATED_CARE_PLAN)
    assert refused.value.refusal is SipRefusal.NOT_COMPULSORY_CARE
    assert everything_stored() == stored
