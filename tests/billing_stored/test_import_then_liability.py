"""What is imported is answered as the file itself would be, month by month."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

CASES = Path(__file__).parent.parent / "billing" / "cases"
REGION_OF = {
    "statute-2018": "12",
    "halland-2025": "13",
    "halland-2027": "13",
    "dalarna-2020": "20",
    "vastra-gotaland-2020": "14",
}


def answered(command: str, *arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command(command, *arguments, "--format", "json", stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


@pytest.mark.django_db
@pytest.mark.parametrize("slug", sorted(REGION_OF))
def test_it_gives_the_liability_of_the_file_for_every_month(slug: str) -> None:
    file, region = CASES / f"{slug}.csv", REGION_OF[slug]
    amount = json.loads((CASES / f"{slug}.json").read_text())["daily_amount"]
    by_text = ["--agreement", slug, *(["--daily-amount", str(amount)] if amount is not None else [])]
    whole = answered("calculate_liability", str(file), *by_text)
    months = sorted({row["month"] for row in whole["months"]})

    call_command("import_episodes", str(file), "--region", region, stdout=StringIO())

    for month in months:
        of_file = answered("calculate_liability", str(file), *by_text, "--month", month)
        stored = answered("liability", "--region", region, *by_text, "--month", month)
        assert stored == of_file
