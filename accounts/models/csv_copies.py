"""Many rows at once that stand ready as CSV, by COPY: what a model would fill in or check is passed by."""

from collections.abc import Sequence

from django.db import connection, models


def copy_csv(model: type[models.Model], columns: Sequence[str], rows: str) -> None:
    """Adds the rows to the model's table in the present transaction; an empty cell is null, a quoted one a text."""
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT csv)") as copy,
    ):
        copy.write(rows)
