"""Vouchers as a file by SIE 4 (type 4I: to be imported), in code page 437, which is all that the format knows."""

from datetime import date

from billing.exports.voucher import CUSTOMER, INVOICE, Voucher

ENCODING = "cp437"
INSTEAD = str.maketrans(
    {
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{MINUS SIGN}": "-",
        "\N{NO-BREAK SPACE}": " ",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{SECTION SIGN}": "par.",
    }
)
"""What texts have and the code page has not."""


def sie_of(voucher: Voucher) -> bytes:
    """The file. The voucher has no number: whoever imports it gives it the next one of the series."""
    day = _day(voucher.day)
    number = voucher.organisation_number
    lines = [
        "#FLAGGA 0",
        f"#PROGRAM {quoted('Hemgång')} 1",
        "#FORMAT PC8",
        f"#GEN {day}",
        "#SIETYP 4",
        f"#FNAMN {quoted(voucher.company)}",
        f"#ORGNR {number[:6]}-{number[6:]}",
        f"#DIM {CUSTOMER} {quoted('Kund')}",
        f"#DIM {INVOICE} {quoted('Faktura')}",
        f"#OBJEKT {CUSTOMER} {quoted(voucher.customer)} {quoted(voucher.customer_name)}",
        f"#OBJEKT {INVOICE} {quoted(voucher.document)} {quoted(voucher.document)}",
        f'#VER {quoted(voucher.series)} "" {day} {quoted(voucher.text)}',
        "{",
        *(
            f"   #TRANS {row.account} {_objects(voucher)} {row.amount:.2f} {day} {quoted(row.text)}"
            for row in voucher.rows
        ),
        "}",
        "",
    ]
    return "\r\n".join(lines).encode(ENCODING, "replace")


def quoted(text: str) -> str:
    """A text as a field: no control character, no backslash of its own, and its quotation marks escaped."""
    seen = "".join(letter if letter.isprintable() else " " for letter in text.translate(INSTEAD))
    return '"' + seen.replace("\\", "/").replace('"', '\\"') + '"'


def _objects(voucher: Voucher) -> str:
    return f"{{{CUSTOMER} {quoted(voucher.customer)} {INVOICE} {quoted(voucher.document)}}}"


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"
