"""What somebody must do next in a case, and what follows otherwise."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coordination.core.civil import civil_day, end_of
from coordination.core.law import Ground
from coordination.core.states import Capacity, Step


class Consequence(StrEnum):
    """What follows when a move is not made."""

    NOBODY_IS_TOLD = "nobody_is_told"
    NO_LIABILITY_WITHOUT_NOTICE = "no_liability_without_notice"
    NO_LIABILITY_UNTIL_TOLD_READY = "no_liability_until_told_ready"
    NO_LIABILITY_WITHOUT_SIP_CALL = "no_liability_without_sip_call"
    NO_LIABILITY_WHILE_MISSING = "no_liability_while_missing"
    SENDER_DOES_NOT_KNOW = "sender_does_not_know"
    NO_LIABILITY_WITHOUT_CONTACT = "no_liability_without_contact"
    PATIENT_HAS_NO_CONTACT = "patient_has_no_contact"
    OTHERS_PLAN_BLINDLY = "others_plan_blindly"
    CANNOT_BE_READY = "cannot_be_ready"
    CARE_BREAKS_OFF = "care_breaks_off"
    LIABILITY_COUNTS = "liability_counts"
    A_PARTY_WAITS = "a_party_waits"
    PATIENT_HAS_NO_PLAN = "patient_has_no_plan"
    NOBODY_KNOWS_IF_IT_WORKS = "nobody_knows_if_it_works"
    PLAN_IS_NOT_AGREED = "plan_is_not_agreed"
    NOTHING_FOR_THE_COURT = "nothing_for_the_court"
    NOBODY_KNOWS_WHO_COMES = "nobody_knows_who_comes"
    NOBODY_KNOWS_IF_BACK = "nobody_knows_if_back"
    NOBODY_LEARNS = "nobody_learns"


@dataclass(frozen=True, slots=True)
class Move:
    """What a party must do next. `unit` None: any unit of that capacity may. `due_at` None: as soon as possible.

    Before `since` nobody waits for it yet, and after `until` nobody does any more. What `is_private` is known
    only to those whose it is.
    """

    step: Step
    acting: Capacity
    otherwise: Consequence
    ground: Ground
    unit: int | None = None
    due_at: datetime | None = None
    is_binding: bool = False
    since: datetime | None = None
    until: datetime | None = None
    is_private: bool = False

    def is_for(self, capacity: Capacity, unit: int) -> bool:
        """Whether it is that unit's to make."""
        return self.acting is capacity and self.unit in (None, unit)

    def is_waited_for(self, now: datetime) -> bool:
        """Whether it is time for it, and not too late."""
        return (self.since is None or self.since <= now) and (self.until is None or now < self.until)

    def is_pressing(self, now: datetime) -> bool:
        """Whether its time limit has passed, or ends with this day: a time that is only expected is no limit."""
        return self.is_binding and self.due_at is not None and self.due_at <= end_of(civil_day(now))
