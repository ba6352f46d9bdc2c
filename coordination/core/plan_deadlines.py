"""When the SIP's plan is followed up: on the day that the plan says, or that the last follow-up said."""

from collections.abc import Iterator
from datetime import date

from coordination.core.civil import end_of
from coordination.core.deadline import Deadline, DeadlineKind, at_of, death_of, earliest, ended
from coordination.core.events import Recorded
from coordination.core.history import History
from coordination.core.law import Ground
from coordination.core.plans import SipClosed, SipFollowedUp, SipPlanWritten
from coordination.core.states import Capacity


def sip_follow_ups(history: History) -> Iterator[Deadline]:
    """No law gives the day: the parties have set it in their plan, and the fixed care contact keeps it.

    A later version of the plan, and its close, take the day away.
    """
    told = history.of(SipPlanWritten, SipFollowedUp, SipClosed)
    for index, one in enumerate(told):
        day = _follow_up_day(one)
        if day is None:
            continue
        later = told[index + 1 :]
        done = next((two for two in later if isinstance(two.payload, SipFollowedUp)), None)
        replaced = next((two for two in later if not isinstance(two.payload, SipFollowedUp)), None)
        yield Deadline(
            kind=DeadlineKind.SIP_FOLLOW_UP,
            started_by=one.sequence,
            unit=None,
            acting=Capacity.OUTPATIENT,
            ground=Ground.PLAN,
            starts_at=one.occurred_at,
            due_at=end_of(day),
            is_binding=True,
            **ended(
                met_at=at_of(done),
                cancelled_at=earliest(at_of(replaced), death_of(history), at_of(history.cancelled)),
            ),
        )


def _follow_up_day(one: Recorded) -> date | None:
    match one.payload:
        case SipPlanWritten(follow_up_on=day) | SipFollowedUp(next_on=day):
            return day
    return None
