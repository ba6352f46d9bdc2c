"""What a statement says, between its rows and `Content`, in both directions."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from accounts.models.csv_copies import copy_csv
from billing.models import Statement, StatementLine, StatementPart
from billing.statements.content import AmountOfYear, Charge, ChargeKind, Content, OtherReading, Part
from billing.statements.digests import json_text
from billing.statements.drafts import Draft
from billing.statements.line_tables import FIELDS, PAIR
from billing.statements.lines import line_of

PART_COLUMNS = tuple(Part.__dataclass_fields__)
AS_JSON = {"terms", "daily_amounts", "charges", "readings"}
LINE_COLUMNS = ("part_id", *(name for name in FIELDS if name != "agreement"))


def store_drafts(drafts: Mapping[Statement, Draft]) -> None:
    """Writes what statements say that have just been numbered: the rows of all of them at once."""
    parts = [
        [str(statement.pk), *_cells(part, said)]
        for statement, draft in drafts.items()
        for part, said in zip(draft.parts, draft.without_lines["parts"], strict=True)
    ]
    told = pl.DataFrame(parts, schema=dict.fromkeys(("statement_id", *PART_COLUMNS), pl.String), orient="row")
    copy_csv(StatementPart, told.columns, told.write_csv(include_header=False))

    numbers = StatementPart.objects.filter(statement__in=list(drafts))
    keys = pl.DataFrame(
        list(numbers.values_list(*(f"statement__{name}_code" for name in PAIR), "agreement", "pk")),
        schema=dict.fromkeys((*PAIR, "agreement"), pl.String) | {"part_id": pl.Int64},
        orient="row",
    )
    lines = pl.concat([draft.lines for draft in drafts.values()]).join(keys, on=[*PAIR, "agreement"])
    copy_csv(StatementLine, LINE_COLUMNS, lines.select(LINE_COLUMNS).write_csv(include_header=False))


def content_of(statement: Statement) -> Content:
    """What a stored statement says; a credit note says what the one that it takes back does."""
    said_by = statement.credits or statement
    parts = sorted(said_by.parts.all(), key=lambda part: part.agreement)
    agreements = {part.pk: part.agreement for part in parts}
    lines = (
        line_of({**row, "agreement": agreements[row["part_id"]]})
        for row in StatementLine.objects.filter(part__in=agreements).values(*LINE_COLUMNS)
    )
    return Content(
        region=said_by.region_code,
        municipality=said_by.municipality_code,
        month=said_by.month,
        parts=tuple(_part(row) for row in parts),
        lines=tuple(sorted(lines, key=lambda line: line.episode_id)),
    )


def _cells(part: Part, said: Mapping[str, Any]) -> Iterator[str | None]:
    """The values of a part as the database reads them."""
    for name in PART_COLUMNS:
        value = getattr(part, name)
        if name in AS_JSON:
            yield json_text(said[name])
        else:
            yield None if value is None else str(value)


def _part(row: StatementPart) -> Part:
    said = {name: getattr(row, name) for name in Part.__dataclass_fields__}
    return Part(
        **said
        | {
            "daily_amounts": tuple(
                AmountOfYear(**each | {"kronor": Decimal(each["kronor"])}) for each in row.daily_amounts
            ),
            "charges": tuple(_charge(each) for each in row.charges),
            "readings": tuple(
                OtherReading(**each | {"amount": _decimal(each["amount"])}) for each in row.readings
            ),
        }
    )


def _charge(said: dict[str, Any]) -> Charge:
    numbers = {name: _decimal(said[name]) for name in ("days", "kronor")}
    return Charge(
        kind=ChargeKind(said["kind"]), amount=Decimal(said["amount"]), ground=said["ground"], **numbers
    )


def _decimal(said: str | None) -> Decimal | None:
    return None if said is None else Decimal(said)
