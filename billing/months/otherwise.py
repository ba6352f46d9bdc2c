"""What months would cost by the other readings of their texts: each reading judged once for all who are asked for."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import polars as pl

from agreements.agreement import Agreement
from billing.core.terms import Terms
from billing.months.basis import AsKnown, Basis
from billing.months.liability import Liability, judged_lines
from billing.months.pricing import KronorOf, months_of_regions, priced_by, total
from billing.texts.readings import Otherwise, other_readings
from billing.texts.terms import terms_of

Pair = tuple[str, str]
"""A region and a municipality."""
Amounts = Mapping[Pair, Decimal | None]
"""What a month costs between the two, none where a daily amount is missing; who is not there owes nothing."""


def amounts_otherwise(
    basis: Basis,
    answer: Liability,
    kronor_of: KronorOf,
    *,
    month: int,
    as_known: AsKnown,
    texts: Iterable[Agreement],
) -> Mapping[str, Amounts]:
    """By the names of the texts' other readings. `answer` is what the same facts come to as the texts are read here.

    A reading changes what its own text makes of the month; what other texts make of it stays.
    """
    as_read_here: dict[Pair, dict[str, Decimal | None]] = {}
    priced = answer.months.filter(month=month).select("region", "municipality", "agreement", "amount")
    for region, municipality, slug, amount in priced.iter_rows():
        as_read_here.setdefault((region, municipality), {})[slug] = amount
    return {
        name: _with(as_read_here, text.slug, costs)
        for text in texts
        for name, costs in _amounts(basis, text, kronor_of, month, as_known).items()
    }


def _amounts(
    basis: Basis, text: Agreement, kronor_of: KronorOf, month: int, as_known: AsKnown
) -> Mapping[str, Amounts]:
    """What one text makes of the month by each other reading of it; those that are priced alike are so at once."""
    costs: dict[str, dict[Pair, Decimal | None]] = {each.name: {} for each in other_readings(text)}
    alike: dict[Terms, list[Otherwise]] = {}
    if text.slug in basis.parts:
        for each in other_readings(text):
            alike.setdefault(priced_by(terms_of(each.text_read_so)), []).append(each)
    for terms, readings in alike.items():
        judged_so = judged_lines(basis, [each.text_read_so for each in readings], as_known)
        named = (
            lines.with_columns(reading=pl.lit(each.name))
            for each, lines in zip(readings, judged_so, strict=True)
        )
        months = months_of_regions(
            pl.concat(named), terms, kronor_of, month=month, apart=("reading", "region")
        )
        priced = months.filter(month=month).select("reading", "region", "municipality", "amount")
        for name, region, municipality, amount in priced.iter_rows():
            costs[name][region, municipality] = amount
    return costs


def _with(
    as_read_here: Mapping[Pair, Mapping[str, Decimal | None]], slug: str, otherwise: Amounts
) -> Amounts:
    """The sums of all texts, that of one exchanged."""
    costs: dict[Pair, Decimal | None] = {}
    for pair in {**as_read_here, **otherwise}:
        others = [amount for of, amount in as_read_here.get(pair, {}).items() if of != slug]
        costs[pair] = total([*others, otherwise.get(pair, Decimal(0))])
    return costs
