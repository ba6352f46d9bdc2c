"""What the parties, and not the statute, decide about how they work together."""

from dataclasses import dataclass
from datetime import time, timedelta
from decimal import Decimal

from coordination.core.law import Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOff:
    """A time of day from which a start belongs to the next date."""

    time: time
    sharp_is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingTerms:
    """How the text in force counts the days that a ready patient waits, and which number of them passes a limit.

    What a month costs is computed by billing; here stands as much as tells the municipality beforehand.
    """

    ground: Ground
    first_date_counts: bool = False
    """Whether the date of the start is day one, and not day zero."""
    cut_off: CutOff | None = None
    care_contact_needed: bool = False
    """Whether nobody is liable unless a fixed care contact is appointed for whoever needs health care (Dalarna)."""
    conditions_delay_start: bool = False
    """Whether counting waits for the admission notice and the SIP call, and not for the ready notice alone."""
    cut_off_looks_at_notice: bool = False
    """Whose time of day decides where conditions delay: the notice's, and not that of the last condition."""
    whole_days_only: bool = False
    """Whether a date on which region services were missing for a part of it counts all the same."""
    free_days: int = 0
    """So many dates cost nothing before the first that does: the statute's three."""
    threshold_days: Decimal | None = None
    """The average that the agreement lets a month have; None where there is no average."""
    long_stay_days: int | None = None
    """With more days than this a patient leaves the average; None where nobody does."""
    long_stay_free_days: int = 0
    long_stay_from_notice: bool = False
    """Whether those are counted from the notice, and not from where counting starts."""


@dataclass(frozen=True, slots=True)
class ProcessTerms:
    """The terms of one case.

    `receipt_within`: how soon a receiver says that a notice has come; a routine, no law.
    `planning_basis_within`: how soon a receiver of the admission notice tells what it knows; None where no text says.
    `treatment_plan_before_ready`: whether the plan must be there before the patient is declared ready (Halland 2027).
    `sip_moves_to_working_day`: unsettled. Whether lag (1930:173) moves a SIP call due on a Saturday, Sunday, holiday
    or eve to the next working day. It never moves the counting of days.
    `counting`: how the days of waiting count; None where nobody can owe anybody anything.
    """

    receipt_within: timedelta = timedelta(hours=4)
    planning_basis_within: timedelta | None = None
    treatment_plan_before_ready: bool = False
    sip_moves_to_working_day: bool = False
    counting: CountingTerms | None = None


STATUTE_ALONE = ProcessTerms()
"""Where no agreement says anything."""
