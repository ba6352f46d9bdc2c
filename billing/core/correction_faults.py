"""What is wrong with a correction that somebody proposes: what it lacks, or what cannot have been."""

from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from billing.core.clock import ZONE
from billing.core.corrections import Asks, Correction, CorrectionKind, Facts, corrected

MOST_DATES = 366


class CorrectionFault(StrEnum):
    NOT_SAID = "not_said"
    NO_SUCH_HOUR = "no_such_hour"
    """The hour that is left out on a night in spring."""
    BEFORE_ADMISSION = "before_admission"
    NOT_EARLIER = "not_earlier"
    """A death after the discharge."""
    LAST_BEFORE_FIRST = "last_before_first"
    TOO_MANY_DATES = "too_many_dates"
    OUTSIDE_THE_STAY = "outside_the_stay"
    NOTHING_CHANGES = "nothing_changes"


def correction_fault(correction: Correction, facts: Facts) -> tuple[str, CorrectionFault] | None:
    """The field that is at fault, by its name in `Correction`, and how; none where the correction can be."""
    match correction.row.asks:
        case Asks.TIME | Asks.TIME_OR_NEVER:
            fault = _fault_of_time(correction, facts)
        case Asks.DATES:
            fault = _fault_of_dates(correction, facts)
        case Asks.MUNICIPALITY if not correction.municipality:
            fault = "municipality", CorrectionFault.NOT_SAID
        case Asks.MUNICIPALITY | Asks.NOTHING:
            fault = None
    if fault is None and corrected(facts, correction) == {correction.row.fact: None, **facts}:
        return _field(correction), CorrectionFault.NOTHING_CHANGES
    return fault


def _field(correction: Correction) -> str:
    match correction.row.asks:
        case Asks.TIME | Asks.TIME_OR_NEVER:
            return "at"
        case Asks.DATES:
            return "first_day"
        case Asks.MUNICIPALITY:
            return "municipality"
        case Asks.NOTHING:
            return "kind"


def _fault_of_time(correction: Correction, facts: Facts) -> tuple[str, CorrectionFault] | None:
    if correction.at is None:
        return ("at", CorrectionFault.NOT_SAID) if correction.row.asks is Asks.TIME else None
    if not _exists(correction.at):
        return "at", CorrectionFault.NO_SUCH_HOUR
    if correction.row.fact == "discharged_at" and correction.at < facts["admitted_at"]:
        return "at", CorrectionFault.BEFORE_ADMISSION
    if correction.kind is CorrectionKind.DIED and correction.at > facts["discharged_at"]:
        return "at", CorrectionFault.NOT_EARLIER
    return None


def _fault_of_dates(correction: Correction, facts: Facts) -> tuple[str, CorrectionFault] | None:
    first, last = correction.first_day, correction.last_day
    if first is None or last is None:
        return "first_day" if first is None else "last_day", CorrectionFault.NOT_SAID
    if last < first:
        return "last_day", CorrectionFault.LAST_BEFORE_FIRST
    if (last - first).days >= MOST_DATES:
        return "last_day", CorrectionFault.TOO_MANY_DATES
    if last < facts["admitted_at"].date() or first > facts["discharged_at"].date():
        return "first_day", CorrectionFault.OUTSIDE_THE_STAY
    return None


def _exists(civil: datetime) -> bool:
    """Whether clocks in Sweden ever showed the time."""
    zone = ZoneInfo(ZONE)
    return civil.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == civil
