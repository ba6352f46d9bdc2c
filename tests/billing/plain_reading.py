"""A plain reading of the texts, row by row and date by date, to hold the billing core against.

Written from the rules in words and from nothing of the core but the names of its terms: slow on purpose, with
loops over dates and exact fractions.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from billing.core.terms import CutOff, Terms

STOCKHOLM = ZoneInfo("Europe/Stockholm")
DAY = timedelta(days=1)

Row = Mapping[str, str]


def civil(written: str) -> datetime | None:
    """The time of a cell as the clock in Stockholm shows it."""
    if not written:
        return None
    read = datetime.fromisoformat(written)
    return read if read.tzinfo is None else read.astimezone(STOCKHOLM).replace(tzinfo=None)


@dataclass(frozen=True)
class Judged:
    """An episode as a person would sum it up."""

    municipality: str
    month: str | None
    year: int | None
    status: str
    reason: str
    days: int
    payable_days: int


def judge(row: Row, terms: Terms) -> Judged:
    """Steps 1 to 6: who, whether, from when, which dates, alone or in the average, and which month."""
    ready, left = civil(row["discharge_ready_at"]), civil(row["discharged_at"])
    month_date = year_date = left
    if left and ready and terms.episode_month == "ready":
        month_date = ready
    if left and ready and terms.daily_amount_year == "ready":
        year_date = ready
    status, days, payable = "excluded", 0, 0
    if not (reason := reason_against(row, terms)):
        status, days, payable = counted(row, terms)
    return Judged(
        municipality=row["placing_municipality"] or row["municipality"],
        month=month_date and f"{month_date:%Y-%m}",
        year=year_date and year_date.year,
        status=status,
        reason=reason,
        days=days,
        payable_days=payable,
    )


def reason_against(row: Row, terms: Terms) -> str:
    """The first condition that fails, or nothing."""
    ready, left = civil(row["discharge_ready_at"]), civil(row["discharged_at"])
    if ready is None:
        return "no_discharge_ready_notice"
    if left is None:
        return "not_discharged"
    if row["needs_municipal_services"] == "no":
        return "no_municipal_services"
    notice = civil(row["admission_notice_at"])
    if notice is None or notice > left:
        return "no_admission_notice"
    if terms.late_admission_notice == "excludes" and over_24_hours(row, notice):
        return "late_admission_notice"
    contact = civil(row["care_contact_at"])
    if (
        terms.care_contact_needed
        and row["needs_health_care"] == "yes"
        and (contact is None or contact > left)
    ):
        return "no_care_contact"
    if row["sip_required"] == "yes":
        called = civil(row["sip_called_at"])
        if called is None or called > left:
            return "no_sip_call"
        if terms.late_sip_call == "excludes" and called.date() > ready.date() + 3 * DAY:
            return "late_sip_call"
    return ""


def over_24_hours(row: Row, notice: datetime) -> bool:
    """By the clock's real hours, from the admission or from a later assessment of need."""
    admitted, assessed = civil(row["admitted_at"]), civil(row["need_assessed_at"])
    assert admitted is not None
    started = admitted if assessed is None else max(admitted, assessed)
    return (
        notice.replace(tzinfo=STOCKHOLM).timestamp() - started.replace(tzinfo=STOCKHOLM).timestamp()
        > 24 * 3600
    )


def counted(row: Row, terms: Terms) -> tuple[str, int, int]:
    """Status, days and payable days of an episode that can make the municipality liable."""
    ready = civil(row["discharge_ready_at"])
    assert ready is not None
    days = days_after(start_date(row, terms), row, terms)
    if terms.long_stay is None:
        return "averaged", days, 0
    long_days = days
    if terms.long_stay_counted_from == "notice":
        long_days = days_after(day_of(ready, terms.cut_off), row, terms)
    if terms.threshold_days is None:
        free, transition = terms.long_stay.free_days, terms.psychiatric_transition
        if transition and row["care_type"] in transition.care_types and ready.year == transition.notice_year:
            free = transition.free_days
            long_days = days_after(day_of(ready, transition.cut_off), row, terms)
        return "individual", long_days, max(0, long_days - free)
    over = terms.long_stay.over_days
    if over is not None and long_days > over:
        return "individual", long_days, max(0, long_days - terms.long_stay.free_days)
    return "averaged", days, 0


def start_date(row: Row, terms: Terms) -> date:
    """Step 3 and the cut-off of step 4."""
    ready, notice = civil(row["discharge_ready_at"]), civil(row["admission_notice_at"])
    called = civil(row["sip_called_at"]) if row["sip_required"] == "yes" else None
    assert ready is not None
    assert notice is not None
    if not terms.conditions_delay_start:
        return day_of(ready, terms.cut_off)
    others = [each for each in (notice, called) if each is not None]
    if terms.cut_off_applies_to == "notice":
        return max(day_of(ready, terms.cut_off), *(each.date() for each in others))
    return day_of(max(ready, *others), terms.cut_off)


