"""A file is stored whole or not at all, once, and corrected only when that is said."""

from datetime import datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from billing.core.liability import every_year
from billing.core.months import month_named
from billing.files.columns import NAMES
from billing.months.liability import liability
from billing.months.question import Question
from billing.months.spans import MonthSpan

pytestmark = pytest.mark.django_db
MARCH = MonthSpan(month_named("2027-03"), month_named("2027-03"))
ROW = {
    "episode_id": "T-1",
    "municipality": "1380",
    "care_type": "somatic",
    "admitted_at": "2027-03-01T09:00",
    "admission_notice_at": "2027-03-01T12:00",
    "needs_municipal_services": "yes",
    "needs_health_care": "no",
    "discharge_ready_at": "2027-03-03T13:15",
    "sip_required": "no",
    "discharged_at": "2027-03-06T10:00",
}


def file_of(folder: Path, *rows: dict[str, str]) -> str:
    path = folder / "episodes.csv"
    lines = [",".join(NAMES), *(",".join(row.get(name, "") for name in NAMES) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def imported(file: str, *options: str, region: str = "13") -> str:
    out = StringIO()
    call_command("import_episodes", file, "--region", region, *options, stdout=out, stderr=StringIO())
    return out.getvalue()


def refused(file: str, *options: str) -> str:
    with pytest.raises(CommandError) as refusal:
        imported(file, *options)
    assert refusal.value.returncode == 2
    return str(refusal.value)


def days() -> dict[str, int]:
    """The days of each stored episode of March."""
    asked = Question(region="13", months=MARCH)
    episodes = liability(asked, lambda _region: every_year(Decimal(1))).episodes
    return dict(episodes.select("episode_id", "days").iter_rows())


def test_it_stores_a_file(tmp_path: Path) -> None:
    assert imported(file_of(tmp_path, ROW, ROW | {"episode_id": "T-2"})) == (
        "episodes.csv: 2 nya, 0 kända sedan förut, 0 rättade.\n"
    )
    assert days() == {"T-1": 3, "T-2": 3}


def test_it_changes_nothing_the_second_time(tmp_path: Path) -> None:
    file = file_of(tmp_path, ROW)
    imported(file)
    assert "0 nya, 1 kända sedan förut, 0 rättade" in imported(file)
    assert days() == {"T-1": 3}


def test_it_takes_a_time_with_an_offset_for_the_same_row(tmp_path: Path) -> None:
    imported(file_of(tmp_path, ROW))
    same = ROW | {"discharged_at": "2027-03-06T09:00:00Z"}
    assert "1 kända sedan förut" in imported(file_of(tmp_path, same))


def test_it_refuses_another_content_under_known_ids_and_names_them_all(tmp_path: Path) -> None:
    imported(file_of(tmp_path, ROW, ROW | {"episode_id": "T-2"}))
    later = {"discharged_at": "2027-03-08T10:00"}
    changed = file_of(tmp_path, ROW | later, ROW | later | {"episode_id": "T-2"}, ROW | {"episode_id": "T-3"})

    sentence = refused(changed)

    assert "T-1" in sentence
    assert "T-2" in sentence
    assert "T-3" not in sentence
    assert days() == {"T-1": 3, "T-2": 3}


def test_it_records_a_correction_when_that_is_said(tmp_path: Path) -> None:
    imported(file_of(tmp_path, ROW, ROW | {"episode_id": "T-2"}))
    corrected = file_of(tmp_path, ROW | {"discharged_at": "2027-03-08T10:00"}, ROW | {"episode_id": "T-2"})
    assert "0 nya, 1 kända sedan förut, 1 rättade" in imported(corrected, "--correct")
    assert list(days().items()) == [("T-1", 5), ("T-2", 3)]


def test_it_keeps_the_same_id_of_two_regions_apart(tmp_path: Path) -> None:
    file = file_of(tmp_path, ROW)
    imported(file)
    assert "1 nya" in imported(file, region="20")
    assert days() == {"T-1": 3}


def test_it_refuses_a_faulty_file_whole_with_every_fault(tmp_path: Path) -> None:
    faulty = file_of(tmp_path, ROW, ROW | {"municipality": "9999", "sip_required": "maybe"})
    sentence = refused(faulty)
    assert "rad 3, kolumn municipality" in sentence
    assert "rad 3, kolumn sip_required" in sentence
    assert days() == {}


def test_it_is_known_from_the_time_that_is_said(tmp_path: Path) -> None:
    imported(file_of(tmp_path, ROW), "--registered-at", "2026-04-05T10:00")
    amounts = every_year(Decimal(1))
    for known_by, count in [("2026-04-05T09:59:59+02:00", 0), ("2026-04-05T10:00:00+02:00", 1)]:
        asked = Question(region="13", months=MARCH, known_by=datetime.fromisoformat(known_by))
        assert liability(asked, lambda _region: amounts).episodes.height == count


def test_it_is_never_known_before_anybody_could_have_known_it(tmp_path: Path) -> None:
    assert "in the future" in refused(file_of(tmp_path, ROW), "--registered-at", "2099-04-05T10:00")
    assert days() == {}


def test_it_refuses_a_correction_registered_before_what_it_corrects(tmp_path: Path) -> None:
    imported(file_of(tmp_path, ROW))
    corrected = file_of(tmp_path, ROW | {"discharged_at": "2027-03-08T10:00"})
    refused(corrected, "--correct", "--registered-at", "2020-01-01T00:00")
    assert days() == {"T-1": 3}
