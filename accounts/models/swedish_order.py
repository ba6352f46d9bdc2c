"""A stored key by which names sort as Swedes expect, whatever collation the database has."""

from django.db import models
from django.db.models.functions import Lower

# Å, ä and ö come last, in that order: after z stand { | } in ASCII. Letters of neighbours sort with their Swedish kin.
LETTERS = "åäöæøéèêáàüÅÄÖÆØÉÈÊÁÀÜ"
KEYS = "{|}|}eeeaay{|}|}eeeaay"


class SwedishSortKey(models.Func):
    """Lower-cased text whose order by code point is the Swedish alphabet's."""

    function = "TRANSLATE"
    output_field = models.CharField(max_length=200, db_collation="C")

    def __init__(self, expression: str | models.Expression) -> None:
        super().__init__(Lower(expression), models.Value(LETTERS), models.Value(KEYS))


def sort_key_of(field: str) -> models.GeneratedField:
    """A generated column that the database keeps in step with `field`, bulk inserts included."""
    return models.GeneratedField(
        expression=SwedishSortKey(field),
        output_field=models.CharField(max_length=200, db_collation="C"),
        db_persist=True,
    )