def day_of(start: datetime, cut_off: CutOff | None) -> date:
    """The date of a start, or the next one when it is late in the day."""
    if cut_off is None:
        return start.date()
    late = start.time() >= cut_off.time if cut_off.sharp_is_late else start.time() > cut_off.time
    return start.date() + DAY if late else start.date()


def days_after(first: date, row: Row, terms: Terms) -> int:
    """The dates that count from day zero, or day one, to the discharge."""
    left = civil(row["discharged_at"])
    assert left is not None
    day = first if terms.counting == "inclusive" else first + DAY
    days = 0
    while day <= left.date():
        days += not is_region_unavailable(day, row, terms)
        day += DAY
    return days


def is_region_unavailable(day: date, row: Row, terms: Terms) -> bool:
    """Whether the date is left out because the region's own services were missing, in one interval or another."""
    midnight = datetime.combine(day, time())
    for begins, ends in intervals_without_services(row):
        if terms.region_unavailable_dates == "whole_days_only":
            if begins <= midnight and midnight + DAY <= ends:
                return True
        elif begins.date() <= day <= ends.date():
            return True
    return False


def intervals_without_services(row: Row) -> Iterator[tuple[datetime, datetime]]:
    """The interval of the file, less the times when services were back; those stand in no file."""
    begins = civil(row["region_unavailable_from"])
    ends = civil(row["region_unavailable_to"]) or civil(row["discharged_at"])
    if begins is None or ends is None:
        return
    back_and_gone = [datetime.fromisoformat(each) for each in row.get("region_available", "").split()]
    turns = [begins, *back_and_gone, ends]
    yield from zip(turns[::2], turns[1::2], strict=True)


def rounded(number: Fraction, decimals: int) -> Fraction:
    """Half up."""
    return Fraction((number * 10**decimals + Fraction(1, 2)).__floor__(), 10**decimals)


def money(number: Fraction) -> str:
    """Kronor and öre."""
    ore = int(rounded(number, 2) * 100)
    return f"{ore // 100}.{ore % 100:02}"


def month_before(month: str, steps: int) -> str:
    """The name of the month so many months earlier."""
    number = int(month[:4]) * 12 + int(month[5:]) - 1 - steps
    return f"{number // 12:04}-{number % 12 + 1:02}"


def month_rows(
    episodes: Sequence[Judged], terms: Terms, daily_amount: Callable[[int], Decimal], only: str | None = None
) -> Iterator[dict[str, object]]:
    """Steps 7 to 10, a row at a time."""
    of: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for episode in episodes:
        if episode.month:
            of[episode.municipality, episode.month].append(episode)
    excesses = {pair: excess(rows, terms) for pair, rows in of.items()}
    for (municipality, month), rows in sorted(of.items()):
        if only and month != only:
            continue
        latest = [
            excesses.get((municipality, month_before(month, back)), 0)
            for back in range(terms.window.of_months)
        ]
        met = sum(each > 0 for each in latest) >= terms.window.over_months
        averaged = [row for row in rows if row.status == "averaged"]
        days = sum(row.days for row in averaged)
        by_average = by_itself = Fraction(0)
        if met and excesses[municipality, month] > 0:
            # What is over costs what the days cost on average, when they belong to several years.
            priced = (row.days * Fraction(daily_amount(row.year or 0)) for row in averaged if row.days)
            price = sum(priced, Fraction(0)) / days
            by_average = excesses[municipality, month] * price
        if met or terms.window_covers == "average":
            alone = [row for row in rows if row.payable_days]
            by_itself = sum(
                (row.payable_days * Fraction(daily_amount(row.year or 0)) for row in alone), Fraction(0)
            )
        yield {
            "municipality": municipality,
            "month": month,
            "episodes": len(averaged),
            "days": days,
            "average": money(Fraction(days, len(averaged))) if averaged else None,
            "individual_episodes": sum(row.status == "individual" for row in rows),
            "individual_days": sum(row.payable_days for row in rows),
            "excluded": sum(row.status == "excluded" for row in rows),
            "averaged_amount": money(by_average),
            "individual_amount": money(by_itself),
            "amount": money((by_average + by_itself) * (100 - Fraction(terms.discount_percent)) / 100),
        }


def excess(rows: Sequence[Judged], terms: Terms) -> Fraction:
    """The days over the threshold, all averaged episodes together; 0 where the average is not over."""
    averaged = [row for row in rows if row.status == "averaged"]
    if terms.threshold_days is None or not averaged:
        return Fraction(0)
    average = Fraction(sum(row.days for row in averaged), len(averaged))
    if terms.average_decimals is not None:
        average = rounded(average, terms.average_decimals)
    return max(Fraction(0), (average - Fraction(terms.threshold_days)) * len(averaged))
