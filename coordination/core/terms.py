"""What the parties, and not the statute, decide about how they work together."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class ProcessTerms:
    """The terms of one case.

    `receipt_within`: how soon a receiver says that a notice has come; a routine, no law.
    `planning_basis_within`: how soon a receiver of the admission notice tells what it knows; None where no text says.
    `treatment_plan_before_ready`: whether the plan must be there before the patient is declared ready (Halland 2027).
    `sip_moves_to_working_day`: unsettled. Whether lag (1930:173) moves a SIP call due on a Saturday, Sunday, holiday
    or eve to the next working day. It never moves the counting of days.
    """

    receipt_within: timedelta = timedelta(hours=4)
    planning_basis_within: timedelta | None = None
    treatment_plan_before_ready: bool = False
    sip_moves_to_working_day: bool = False


STATUTE_ALONE = ProcessTerms()
"""Where no agreement says anything."""
