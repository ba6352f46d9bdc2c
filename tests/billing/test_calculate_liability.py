"""`manage.py calculate_liability` as the shell and Django run it: figures on one stream, refusals on the other."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from billing.months.results import MONTH_COLUMNS
from tests.billing.random_files import as_csv, episode

ROOT = Path(__file__).resolve().parent.parent.parent
VASTRA_GOTALAND = str(Path(__file__).parent / "cases" / "vastra-gotaland-2020.csv")
STATUTE = str(Path(__file__).parent / "cases" / "statute-2018.csv")


def shell(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as typed; no database is there to be reached."""
    return subprocess.run(
        [sys.executable, "manage.py", "calculate_liability", *arguments],
        cwd=ROOT,
        env={"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"},
        capture_output=True,
        text=True,
        check=False,
    )


def assert_refused(done: subprocess.CompletedProcess[str], *told: str) -> None:
    assert (done.returncode, done.stdout) == (2, "")
    for words in told:
        assert words in done.stderr


def test_it_writes_json_and_nothing_else_on_standard_output() -> None:
    done = shell(VASTRA_GOTALAND, "--agreement", "vastra-gotaland-2020", "--format", "json")

    assert (done.returncode, done.stderr) == (0, "")
    assert list(json.loads(done.stdout)) == ["agreement", "months", "episodes"]


def test_it_writes_the_same_months_as_csv_and_as_a_table() -> None:
    arguments = (VASTRA_GOTALAND, "--agreement", "vastra-gotaland-2020", "--month", "2022-03")
    months = json.loads(shell(*arguments, "--format", "json").stdout)["months"]
    as_csv = list(csv.DictReader(io.StringIO(shell(*arguments, "--format", "csv").stdout)))
    header, *table = (line.split() for line in shell(*arguments).stdout.splitlines())

    texts = [{name: "" if value is None else str(value) for name, value in row.items()} for row in months]
    assert as_csv == texts
    assert header == list(MONTH_COLUMNS)
    assert table == [[text or "-" for text in row.values()] for row in texts]


def test_it_refuses_a_faulty_file_with_every_fault(tmp_path: Path) -> None:
    file = tmp_path / "episodes.csv"
    rows = [episode(number, number) for number in range(3)]
    file.write_text(as_csv([rows[0], rows[1] | {"care_type": "x"}, rows[2] | {"sip_required": ""}]))

    done = shell(str(file), "--agreement", "halland-2027", "--format", "json")

    assert_refused(
        done, " 2 fel", "rad 3, kolumn care_type: ingen vårdform", "rad 4, kolumn sip_required: tom"
    )
    assert "Traceback" not in done.stderr


def test_it_refuses_a_file_that_is_not_there(tmp_path: Path) -> None:
    for nothing in (str(tmp_path / "none.csv"), str(tmp_path)):
        assert_refused(shell(nothing, "--agreement", "halland-2027"), f"{nothing} går inte att läsa")


@pytest.mark.parametrize("slug", ["halland-2026", "../texts/halland-2027", "*", ""])
def test_it_names_the_texts_there_are(slug: str) -> None:
    assert_refused(shell(VASTRA_GOTALAND, "--agreement", slug), "statute-2018, vastra-gotaland-2020")


def test_it_names_the_year_whose_amount_is_missing() -> None:
    done = shell(str(Path(VASTRA_GOTALAND).with_name("halland-2027.csv")), "--agreement", "halland-2027")

    assert_refused(done, "2027", "--daily-amount", "agreements/daily_amounts.yaml")


@pytest.mark.parametrize(
    "wrong",
    [
        ("--month", "2022-13"),
        ("--month", "2022-3"),
        ("--daily-amount", "-1"),
        ("--daily-amount", "NaN"),
        ("--daily-amount", "8200.001"),
        ("--daily-amount", "mycket"),
        ("--format", "xml"),
    ],
)
def test_it_refuses_a_wrong_argument(wrong: tuple[str, str]) -> None:
    assert_refused(shell(VASTRA_GOTALAND, "--agreement", "vastra-gotaland-2020", *wrong), wrong[0])


def test_it_takes_a_daily_amount_in_place_of_every_years() -> None:
    done = shell(STATUTE, "--agreement", "statute-2018", "--daily-amount", "7800.50", "--format", "json")
    months = json.loads(done.stdout)["months"]

    assert {row["amount"] for row in months if row["individual_days"] == 3} == {"23401.50"}


def test_it_looks_back_beyond_the_month_that_it_shows(tmp_path: Path) -> None:
    def month(number: int, ready: str, left: str) -> dict[str, str]:
        complete = episode(number, 0) | {
            "municipality": "2080",
            "placing_municipality": "",
            "admitted_at": "2020-01-01T00:00",
            "need_assessed_at": "",
            "admission_notice_at": "2020-01-01T01:00",
            "needs_municipal_services": "yes",
            "needs_health_care": "no",
            "sip_required": "no",
            "region_unavailable_from": "",
            "region_unavailable_to": "",
        }
        return complete | {"discharge_ready_at": ready, "discharged_at": left}

    file = tmp_path / "episodes.csv"
    # Over in January and March, three days each, and nobody in February: March is the second of three.
    january = month(1, "2020-01-10T08:00", "2020-01-12T08:00")
    march = month(2, "2020-03-10T08:00", "2020-03-12T08:00")
    arguments = (str(file), "--agreement", "dalarna-2020", "--month", "2020-03", "--format", "json")

    file.write_text(as_csv([january, march]))
    [shown] = json.loads(shell(*arguments).stdout)["months"]
    assert (shown["month"], shown["average"], shown["amount"]) == ("2020-03", "3.00", "8200.00")

    file.write_text(as_csv([march]))
    [alone] = json.loads(shell(*arguments).stdout)["months"]
    assert alone == shown | {"averaged_amount": "0.00", "amount": "0.00"}


def test_it_needs_no_amount_where_there_is_nothing_to_multiply(tmp_path: Path) -> None:
    file = tmp_path / "episodes.csv"
    file.write_text(as_csv([episode(1, 0) | {"needs_municipal_services": "no"}]))

    done = shell(str(file), "--agreement", "statute-2018", "--format", "json")

    assert [row["amount"] for row in json.loads(done.stdout)["months"]] == ["0.00"]


def test_it_runs_without_django() -> None:
    imports = "import sys, billing.management.calculation; print('django' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", imports], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout == "False\n"


def test_it_is_djangos_command_too(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = (VASTRA_GOTALAND, "--agreement", "vastra-gotaland-2020", "--format", "json")
    out = io.StringIO()

    call_command("calculate_liability", *arguments, stdout=out)

    assert out.getvalue() == shell(*arguments).stdout
    with pytest.raises(CommandError, match="Det finns ingen överenskommelse") as refused:
        call_command("calculate_liability", VASTRA_GOTALAND, "--agreement", "none")
    assert refused.value.returncode == 2
    assert capsys.readouterr().out == ""
