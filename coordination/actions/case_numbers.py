"""The number that names an episode in its region: H26-00412."""

from django.db import connection

from agreements import places
from coordination.models import Case

NEXT_NUMBER = """
    INSERT INTO coordination_casenumberseries AS series (region_code, year, last) VALUES (%s, %s, 1)
    ON CONFLICT (region_code, year) DO UPDATE SET last = series.last + 1
    RETURNING last
"""


def take_number(region_code: str, year: int) -> str:
    """The region's next number of that year, which says nothing of the patient. Imported episodes' are skipped."""
    initial = places.region(region_code).name.removeprefix("Region ")[0]
    while True:
        with connection.cursor() as cursor:
            cursor.execute(NEXT_NUMBER, [region_code, year])
            number = f"{initial}{year % 100:02}-{cursor.fetchone()[0]:05}"
        if not Case.objects.filter(region_code=region_code, number=number).exists():
            return number
