"""Random care-episode files and random terms, with the moments at which rules turn drawn often."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from billing.core import terms as core
from billing.files.columns import NAMES
from tests.billing.plain_reading import civil

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MUNICIPALITIES = ("0180", "1380", "2080")
FIRST = datetime(2018, 11, 20)
"""Near a turn of the year, so that two years' amounts and the transition of 2018 meet; March is not far."""

Cells = dict[str, str]

SHARP = ("00:00:00", "00:00:01", "11:59:59", "12:00:00", "12:00:01", "13:59:59", "14:00:00", "23:59:59")


class Dice(random.Random):
    """Chance that a seed repeats; a file's rows are drawn by seeds, which is many times faster than by choices."""

    def happens(self, share: float) -> bool:
        return self.random() < share

    def time_near(self, around: datetime, earliest: int, latest: int) -> datetime:
        """A civil time so many days from another, or that very moment."""
        if self.happens(0.1):
            return around
        day = around.date() + timedelta(days=self.randint(earliest, latest))
        clock = time.fromisoformat(self.choice(SHARP)) if self.happens(0.5) else self.time_of_day()
        at = datetime.combine(day, clock)
        return at if exists(at) else at + timedelta(hours=1)

    def time_of_day(self) -> time:
        return time(self.randrange(24), self.randrange(60), self.choice((0, 0, self.randrange(60))))

    def written(self, at: datetime) -> str:
        """A time in one of the forms that a file may have."""
        zoned = at.replace(tzinfo=STOCKHOLM)
        match self.choice(("plain", "plain", "plain", "seconds", "Z", "offset")):
            case "Z":
                return zoned.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
            case "offset":
                minutes = self.choice((0, 60, 120, -210, 345))
                shifted = zoned.astimezone(UTC).replace(tzinfo=None) + timedelta(minutes=minutes)
                sign = "-" if minutes < 0 else "+"
                return f"{shifted.isoformat()}{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
            case "seconds":
                return at.isoformat()
            case _:
                return at.isoformat() if at.second else at.isoformat()[:16]


def exists(civil: datetime) -> bool:
    """False in the hour that is skipped in spring."""
    there_and_back = civil.replace(tzinfo=STOCKHOLM).astimezone(UTC).astimezone(STOCKHOLM)
    return there_and_back.replace(tzinfo=None) == civil


def episode(number: int, seed: int) -> Cells:
    """The cells of one episode without a fault."""
    dice = Dice(seed)
    admitted = dice.time_near(FIRST, 0, 130)
    ready = dice.time_near(admitted, 0, 9)
    left = max(admitted, dice.time_near(ready, -1, dice.choice((2, 9, 40))))
    begins = dice.time_near(ready, -2, 6)
    times = {
        "need_assessed_at": (0.2, dice.time_near(admitted, -1, 4)),
        "admission_notice_at": (0.95, dice.time_near(admitted, 0, 2)),
        "care_contact_at": (0.9, dice.time_near(left, -4, 0)),
        "discharge_ready_at": (0.95, ready),
        "sip_called_at": (0.9, dice.time_near(ready, -3, 4)),
        "region_unavailable_from": (0.3, begins),
        "discharged_at": (0.95, left),
    }
    given = {name: at for name, (share, at) in times.items() if dice.happens(share)}
    if "region_unavailable_from" in given and dice.happens(0.5):
        given["region_unavailable_to"] = max(begins, dice.time_near(begins, 0, 6))
    return dict.fromkeys(NAMES, "") | {
        "episode_id": f"Å-{number}",
        "municipality": dice.choice(MUNICIPALITIES),
        "placing_municipality": dice.choice(MUNICIPALITIES) if dice.happens(0.1) else "",
        "care_type": dice.choice(("somatic", "somatic", "psychiatric", "forensic")),
        "admitted_at": dice.written(admitted),
        "needs_municipal_services": "yes" if dice.happens(0.9) else "no",
        "needs_health_care": dice.choice(("yes", "no")),
        "sip_required": dice.choice(("yes", "no")),
        **{name: dice.written(at) for name, at in given.items()},
    }


