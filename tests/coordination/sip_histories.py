"""What happens around the SIP and the plans, for `tests.coordination.histories`."""

from datetime import date

from coordination.core.plans import (
    CarePlanAdjusted,
    CarePlanWritten,
    CareService,
    PlanAction,
    PlanGoal,
    PlanParty,
    SipClosed,
    SipFollowedUp,
    SipPlanAgreed,
    SipPlanWritten,
)
from coordination.core.receiver import Receiver
from coordination.core.sips import SipAnswer, SipAnswered, SipCallCancelled, SipForm, SipMoved, SipRequested
from coordination.core.states import Capacity
from tests.coordination.histories import INTAKE, Happening
from tests.coordination.stories import at


def asked_for_sip(when: str) -> Happening:
    return Happening(at(when), SipRequested(INTAKE.unit, "bor ensam"))


def sip_moved(when: str, meets_at: str) -> Happening:
    return Happening(at(when), SipMoved(at(meets_at), SipForm.VIDEO, "https://moten.example.se/2", ""))


def call_cancelled(when: str) -> Happening:
    return Happening(at(when), SipCallCancelled("sjuk"))


def answered(when: str, meeting: int, unit: Receiver = INTAKE) -> Happening:
    return Happening(at(when), SipAnswered(meeting, unit.unit, SipAnswer.BY_PHONE, "ring oss"))


def sip_planned(when: str, follow_up_on: str = "2026-04-10", *readers: PlanParty) -> Happening:
    goal = PlanGoal("gå", (PlanAction("träna", "vårdcentralen", date(2026, 4, 1)),))
    readers = readers or (
        PlanParty(2, "Vårdcentralen", Capacity.OUTPATIENT),
        PlanParty(1, "Biståndsenheten", Capacity.MUNICIPALITY),
    )
    day = date.fromisoformat(follow_up_on)
    return Happening(at(when), SipPlanWritten(2, "Jag vill hem.", (goal,), readers, False, day))


def sip_agreed(when: str, plan: int, unit: int = 1) -> Happening:
    return Happening(at(when), SipPlanAgreed(plan, unit))


def followed_up(when: str, next_on: str | None = None) -> Happening:
    return Happening(at(when), SipFollowedUp("bra", date.fromisoformat(next_on) if next_on else None))


def sip_closed(when: str) -> Happening:
    return Happening(at(when), SipClosed("klart"))


def care_planned(when: str) -> Happening:
    parties = (PlanParty(7, "Avd 71", Capacity.WARD), PlanParty(1, "Biståndsenheten", Capacity.MUNICIPALITY))
    services = (CareService("samtal", "Psykiatrin"),)
    return Happening(
        at(when), CarePlanWritten(7, "vård", "boende", "beviljat", "vill", services, "", parties)
    )


def adjusted(when: str, plan: int, unit: int = 1) -> Happening:
    return Happening(at(when), CarePlanAdjusted(plan, unit))
