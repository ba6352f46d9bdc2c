"""What a day of care costs in a year, where a source says so."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from agreements.dated import Sourced
from agreements.faults import AgreementFault
from agreements.layout import documents_cited, source_shape, sourced_shape
from agreements.shaped_file import read_shaped
from agreements.shapes import decimal, record, refusal

AMOUNTS = Path(__file__).parent / "daily_amounts.yaml"


class MissingDailyAmount(LookupError):
    """No amount is known for the year, and there was something to multiply."""

    code = "missing_daily_amount"

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(
            f"Beloppet per vårddygn för {year} saknas. Ange det med --daily-amount, "
            f"eller lägg in det med sin källa och låt en andra person godkänna det."
        )


def daily_amount(year: int, amounts: Mapping[int, Sourced[Decimal]] | None = None) -> Sourced[Decimal]:
    """Kronor a day of care in that year, or `MissingDailyAmount`: no other year's amount stands in for it."""
    amounts = load_daily_amounts() if amounts is None else amounts
    if year not in amounts:
        raise MissingDailyAmount(year)
    return amounts[year]


@cache
def load_daily_amounts(path: Path = AMOUNTS) -> Mapping[int, Sourced[Decimal]]:
    """The amounts by year. Raises `AgreementFault` with every fault of the file."""
    said, faults = read_shaped(path.name, path.read_bytes(), _layout)
    if faults:
        raise AgreementFault(faults)
    return MappingProxyType(said["amounts"])


def _layout(said: Any) -> Mapping[str, Any]:
    documents = said.get("documents") if isinstance(said, dict) else None
    amount = sourced_shape(decimal, source_shape(documents if isinstance(documents, dict) else {}))

    def by_year(given: Any) -> Mapping[int, Sourced[Decimal]]:
        if not isinstance(given, dict) or not all(type(year) is int for year in given):
            raise refusal("belopp per år", given)
        read = record({str(year): amount for year in given})(
            {str(year): entry for year, entry in given.items()}
        )
        return {int(year): entry for year, entry in read.items()}

    return record({"documents": documents_cited, "amounts": by_year})(said)
