"""Kronor a day of care: only what a source says."""

from decimal import Decimal
from pathlib import Path

import pytest

from agreements.daily_amounts import AMOUNTS, MissingDailyAmount, daily_amount, load_daily_amounts
from agreements.faults import AgreementFault, Fault


@pytest.mark.parametrize(
    ("year", "kronor", "reference"),
    [
        (2019, 7800, "HSLF-FS 2018:67"),
        (2020, 8200, "gäller från 2020-01-01"),
        (2022, 9300, "vardsamverkanskane.se, 2021-12-14"),
        (2023, 10500, "HSLF-FS 2022:60"),
    ],
)
def test_it_gives_the_amount_of_the_year_with_its_source(year: int, kronor: int, reference: str) -> None:
    amount = daily_amount(year)

    assert amount.value == Decimal(kronor)
    assert isinstance(amount.value, Decimal)
    assert amount.source.reference == reference


@pytest.mark.parametrize("year", [2017, 2018, 2021, 2024, 2025, 2026, 2027])
def test_it_says_which_year_is_missing_and_what_to_do(year: int) -> None:
    with pytest.raises(MissingDailyAmount, match=f"{year}.*--daily-amount") as missing:
        daily_amount(year)

    assert missing.value.year == year


@pytest.mark.parametrize(
    ("find", "put", "fault"),
    [
        (
            "value: 8200",
            "value: about 8200",
            ("amounts.2020.value", "ska vara ett tal, noll eller mer, inte 'about 8200'"),
        ),
        (
            "value: 7800",
            "value: -7800",
            ("amounts.2019.value", "ska vara ett tal, noll eller mer, inte -7800"),
        ),
        ("  2019:", "  year 2019:", ("amounts", "ska vara belopp per år")),
        ("  2022:", "  2019:", ("rad", "står två gånger")),
        ("document: skane", "document: hearsay", ("amounts.2022.source.document", "inte 'hearsay'")),
        ("amounts:", "sums:", ("amounts", "saknas")),
        ("documents:", "documents: [", ("", "går inte att läsa som YAML")),
    ],
)
def test_it_refuses_a_faulty_table(tmp_path: Path, find: str, put: str, fault: tuple[str, str]) -> None:
    table = tmp_path / "daily_amounts.yaml"
    table.write_text(AMOUNTS.read_text(encoding="utf-8").replace(find, put, 1), encoding="utf-8")

    with pytest.raises(AgreementFault) as refused:
        load_daily_amounts(table)

    key, reason = fault
    assert any(found.key.startswith(key) and reason in found.reason for found in refused.value.faults)
    assert all(
        isinstance(found, Fault) and found.file == "daily_amounts.yaml" for found in refused.value.faults
    )
