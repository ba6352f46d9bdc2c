"""The program behind `manage.py calculate_liability`: a care-episode file and a text in, the liability out.

It imports no Django, since setting up every app takes longer than computing a million episodes.
"""

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TextIO

from agreements.daily_amounts import load_daily_amounts
from agreements.faults import AgreementFault
from agreements.files import TEXTS, load_agreement
from agreements.places import MUNICIPALITIES
from billing import results
from billing.core.episodes import episode_lines
from billing.core.liability import DailyAmountMissing, every_year, month_lines
from billing.core.months import month_named
from billing.files.faults import FaultyFile
from billing.files.read import read_episodes
from billing.terms import terms_of

HELP = "Computes what each municipality owes for each month from a care-episode file. Needs no database."
REFUSED = 2
FORMATS = ("table", "json", "csv")
HIGHEST_DAILY_AMOUNT = Decimal(1_000_000)


class Refused(Exception):
    """Nothing was computed; the message says why and what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments, the same with Django and without."""
    parser.add_argument("file", type=Path, metavar="FILE.csv", help="the care episodes, one a row")
    parser.add_argument(
        "--agreement", required=True, metavar="SLUG", help="the text to apply, in force or not"
    )
    parser.add_argument(
        "--month", type=month, metavar="YYYY-MM", help="only the episodes discharged in that month"
    )
    parser.add_argument(
        "--daily-amount",
        type=kronor,
        metavar="KRONOR",
        help="kronor a day of care, in place of every year's amount",
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="table", help="how to write it: table unless said"
    )


def month(text: str) -> int:
    """A month number."""
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a month written YYYY-MM")
    return month_named(text)


def kronor(text: str) -> Decimal:
    """An amount of money in whole öre."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal(-1)
    if not 0 <= amount <= HIGHEST_DAILY_AMOUNT or amount != round(amount, 2):
        raise argparse.ArgumentTypeError(f"{text!r} is not an amount in kronor, with at most two decimals")
    return amount


def calculate(
    file: Path, *, agreement: str, month: int | None, daily_amount: Decimal | None, format: str, out: TextIO
) -> None:
    """Writes the liability to `out`. Raises `Refused` before anything is written."""
    try:
        terms = terms_of(load_agreement(agreement))
        amounts = known_amounts() if daily_amount is None else every_year(daily_amount)
        facts = read_episodes(file, MUNICIPALITIES)
        episodes = episode_lines(facts.lazy(), terms)
        if format == "json":
            episodes = episodes.collect().lazy()
        months = month_lines(episodes, terms, amounts, month=month)
    except KeyError:
        slugs = ", ".join(sorted(path.stem for path in TEXTS.glob("*.yaml")))
        raise Refused(f"There is no agreement {agreement!r}. There are: {slugs}.") from None
    except (AgreementFault, OSError) as error:
        raise Refused(str(error)) from error
    except FaultyFile as faulty:
        raise Refused(f"{file} is refused, faults: {len(faulty.faults)}.\n{faulty}") from None
    except DailyAmountMissing as missing:
        years = ", ".join(map(str, missing.years))
        raise Refused(
            f"There are days to pay for and no daily amount for {years}: give one with --daily-amount KRONOR, "
            "or enter the year's amount with its source in agreements/daily_amounts.yaml."
        ) from None
    match format:
        case "json":
            wanted = episodes if month is None else episodes.filter(month=month)
            results.write_json(agreement, months, wanted.collect(), out)
        case "csv":
            results.write_csv(months, out)
        case _:
            results.write_table(months, out)


def known_amounts() -> Mapping[int, Decimal]:
    """The daily amounts that the agreements' data holds, by year."""
    return {year: sourced.value for year, sourced in load_daily_amounts().items()}


def main(arguments: Sequence[str]) -> int:
    """Runs without Django; gives the exit status."""
    parser = argparse.ArgumentParser(prog="manage.py calculate_liability", description=HELP)
    add_arguments(parser)
    try:
        calculate(**vars(parser.parse_args(arguments)), out=sys.stdout)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return REFUSED
    return 0
