"""What months would cost by the other readings of their texts: each reading judged once for all who are asked for."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from agreements.agreement import Agreement
from billing.months.basis import AsKnown, Basis
from billing.months.liability import Liability, judged
from billing.months.pricing import KronorOf, total
from billing.texts.readings import other_readings

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
        each.name: _with(
            as_read_here, text.slug, _amounts(basis, each.text_read_so, kronor_of, month, as_known)
        )
        for text in texts
        for each in other_readings(text)
    }


def _amounts(basis: Basis, text: Agreement, kronor_of: KronorOf, month: int, as_known: AsKnown) -> Amounts:
    if text.slug not in basis.parts:
        return {}
    _, months = judged(basis, text, kronor_of, as_known)
    priced = months.filter(month=month).select("region", "municipality", "amount")
    return {(region, municipality): amount for region, municipality, amount in priced.iter_rows()}


def _with(
    as_read_here: Mapping[Pair, Mapping[str, Decimal | None]], slug: str, otherwise: Amounts
) -> Amounts:
    """The sums of all texts, that of one exchanged."""
    costs: dict[Pair, Decimal | None] = {}
    for pair in {**as_read_here, **otherwise}:
        others = [amount for of, amount in as_read_here.get(pair, {}).items() if of != slug]
        costs[pair] = total([*others, otherwise.get(pair, Decimal(0))])
    return costs
