"""Drawing up a statement: the month as it is answered, told so that it can be stored and defended."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import polars as pl

from agreements.agreement import Agreement
from billing.core.details import episode_details
from billing.core.facts import CORRECTED_BY, FACTS, REGION_AVAILABLE, TAKEN_OUT, UNCOUNTED_DATES
from billing.core.reasons import EXPLANATIONS, Reason, Status
from billing.months.between import MonthBetween
from billing.months.known_corrections import KnownCorrection
from billing.statements.content import (
    AmountOfYear,
    Charge,
    ChargeKind,
    Content,
    Line,
    LineCorrection,
    OtherReading,
    Part,
)
from billing.statements.plain import plain
from billing.texts.readings import other_readings, why_not_computed
from billing.texts.terms import terms_of

JUDGED_BY = (*FACTS, REGION_AVAILABLE, TAKEN_OUT, UNCOUNTED_DATES)


def drawn(between: MonthBetween) -> Content:
    """What a statement of the month would say, with every other reading priced.

    Raises `DailyAmountMissing` where a year's amount is needed and unknown.
    """
    between.answer.require_amounts()
    lines = sorted(_lines(between), key=lambda line: line.episode_id)
    return Content(
        region=between.region,
        municipality=between.municipality,
        month=between.month,
        parts=tuple(_parts(between)),
        lines=tuple(lines),
    )


def _parts(between: MonthBetween) -> Iterator[Part]:
    counted = pl.col("status") != Status.EXCLUDED
    years = between.answer.episodes.filter(counted, month=between.month)
    rows = between.answer.months.filter(month=between.month).sort("agreement")
    for row in rows.iter_rows(named=True):
        text = between.texts[row["agreement"]]
        paying = years.filter(agreement=text.slug).get_column("amount_year").unique().sort()
        known = between.daily_amounts
        amounts = [
            AmountOfYear(year=year, kronor=known[year].kronor, source=known[year].source)
            for year in paying
            if year in known
        ]
        said = {name: row[name] for name in Part.__dataclass_fields__ if name in row}
        yield Part(
            **said,
            name=text.name,
            terms_version=text.digest,
            terms=plain(terms_of(text)),
            closed_at=between.closed_at(text),
            daily_amounts=tuple(amounts),
            charges=tuple(_charges(row, text, amounts)),
            readings=tuple(_readings(between, text)),
        )


def _charges(row: dict[str, Any], text: Agreement, amounts: list[AmountOfYear]) -> Iterator[Charge]:
    """What the amount is made of; nothing where nothing is owed."""
    kronor = amounts[0].kronor if len(amounts) == 1 else None
    asked = [
        (ChargeKind.AVERAGED, row["excess_days"], row["averaged_amount"], "threshold_days"),
        (ChargeKind.INDIVIDUAL, Decimal(row["individual_days"]), row["individual_amount"], "long_stay"),
    ]
    total = Decimal(0)
    for kind, days, amount, key in asked:
        if amount:
            total += amount
            yield Charge(kind=kind, amount=amount, ground=_clause(text, key), days=days, kronor=kronor)
    if off := row["amount"] - total:
        yield Charge(kind=ChargeKind.DISCOUNT, amount=off, ground=_clause(text, "discount_percent"))


def _readings(between: MonthBetween, text: Agreement) -> Iterator[OtherReading]:
    """The text's unsettled questions with each other answer."""
    computed = {(each.reading.key, each.number): each for each in other_readings(text)}
    for reading in text.unsettled:
        why_not = why_not_computed(text, reading.key)
        for number, alternative in enumerate(reading.alternatives, start=1):
            other = computed.get((reading.key, number))
            yield OtherReading(
                key=reading.key,
                question=reading.question.sv,
                read_as=plain(reading.chosen),
                alternative=plain(alternative),
                amount=None if other is None else between.amounts_otherwise[other.name],
                why_not="" if why_not is None else why_not.sv,
            )


def _lines(between: MonthBetween) -> Iterator[Line]:
    facts, episodes = between.answer.facts, between.answer.episodes
    times = facts.select(name for name in facts.columns if name not in episodes.columns)
    judged_by = pl.struct(name for name in JUDGED_BY if name in facts.columns)
    corrections = {each.fact.number: line_correction(each) for each in between.answer.corrections}
    of_month = episodes.hstack(times).with_columns(facts.select(facts=judged_by)).filter(month=between.month)
    for (slug,), part in of_month.partition_by("agreement", as_dict=True).items():
        text = between.texts[str(slug)]
        for row in part.hstack(episode_details(part, terms_of(text))).iter_rows(named=True):
            status, reason = Status(row["status"]), Reason(row["reason"])
            said = {name: row[name] for name in Line.__dataclass_fields__ if name in row}
            yield Line(
                **said
                | {
                    "status": status,
                    "reason": reason,
                    "registered_late": row["registered_late"] or "",
                    "ground": _ground(status, reason, text),
                    "facts": plain({name: fact for name, fact in row["facts"].items() if fact is not None}),
                    "corrections": tuple(corrections[number] for number in row.get(CORRECTED_BY) or ()),
                },
            )


def line_correction(known: KnownCorrection) -> LineCorrection:
    """A correction as the lines of its episode tell of it."""
    fact = known.fact
    said = {name: getattr(fact, name) for name in ("at", "first_day", "last_day", "municipality")}
    return LineCorrection(
        number=fact.number,
        kind=fact.kind.value,
        said=plain({name: value for name, value in said.items() if value is not None}),
        evidence=known.evidence,
        reference=known.reference,
        decided_at=known.decided_at,
    )


def _ground(status: Status, reason: Reason, text: Agreement) -> str:
    """What an episode's place in the month stands on."""
    match status:
        case Status.AVERAGED:
            return _clause(text, "threshold_days")
        case Status.INDIVIDUAL:
            return _clause(text, "long_stay")
        case Status.EXCLUDED if reason is Reason.NO_CARE_CONTACT:
            return _clause(text, "care_contact_needed")
        case Status.EXCLUDED:
            return EXPLANATIONS[reason].ground


def _clause(text: Agreement, key: str) -> str:
    """The clause that one of the text's terms was read in, with the document where it is another than the text."""
    source = text.terms[key].source
    return source.section if source.document == text.name else f"{source.document}, {source.section}"
