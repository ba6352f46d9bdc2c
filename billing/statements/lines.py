"""A line from what is stored or drawn up of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from billing.core.reasons import Reason, Status
from billing.statements.content import Line, LineCorrection


def line_of(said: Mapping[str, Any]) -> Line:
    """A line from its values by their names, where JSON has been read."""
    corrections = tuple(_correction(each) for each in said["corrections"])
    values = {name: said[name] for name in Line.__dataclass_fields__}
    return Line(
        **values
        | {"status": Status(said["status"]), "reason": Reason(said["reason"]), "corrections": corrections}
    )


def _correction(said: dict[str, Any]) -> LineCorrection:
    return LineCorrection(**said | {"decided_at": datetime.fromisoformat(said["decided_at"])})
