"""A small reader of SIE 4 of its own, by the format's text: records, fields in quotes, objects and rows in braces."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

FIELD = re.compile(r'"((?:[^"\\]|\\.)*)"|([^\s{}"]+)|(\{)|(\})')


@dataclass
class Row:
    account: str
    objects: dict[str, str]
    amount: Decimal
    day: str
    text: str


@dataclass
class Voucher:
    series: str
    number: str
    day: str
    text: str
    rows: list[Row] = field(default_factory=list)


@dataclass
class SieFile:
    """What the file says: its records by label, and its vouchers."""

    records: dict[str, list[list[str]]] = field(default_factory=dict)
    vouchers: list[Voucher] = field(default_factory=list)


def fields(line: str) -> list[str]:
    """Braces are fields of their own, so that they can be told from a text that has one."""
    found = []
    for quoted, bare, opens, closes in FIELD.findall(line):
        found.append(opens or closes or bare or re.sub(r"\\(.)", r"\1", quoted))
    return found


def read_sie(content: bytes) -> SieFile:
    """Reads lines that end as DOS has them, in code page 437."""
    told = SieFile()
    inside = False
    for line in content.decode("cp437").split("\r\n"):
        label, *rest = fields(line) or [""]
        if label == "{":
            inside = True
        elif label == "}":
            inside = False
        elif label == "#VER":
            series, number, day, text = rest
            told.vouchers.append(Voucher(series, number, day, text))
        elif label == "#TRANS":
            assert inside, "a row stands in its voucher's braces"
            end = rest.index("}")
            objects = dict(zip(rest[2:end:2], rest[3:end:2], strict=True))
            amount, day, text = rest[end + 1 :]
            told.vouchers[-1].rows.append(Row(rest[0], objects, Decimal(amount), day, text))
        elif label:
            told.records.setdefault(label, []).append(rest)
    return told
