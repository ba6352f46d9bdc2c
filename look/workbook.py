"""Tables as a workbook (XLSX): numbers are numbers, times are times, and no text is ever run as a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Text stays text: nothing that somebody has written becomes a formula, a link or a number.
AS_WRITTEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
NARROWEST, WIDEST = 8, 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its name, which is cut to the 31 characters that spreadsheets allow."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[object]]


def as_workbook(sheets: Iterable[Sheet], *, title: str, made_at: datetime) -> bytes:
    """The file. With the time when its content was fixed it is the same bytes for the same content."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **AS_WRITTEN}) as workbook:
        workbook.set_properties({"title": title, "created": made_at.replace(tzinfo=None)})
        heading = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        formats = {
            Decimal: workbook.add_format({"num_format": "#,##0.00"}),
            datetime: workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            date: workbook.add_format({"num_format": "yyyy-mm-dd"}),
        }
        for sheet in sheets:
            page = workbook.add_worksheet(sheet.name[:31])
            page.write_row(0, 0, sheet.header, heading)
            page.freeze_panes(1, 0)
            widths = [len(name) for name in sheet.header]
            for number, row in enumerate(sheet.rows, start=1):
                for column, value in enumerate(row):
                    page.write(number, column, _cell(value), formats.get(type(value)))
                    widths[column] = max(widths[column], len(str(value)))
            for column, width in enumerate(widths):
                page.set_column(column, column, min(max(width, NARROWEST), WIDEST))
    return file.getvalue()


def _cell(value: object) -> object:
    """What the library can write; a spreadsheet's times have no zone."""
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value
