"""Which text governs the episodes between a region and each liable municipality, day by day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from agreements.dated import DatePeriod, add_months
from agreements.files import load_agreements
from agreements.in_force import Governing, NoTextInForce, text_in_force
from agreements.reasons import Why
from billing.core.counting import day_number
from billing.texts.endings import Endings, known_endings

_ONE_DAY = timedelta(days=1)
AHEAD_MONTHS = 36
LAST_DAY = date(2100, 12, 31)
NO_TEXT = ""
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class GovernedPeriod:
    """The dates on which one answer governs between two parties."""

    region: str
    municipality: str
    period: DatePeriod
    governing: Governing

    @property
    def is_one_body(self) -> bool:
        """Whether the two are one legal person, which owes itself nothing: on Gotland no month is billed."""
        return any(reason.code is Why.ONE_BODY for reason in self.governing.why)


def governed_periods(
    region: str, municipality: str, asked: DatePeriod, endings: Endings
) -> Iterator[GovernedPeriod]:
    """The texts in force between the two, one after the other, over the asked dates (which must end).

    Dates before the statute are left out; `NoTextInForce` where all of them are.
    """
    day, last = asked.first, asked.last
    while last is not None and day <= last:
        try:
            governing = text_in_force(
                region,
                municipality,
                day,
                terminations=endings.terminations,
                dependencies_ended=endings.main_agreements,
            )
        except NoTextInForce as before:
            if last < before.first_day:
                raise
            day = before.first_day
            continue
        until = last if governing.until is None else min(governing.until, last)
        yield GovernedPeriod(region, municipality, DatePeriod(day, until), governing)
        day = until + _ONE_DAY


def days_with_texts() -> DatePeriod:
    """The days of which it can be asked which text is in force: from the statute's first on, and not for ever."""
    statute = next(text for text in load_agreements().values() if text.kind == "statute")
    return DatePeriod(statute.validity.period.value.first, LAST_DAY)


def governed_ahead(region: str, municipality: str, day: date) -> list[GovernedPeriod]:
    """The text in force between the two on the day, and what follows it as far as is known, for three years."""
    ahead = DatePeriod(day, add_months(day, AHEAD_MONTHS))
    return list(governed_periods(region, municipality, ahead, known_endings()))


def with_agreement(facts: pl.DataFrame, periods: Iterable[GovernedPeriod]) -> pl.DataFrame:
    """The facts, in their order, with the slug of the text that governs the discharge date as `agreement`.

    The facts have `region` and the liable `municipality`. An episode outside every period is left out: what is not
    discharged belongs to no month yet. So is one between a region and a municipality that are one body.
    """
    by_pair: dict[tuple[str, str], list[GovernedPeriod]] = {}
    for each in periods:
        if not each.is_one_body:
            by_pair.setdefault((each.region, each.municipality), []).append(each)
    if not by_pair:
        return facts.clear().with_columns(agreement=pl.lit("", pl.String))
    days = _days_of(by_pair.values())
    # Few pairs have texts of their own. Those with the same share their days; a text is looked up by the day's place.
    of_pair = {pair: tuple(run for run in _runs(spans, days) if run[1]) for pair, spans in by_pair.items()}
    numbers = {runs: number for number, runs in enumerate(dict.fromkeys(of_pair.values()))}
    texts = pl.DataFrame(
        [run for runs in numbers for run in runs],
        schema={"agreement": pl.String, "days": pl.UInt32},
        orient="row",
    )
    of_days = texts.select(pl.col("agreement").repeat_by("days").explode()).to_series()
    count = of_days.len() // len(numbers)
    schema = {"region": pl.String, "liable": pl.String, "runs": pl.Int32}
    pairs = pl.DataFrame(
        [(*pair, numbers[runs]) for pair, runs in of_pair.items()], schema=schema, orient="row"
    )
    liable = pl.coalesce("placing_municipality", "municipality").alias("liable")
    kinds = facts.clear().select("region", liable).schema
    pairs = pairs.with_columns(pl.col(name).cast(kind) for name, kind in kinds.items())
    day = (day_number(pl.col("discharged_at")) - (days.first - EPOCH).days).alias("day")
    return (
        facts.with_columns(day, liable)
        .join(pairs, on=["region", "liable"], how="left", maintain_order="left")
        .filter(pl.col("runs").is_not_null() & pl.col("day").is_between(0, count - 1))
        .with_columns(agreement=pl.lit(of_days).gather(pl.col("runs") * count + pl.col("day")))
        .filter(pl.col("agreement") != NO_TEXT)
        .drop("liable", "runs", "day")
    )


def _days_of(pairs: Iterable[Iterable[GovernedPeriod]]) -> DatePeriod:
    """From the first to the last day of all the periods, which all end."""
    periods = [each.period for spans in pairs for each in spans]
    return DatePeriod(min(each.first for each in periods), max(each.last or each.first for each in periods))


def _runs(spans: Iterable[GovernedPeriod], days: DatePeriod) -> Iterator[tuple[str, int]]:
    """A pair's texts over all the days, one after the other: each with how many days it governs, none between them."""
    day, end = days.first, (days.last or days.first) + _ONE_DAY
    for each in sorted(spans, key=lambda each: each.period.first):
        after = (each.period.last or each.period.first) + _ONE_DAY
        yield NO_TEXT, (each.period.first - day).days
        yield each.governing.agreement.slug, (after - each.period.first).days
        day = after
    yield NO_TEXT, (end - day).days
