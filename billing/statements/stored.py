"""What a statement says, between its rows and `Content`, in both directions."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from billing.core.reasons import Reason, Status
from billing.models import Statement, StatementLine, StatementPart
from billing.statements.content import (
    AmountOfYear,
    Charge,
    ChargeKind,
    Content,
    Line,
    LineCorrection,
    OtherReading,
    Part,
)
from billing.statements.plain import plain

AS_JSON = {"terms", "daily_amounts", "charges", "readings", "corrections"}


def store_content(statement: Statement, content: Content) -> None:
    """Writes the rows of a statement that has just been numbered."""
    parts = {part.agreement: StatementPart(statement=statement, **_columns(part)) for part in content.parts}
    StatementPart.objects.bulk_create(parts.values())
    StatementLine.objects.bulk_create(
        (StatementLine(part=parts[line.agreement], **_columns(line)) for line in content.lines),
        batch_size=2000,
    )


def content_of(statement: Statement) -> Content:
    """What a stored statement says; a credit note says what the one that it takes back does."""
    said_by = statement.credits or statement
    parts = sorted(said_by.parts.all(), key=lambda part: part.agreement)
    agreements = {part.pk: part.agreement for part in parts}
    lines = (_line(row, agreements[row.part_id]) for row in StatementLine.objects.filter(part__in=agreements))
    return Content(
        region=said_by.region_code,
        municipality=said_by.municipality_code,
        month=said_by.month,
        parts=tuple(_part(row) for row in parts),
        lines=tuple(sorted(lines, key=lambda line: line.episode_id)),
    )


def _columns(said: Part | Line) -> dict[str, Any]:
    """The values by the names of the columns, which are the fields' own."""
    names = set(said.__dataclass_fields__) - ({"agreement"} if isinstance(said, Line) else set())
    return {name: plain(getattr(said, name)) if name in AS_JSON else getattr(said, name) for name in names}


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


def _line(row: StatementLine, agreement: str) -> Line:
    said = {name: getattr(row, name) for name in Line.__dataclass_fields__ if name != "agreement"}
    corrections = tuple(_correction(each) for each in row.corrections)
    return Line(
        **said
        | {
            "agreement": agreement,
            "status": Status(row.status),
            "reason": Reason(row.reason),
            "corrections": corrections,
        }
    )


def _correction(said: dict[str, Any]) -> LineCorrection:
    return LineCorrection(**said | {"decided_at": datetime.fromisoformat(said["decided_at"])})


def _decimal(said: str | None) -> Decimal | None:
    return None if said is None else Decimal(said)
