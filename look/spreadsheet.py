"""Rows as a file for a spreadsheet: semicolons and a byte order mark, as Swedish ones expect."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from io import StringIO

from django.http import HttpResponse
from django.utils.translation import get_language

from look.download import as_file

BYTE_ORDER_MARK = "\ufeff"
RISKY = ("=", "+", "-", "@", "\t", "\r")


def as_csv(header: Sequence[str], lines: Iterable[Sequence[object]], name: str) -> HttpResponse:
    """The file, under that name; numbers and times as the reader's language writes them."""
    return as_file(csv_of(header, lines), "text/csv; charset=utf-8", f"{name}.csv")


def csv_of(header: Sequence[str], lines: Iterable[Sequence[object]]) -> bytes:
    """What such a file holds."""
    file = StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file, delimiter=";")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in line] for line in lines)
    return file.getvalue().encode()


def _cell(value: object) -> object:
    """A value as a spreadsheet in the reader's language reads it; text that it would run as a formula is quoted."""
    match value:
        case None:
            return ""
        case Decimal():
            is_english = (get_language() or "sv").startswith("en")
            return str(value) if is_english else str(value).replace(".", ",")
        case datetime():
            return value.isoformat(" ", "minutes")
        case str() if value.startswith(RISKY):
            return f"'{value}"
        case _:
            return value
