"""What the commands say to the controller who runs them, in Swedish: what is wrong, and what to do.

Here and not in a catalogue of translations, since a light command has none. A command's `--help` is English, as
are its options and what Python itself says of them.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from billing.files.faults import FaultyFile


def file_is_refused(file: Path, faulty: FaultyFile) -> str:
    """How many faults the file has, and each of them."""
    return f"{file} tas inte emot: {len(faulty.faults)} fel. Ingenting har sparats eller räknats.\n{faulty}"


def file_is_unreadable(file: Path) -> str:
    return f"{file} går inte att läsa. Se efter att filen finns, och att du får läsa den."


def no_such_agreement(slug: str, known: Iterable[str]) -> str:
    return f"Det finns ingen överenskommelse {slug!r}. Välj en av {', '.join(known)}."


def daily_amount_is_missing(years: Sequence[int], *, place: str) -> str:
    """For every year that has days to pay for; `place` is where amounts are kept."""
    return (
        f"Beloppet per vårddygn saknas för {', '.join(map(str, years))}. Ange det med --daily-amount KRONOR, "
        f"eller lägg in årets belopp med sin källa i {place}."
    )


def not_a_month(text: str) -> str:
    return f"{text!r} är ingen månad. Skriv till exempel 2027-03."


def not_an_amount(text: str) -> str:
    return f"{text!r} är inget belopp i kronor. Skriv till exempel 8200 eller 8200.50."


def not_a_region(text: str) -> str:
    return f"{text!r} är ingen regions kod. Skriv till exempel 13."


def not_a_time(text: str) -> str:
    return f"{text!r} är ingen tid. Skriv till exempel 2027-04-07T23:59 eller 2027-04-07T23:59+02:00."


def episodes_are_stored(file: Path, *, added: int, unchanged: int, corrected: int) -> str:
    return f"{file.name}: {added} nya, {unchanged} kända sedan förut, {corrected} rättade."


def no_such_statement(number: str) -> str:
    return f"Det finns inget underlag {number!r}. Skriv numret som det står, till exempel 13-2027-0001."


def statement_differs(number: str) -> str:
    return f"{number} säger inte detsamma som när det utfärdades. Se de sista raderna ovan."
