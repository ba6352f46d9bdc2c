"""The lines of many statements as one table: a row an episode, with what is stored as JSON written already."""

from collections.abc import Iterable, Mapping

import polars as pl

from agreements.agreement import Agreement
from billing.core.details import episode_details
from billing.core.facts import CORRECTED_BY, FACTS, REGION_AVAILABLE, TAKEN_OUT, UNCOUNTED_DATES
from billing.core.reasons import Reason, Status
from billing.months.known_corrections import KnownCorrection
from billing.months.liability import Liability
from billing.statements.content import Line, LineCorrection
from billing.statements.digests import json_text
from billing.statements.grounds import ground_of
from billing.statements.json_columns import json_object, json_of
from billing.statements.plain import plain
from billing.texts.terms import terms_of

JUDGED_BY = (*FACTS, REGION_AVAILABLE, TAKEN_OUT, UNCOUNTED_DATES)
PAIR = ("region", "municipality")
FIELDS = tuple(Line.__dataclass_fields__)
TEXTS = ("facts", "corrections")
"""Columns that are JSON already."""
SAID = "said"
NO_LINES = pl.DataFrame(schema=dict.fromkeys((*PAIR, *FIELDS, SAID), pl.String))
NO_CORRECTIONS = "[]"


def line_table(answer: Liability, month: int, texts: Mapping[str, Agreement]) -> pl.DataFrame:
    """The lines of the month between all who are answered, those of each two in the order of the episodes' numbers.

    The columns are `PAIR`, the fields of a `Line`, with its facts and corrections as JSON, and `said`, what a line says
    as the JSON that is digested.
    """
    of_month = answer.episodes.get_column("month") == month
    lines, facts = answer.episodes.filter(of_month), answer.facts.filter(of_month)
    if lines.is_empty():
        return NO_LINES
    times = facts.select(name for name in facts.columns if name not in lines.columns)
    lines = lines.hstack(times).with_columns(
        pl.col("registered_late").fill_null(""),
        facts.select(facts=_judged_by(facts)).to_series(),
        _corrections(facts, answer.corrections),
        # An episode that two texts count stands first under the one that comes first.
        place=pl.int_range(pl.len()).min().over(*PAIR, "agreement"),
    )
    parts = lines.partition_by("agreement", as_dict=True)
    table = pl.concat(
        [_part(part, texts[str(slug)]) for (slug,), part in parts.items()], how="vertical_relaxed"
    )
    return table.sort(*PAIR, "episode_id", "place").drop("place").with_columns(_said(table.schema))


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


def _judged_by(facts: pl.DataFrame) -> pl.Expr:
    return json_object(
        (name, json_of(pl.col(name), facts.schema[name])) for name in JUDGED_BY if name in facts.columns
    )


def _corrections(facts: pl.DataFrame, known: Iterable[KnownCorrection]) -> pl.Series:
    if CORRECTED_BY not in facts.columns:
        return pl.repeat(NO_CORRECTIONS, facts.height, eager=True).alias("corrections")
    told = {each.fact.number: plain(line_correction(each)) for each in known}
    return pl.Series(
        "corrections",
        [
            json_text([told[number] for number in numbers or ()])
            for numbers in facts.get_column(CORRECTED_BY).to_list()
        ],
    )


def _part(lines: pl.DataFrame, text: Agreement) -> pl.DataFrame:
    """What one text says of its lines."""
    reasons = lines.select("status", "reason").unique()
    grounds = [ground_of(Status(status), Reason(reason), text) for status, reason in reasons.iter_rows()]
    return (
        lines.hstack(episode_details(lines, terms_of(text)))
        .join(reasons.with_columns(ground=pl.Series(grounds)), on=["status", "reason"], maintain_order="left")
        .select(*PAIR, *FIELDS, "place")
    )


def _said(table: Mapping[str, pl.DataType]) -> pl.Expr:
    values = {name: pl.col(name) if name in TEXTS else json_of(pl.col(name), table[name]) for name in FIELDS}
    values["counted_from"] = values["counted_from"].fill_null("null")
    values["corrections"] = pl.when(pl.col("corrections") != NO_CORRECTIONS).then("corrections")
    return json_object(values.items()).alias(SAID)