def files(most: int = 60) -> st.SearchStrategy[list[Cells]]:
    """The rows of a file without a fault."""
    seeds = st.lists(st.integers(0, 2**32), min_size=1, max_size=most)
    return seeds.map(lambda seeds: [episode(number, seed) for number, seed in enumerate(seeds)])


def times_between(row: Cells, seed: int) -> str:
    """Times when region services were back within the interval that the row has: by turns from and to, as stored."""
    dice = Dice(seed)
    begins, ends = (civil(row[name]) for name in ("region_unavailable_from", "region_unavailable_to"))
    ends = ends or civil(row["discharged_at"])
    if begins is None or ends is None or ends < begins:
        return ""
    days = (ends - begins).days + 1
    drawn = (dice.time_near(begins, 0, days) for _ in range(2 * dice.randint(1, 4)))
    inside = sorted(at for at in drawn if begins <= at <= ends)
    return " ".join(at.isoformat() for at in inside[: len(inside) // 2 * 2])


def as_csv(rows: Sequence[Cells], names: Sequence[str] = NAMES, line_end: str = "\n") -> str:
    """The rows as a file, none of whose cells needs quoting."""
    lines = [",".join(names), *(",".join(row[name] for name in names) for row in rows)]
    return line_end.join(lines) + line_end


def decimals(most: str) -> st.SearchStrategy[Decimal]:
    return st.decimals(0, Decimal(most), places=2)


cut_offs = st.none() | st.builds(
    core.CutOff, time=st.sampled_from([time(12), time(14), time(0, 0, 1)]), sharp_is_late=st.booleans()
)
windows = st.sampled_from([(1, 1), (2, 3), (1, 2), (3, 3)]).map(
    lambda pair: core.Window(over_months=pair[0], of_months=pair[1])
)


@st.composite
def any_terms(draw: st.DrawFn) -> core.Terms:
    """Terms that no text has, with every reading of every choice."""
    averages = draw(st.booleans())
    over_days = st.integers(0, 9) if averages else st.none()
    long_stay = st.builds(core.LongStay, over_days=over_days, free_days=st.integers(0, 5))
    transition = st.builds(
        core.Transition,
        care_types=st.sampled_from([("psychiatric",), ("psychiatric", "forensic")]),
        notice_year=st.sampled_from([2018, 2019]),
        free_days=st.integers(0, 30),
        cut_off=cut_offs,
    )
    choices: dict[str, Any] = {
        "threshold_days": draw(decimals("4")) if averages else None,
        "long_stay": draw(st.none() | long_stay) if averages else draw(long_stay),
        "psychiatric_transition": None if averages else draw(st.none() | transition),
        "average_decimals": draw(st.sampled_from([None, 0, 1, 2, 3])),
    }
    return draw(
        st.builds(
            core.Terms,
            **{name: st.just(value) for name, value in choices.items()},
            slug=st.just("any"),
            counting=st.sampled_from(core.Counting),
            cut_off=cut_offs,
            cut_off_applies_to=st.sampled_from(core.CutOffAppliesTo),
            long_stay_counted_from=st.sampled_from(core.LongStayCountedFrom),
            window=windows,
            window_covers=st.sampled_from(core.WindowCovers),
            care_contact_needed=st.booleans(),
            conditions_delay_start=st.booleans(),
            discount_percent=decimals("100"),
            late_admission_notice=st.sampled_from(core.LateStep),
            late_sip_call=st.sampled_from(core.LateStep),
            region_unavailable_dates=st.sampled_from(core.RegionUnavailableDates),
            episode_month=st.sampled_from(core.EpisodeDate),
            daily_amount_year=st.sampled_from(core.EpisodeDate),
        )
    )
