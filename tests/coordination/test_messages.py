"""Who is told what happened: in the event's own transaction, each unit once, and never the one that did it."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Unit
from coordination.core.planning import WithheldNotice
from coordination.core.states import Capacity, Step
from coordination.core.tellings import HEARS, units_that_hear
from coordination.errors import StepRefused
from coordination.models import Delivery
from tests.cast import Cast
from tests.coordination.stories import Story, at

MORNING = at("2026-03-03T10:00")
PARTIES = {1: Capacity.WARD, 2: Capacity.OUTPATIENT, 3: Capacity.MUNICIPALITY, 4: Capacity.FORMER_WARD}


def told_of(step: Step) -> list[Unit]:
    return [one.unit for one in Delivery.objects.filter(event__step=step).order_by("unit__name")]


def test_it_tells_the_receivers_of_a_notice(cast: Cast) -> None:
    story = Story(cast)
    story.notify(MORNING)
    assert told_of(Step.ADMISSION_NOTICE_SENT) == [cast.primary_care, cast.intake]
    assert {one.state for one in Delivery.objects.all()} == {"delivered"}
    assert {one.delivered_at for one in Delivery.objects.all()} == {MORNING}


def test_it_tells_everybody_else_of_a_withdrawal_a_call_and_an_answer(cast: Cast) -> None:
    story = Story(cast)
    story.notify(MORNING)
    story.is_ready(at("2026-03-04T10:00"))
    story.call_to_sip(at("2026-03-04T11:00"))
    story.can_receive(at("2026-03-04T12:00"))
    story.is_not_ready(at("2026-03-04T13:00"))
    assert told_of(Step.SIP_CALLED) == [cast.ward, cast.intake]
    assert told_of(Step.RECEPTION_ACCEPTED) == [cast.primary_care, cast.ward]
    assert told_of(Step.DISCHARGE_READY_WITHDRAWN) == [cast.primary_care, cast.intake]


def test_it_tells_nobody_of_a_receipt_or_of_what_secrecy_forbids(cast: Cast) -> None:
    story = Story(cast)
    story.notify(MORNING)
    story.municipality_receives(at("2026-03-03T11:00"))
    story.withholds(at("2026-03-03T12:00"), WithheldNotice.DISCHARGE_INFORMATION)
    assert told_of(Step.NOTICE_RECEIVED) == told_of(Step.NOTICE_WITHHELD) == []


def test_it_tells_those_from_whom_a_mistaken_case_is_taken(cast: Cast) -> None:
    story = Story(cast)
    story.notify(MORNING)
    story.cancel(at("2026-03-03T12:00"))
    assert told_of(Step.CANCELLED) == [cast.primary_care, cast.intake]


def test_it_tells_nobody_of_what_was_refused(cast: Cast) -> None:
    story = Story(cast)
    story.notify(MORNING)
    before = list(Delivery.objects.order_by("pk").values())
    with pytest.raises(StepRefused):
        story.can_receive(at("2026-03-01T10:00"))
    assert list(Delivery.objects.order_by("pk").values()) == before


def test_it_has_read_what_it_answers(cast: Cast) -> None:
    story = Story(cast)
    story.notify(MORNING)
    story.municipality_receives(at("2026-03-03T11:00"))
    read = Delivery.objects.get(unit=cast.intake)
    assert (read.state, read.read_at, read.read_by) == ("read", at("2026-03-03T11:00"), cast.case_officer)
    assert Delivery.objects.get(unit=cast.primary_care).read_at is None


def test_it_stands_in_an_inbox_once(cast: Cast) -> None:
    Story(cast).notify(MORNING)
    again = Delivery.objects.first()
    again.pk, again.key = None, "7b6d2f5e-8a53-4b50-9f5c-0e6d3f6f4a11"
    again._state.adding = True
    with pytest.raises(IntegrityError, match="one_delivery_a_message"), transaction.atomic():
        again.save()


@pytest.mark.parametrize("step", [step for step in Step if step not in HEARS])
def test_it_tells_every_other_party_of_a_step_that_the_table_does_not_name(step: Step) -> None:
    assert units_that_hear(step, object(), PARTIES, by_unit=1) == {2, 3}
