"""The daily amounts that a liability can be computed with: those that ship, by year."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from agreements.daily_amounts import load_daily_amounts


def known_amounts(known_by: datetime | None = None) -> Mapping[int, Decimal]:
    """Kronor a day of care, by year."""
    return {year: sourced.value for year, sourced in load_daily_amounts().items()}
