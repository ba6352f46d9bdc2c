"""Rows as a file for a spreadsheet: semicolons and a byte order mark, as Swedish ones expect."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.http import HttpResponse
from django.utils.translation import get_language

BYTE_ORDER_MARK = "\ufeff"
RISKY = ("=", "+", "-", "@", "\t", "\r")


def as_csv(header: Sequence[str], lines: Iterable[Sequence[object]], name: str) -> HttpResponse:
    """The file, under that name; numbers and times as the reader's language writes them."""
    response = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in line] for line in lines)
    return response


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
