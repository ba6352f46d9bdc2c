"""The number of what a region issues: one series a year, without gaps."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

NEXT_PLACE = """
    INSERT INTO billing_statementseries AS series (region_code, year, last) VALUES (%s, %s, 1)
    ON CONFLICT (region_code, year) DO UPDATE SET last = series.last + 1
    RETURNING last
"""


def take_number(region: str, issued_at: datetime) -> dict[str, Any]:
    """The region's next number, 13-2027-0001, with its place in the series.

    The series stays locked until the transaction ends, and a refusal after this gives the number back: who issues at
    the same time waits for it, so that no number is missing and none is used twice.
    """
    year = timezone.localdate(issued_at).year
    with connection.cursor() as cursor:
        cursor.execute(NEXT_PLACE, [region, year])
        place = cursor.fetchone()[0]
    return {
        "region_code": region,
        "year": year,
        "place": place,
        "number": f"{region}-{year}-{place:04}",
        "issued_at": issued_at,
    }
