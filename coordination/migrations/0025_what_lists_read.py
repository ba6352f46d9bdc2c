import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

# Nobody takes a step for these.
WAITING = "('counting_starts', 'over_threshold', 'long_stay')"
FILL = f"""
UPDATE coordination_party SET is_listed = true
FROM coordination_case AS its WHERE its.id = case_id
AND closed_at IS NULL AND capacity <> 'former_ward'
AND (
    its.status IN ('admitted', 'notified', 'ready')
    OR EXISTS (
        SELECT FROM coordination_deadline AS due
        WHERE due.case_id = its.id AND met_at IS NULL AND cancelled_at IS NULL AND kind NOT IN {WAITING}
    )
);
UPDATE coordination_party AS party
SET next_kind = own.kind, next_due_at = own.due_at, next_is_binding = own.is_binding
FROM (
    SELECT DISTINCT ON (of.id) of.id AS party_id, due.* FROM coordination_party AS of
    JOIN coordination_deadline AS due USING (case_id)
    WHERE of.is_listed AND met_at IS NULL AND cancelled_at IS NULL AND kind NOT IN {WAITING}
    AND acting = of.capacity AND coalesce(due.unit_id, of.unit_id) = of.unit_id
    ORDER BY of.id, due.due_at, due.id
) AS own WHERE own.party_id = party.id;
UPDATE coordination_party AS party
SET awaited_kind = others.kind, awaited_due_at = others.due_at, awaited_is_binding = others.is_binding,
    awaited_acting = others.acting, awaited_unit_id = others.unit_id
FROM (
    SELECT DISTINCT ON (of.id) of.id AS party_id, due.* FROM coordination_party AS of
    JOIN coordination_deadline AS due USING (case_id)
    WHERE of.is_listed AND met_at IS NULL AND cancelled_at IS NULL AND kind NOT IN {WAITING}
    AND NOT (acting = of.capacity AND coalesce(due.unit_id, of.unit_id) = of.unit_id)
    ORDER BY of.id, due.due_at, due.id
) AS others WHERE others.party_id = party.id;
-- What foreign keys ask at the end of a transaction comes before an index is made.
SET CONSTRAINTS ALL IMMEDIATE;
"""  # noqa: S608  (a constant)


def added(name: str, field: models.Field) -> migrations.AddField:
    return migrations.AddField(model_name="party", name=name, field=field)


class Migration(migrations.Migration):
    """A unit's list is read by an index that holds its rows and nothing of its archive."""

    dependencies = [("coordination", "0024_how_notices_find_their_way")]

    operations = [
        added("is_listed", models.BooleanField(default=False)),
        added("next_kind", models.CharField(blank=True, max_length=30)),
        added("next_due_at", models.DateTimeField(null=True)),
        added("next_is_binding", models.BooleanField(default=False)),
        added("awaited_kind", models.CharField(blank=True, max_length=30)),
        added("awaited_due_at", models.DateTimeField(null=True)),
        added("awaited_is_binding", models.BooleanField(default=False)),
        added("awaited_acting", models.CharField(blank=True, max_length=20)),
        added(
            "awaited_unit",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.unit",
            ),
        ),
        migrations.RunSQL(FILL, reverse_sql=migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=Q(is_listed=False) | (Q(closed_at=None) & ~Q(capacity="former_ward")),
                name="only_followers_have_it_in_their_list",
            ),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(
                fields=["unit", "case"], condition=Q(is_listed=True), name="cases_listed_of_a_unit"
            ),
        ),
    ]
