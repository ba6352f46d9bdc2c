"""The terms that a liability is computed from: what one text says, each open reading a named choice.

Every choice marked *unsettled* in an agreement's data is a small closed enum here, with the words that
leave it open in the member's docstring. It is matched in one place, which the enum's docstring names.
"""

from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from enum import StrEnum

MOST_DECIMALS = 6
"""How fine a threshold, an average and an excess may be, in decimals of a day."""


class Counting(StrEnum):
    """Which date is the first that counts (counting.py)."""

    ELAPSED = "elapsed"
    """Halland 2027: "Utskrivningsdag= ”dag noll”, dag efter utskrivningsklar= ”dag ett”." """
    INCLUSIVE = "inclusive"
    """Dalarna 11: "räknas samma dag som kalenderdag ett (1) och den efterföljande dagen som dag två (2)"."""


class CutOffAppliesTo(StrEnum):
    """Whose time of day the cut-off looks at, where conditions delay the start (counting.py)."""

    START = "start"
    """Dalarna 11: "För att påbörja beräkning av dagar krävs att": the last condition starts the day count."""
    NOTICE = "notice"
    """Dalarna 11: "Tidpunkten beräknas utifrån när utskrivningsmeddelandet skickats"."""


class LongStayCountedFrom(StrEnum):
    """From when the days of a long stay are counted (counting.py)."""

    COUNTING_START = "counting_start"
    """The same days as in the average: from the start that the conditions may have delayed."""
    NOTICE = "notice"
    """Dalarna 11: "mer än sju (7) kalenderdagar från underrättelse via utskrivningsmeddelande"."""


class WindowCovers(StrEnum):
    """What is owed only when enough of the latest months are over the threshold (liability.py)."""

    AVERAGE = "average"
    """The window stands with the average; individual amounts are owed regardless."""
    AVERAGE_AND_INDIVIDUAL = "average_and_individual"
    """Dalarna 11: "Ersättningsskyldighet inträder för en kommun när minst två av de tre senaste månaderna"."""


class LateStep(StrEnum):
    """What follows when a step was taken, but later than the statute says (conditions.py)."""

    WARNS = "warns"
    """LUS 5:3 asks that the ward "har underrättat"; lateness is shown and changes nothing."""
    EXCLUDES = "excludes"
    """LUS 5:3 asks that it was done "i enlighet med" the section that sets the time limit."""


class RegionUnavailableDates(StrEnum):
    """Which dates of an interval without region services do not count (counting.py)."""

    BOTH_ENDS = "both_ends"
    """LUS 5:5 "inte kan skrivas ut": any date that the interval touches, its first and last included."""
    WHOLE_DAYS_ONLY = "whole_days_only"
    """Only a date that lies in the interval from midnight to midnight."""


class EpisodeDate(StrEnum):
    """Which date of an episode decides its month, or the year of its daily amount (months.py)."""

    DISCHARGE = "discharge"
    """Västra Götaland 7: "Antal utskrivna personer": the month in which the patient left."""
    READY = "ready"
    """Dalarna 11: "Samtliga utskrivningsklara patienter under en kalendermånad"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOff:
    """A time of day from which a start belongs to the next date."""

    time: time
    sharp_is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LongStay:
    """More days than `over_days` leave the average and pay all but `free_days`; no limit: every episode does."""

    over_days: int | None
    free_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """Other free days, and another cut-off, for some care whose notice was sent in one year (individual.py)."""

    care_types: tuple[str, ...]
    notice_year: int
    free_days: int
    cut_off: CutOff | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A month owes only if `over_months` of the `of_months` latest, itself included, are over the threshold."""

    over_months: int = 1
    of_months: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What one text says about liability; without a threshold every episode is individual."""

    slug: str
    threshold_days: Decimal | None
    counting: Counting
    cut_off: CutOff | None = None
    cut_off_applies_to: CutOffAppliesTo = CutOffAppliesTo.START
    long_stay: LongStay | None = None
    long_stay_counted_from: LongStayCountedFrom = LongStayCountedFrom.COUNTING_START
    window: Window = Window()
    window_covers: WindowCovers = WindowCovers.AVERAGE
    care_contact_needed: bool = False
    conditions_delay_start: bool = False
    average_decimals: int | None = None
    discount_percent: Decimal = Decimal(0)
    late_admission_notice: LateStep = LateStep.WARNS
    late_sip_call: LateStep = LateStep.WARNS
    region_unavailable_dates: RegionUnavailableDates = RegionUnavailableDates.BOTH_ENDS
    episode_month: EpisodeDate = EpisodeDate.DISCHARGE
    daily_amount_year: EpisodeDate = EpisodeDate.DISCHARGE
    psychiatric_transition: Transition | None = None

    def __post_init__(self) -> None:
        if self.threshold_days is None and self.long_stay is None:
            raise ValueError(f"{self.slug}: without a threshold, long_stay must say how many days are free")
        if self.threshold_days is not None and self.psychiatric_transition is not None:
            raise ValueError(f"{self.slug}: psychiatric_transition has no meaning beside a threshold")
