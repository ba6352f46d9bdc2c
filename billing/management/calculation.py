"""The program behind `manage.py calculate_liability`: a care-episode file and a text in, the liability out.

It imports no Django, since setting up every app takes longer than computing a million episodes.
"""

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from agreements.daily_amounts import load_daily_amounts
from agreements.faults import AgreementFault
from agreements.files import TEXTS, load_agreement
from agreements.places import MUNICIPALITIES
from billing.core.episodes import episode_lines
from billing.core.liability import DailyAmountMissing, every_year, month_lines
from billing.core.months import month_named
from billing.core.terms import Terms
from billing.files.faults import FaultyFile
from billing.files.read import read_episodes
from billing.management import sentences
from billing.months import results
from billing.texts.terms import terms_of

HELP = "Computes what each municipality owes for each month from a care-episode file. Needs no database."
REFUSED = 2
FORMATS = ("table", "json", "csv")


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
        raise argparse.ArgumentTypeError(sentences.not_a_month(text))
    return month_named(text)


def kronor(text: str) -> Decimal:
    """An amount of money below ten million kronor, in whole öre."""
    if not re.fullmatch(r"[0-9]{1,7}([.][0-9]{1,2})?", text):
        raise argparse.ArgumentTypeError(sentences.not_an_amount(text))
    return Decimal(text)


def calculate(
    file: Path, *, agreement: str, month: int | None, daily_amount: Decimal | None, format: str, out: TextIO
) -> None:
    """Writes the liability to `out`. Raises `Refused` before anything is written."""
    terms = terms_named(agreement)
    try:
        amounts = known_amounts() if daily_amount is None else every_year(daily_amount)
        episodes = episode_lines(read_episodes(file, MUNICIPALITIES).lazy(), terms)
        if format == "json":
            episodes = episodes.collect().lazy()
        months = month_lines(episodes, terms, amounts, month=month)
    except AgreementFault as fault:
        raise Refused(str(fault)) from fault
    except OSError as error:
        raise Refused(sentences.file_is_unreadable(file)) from error
    except FaultyFile as faulty:
        raise Refused(sentences.file_is_refused(file, faulty)) from None
    except DailyAmountMissing as missing:
        raise Refused(
            sentences.daily_amount_is_missing(missing.years, place="agreements/daily_amounts.yaml")
        ) from None
    match format:
        case "json":
            wanted = episodes if month is None else episodes.filter(month=month)
            results.write_json(agreement, months, wanted.collect(), out)
        case "csv":
            results.write_csv(months, out)
        case _:
            results.write_table(months, out)


def terms_named(slug: str) -> Terms:
    """The terms of the text with that slug; no other text is read."""
    try:
        agreement = load_agreement(slug)
    except KeyError:
        known = sorted(path.stem for path in TEXTS.glob("*.yaml"))
        raise Refused(sentences.no_such_agreement(slug, known)) from None
    except AgreementFault as fault:
        raise Refused(str(fault)) from fault
    return terms_of(agreement)


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
