"""The stored facts of episodes, as the billing core reads them."""

from datetime import datetime
from io import BytesIO

import polars as pl

from agreements.dated import DatePeriod
from billing.core.facts import CIVIL_TIME, FACTS
from coordination.published import COPIED_COLUMNS, copied_facts

STORED: dict[str, pl.DataType | type[pl.DataType]] = {"region": pl.String, **FACTS}
"""The columns of the stored facts: the core's, and the region whose hospital it was."""


def stored_facts(
    *,
    discharged: DatePeriod,
    region: str | None = None,
    municipality: str | None = None,
    known_by: datetime | None = None,
) -> pl.DataFrame:
    """The facts of the episodes that ended on those dates, in the order in which they were first recorded.

    Of one region, one liable municipality or both; as known then, or now.
    """
    blocks = copied_facts(discharged=discharged, region=region, municipality=municipality, known_by=known_by)
    csv = b"".join(blocks)
    if not csv:
        return pl.DataFrame(schema=STORED)
    names = ["region" if name == "region_code" else name for name in COPIED_COLUMNS]
    # PostgreSQL writes truth as t and f, which Polars does not read as such.
    read = [STORED[name] if STORED[name] == CIVIL_TIME else pl.String for name in names]
    facts = pl.read_csv(BytesIO(csv), has_header=False, new_columns=names, schema_overrides=read)
    return facts.select(
        (pl.col(name) == "t") if kind == pl.Boolean else pl.col(name).cast(kind)
        for name, kind in STORED.items()
    )
