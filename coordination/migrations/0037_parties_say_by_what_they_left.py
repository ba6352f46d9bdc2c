from django.db import migrations, models

# Each left by the event that was registered at that very instant: no two of a case were.
FILL = """
UPDATE coordination_party AS party SET closed_by = by_it.sequence
FROM coordination_event AS by_it
WHERE party.closed_at IS NOT NULL AND by_it.case_id = party.case_id
AND by_it.registered_at = party.closed_at;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    """By which event a unit left a case is kept with it, and not found by the time of it."""

    dependencies = [("coordination", "0036_parties_count_their_deviations")]

    operations = [
        migrations.AddField("party", "closed_by", models.PositiveIntegerField(null=True)),
        migrations.RunSQL(FILL, reverse_sql=migrations.RunSQL.noop),
        migrations.AddConstraint(
            "party",
            models.CheckConstraint(
                name="closed_party_says_by_what",
                condition=models.Q(closed_at=None, closed_by=None)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ),
    ]
