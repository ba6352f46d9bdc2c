from django.db import migrations, models

# Who is on leave as the events stand, and until when.
FILL = """
UPDATE coordination_case SET on_leave_until = (latest.payload->>'until')::timestamptz
FROM (
    SELECT DISTINCT ON (event.case_id) event.case_id, event.step, event.payload FROM coordination_event AS event
    WHERE event.step IN ('leave_begun', 'leave_ended')
    AND NOT EXISTS (
        SELECT FROM coordination_event AS voiding
        WHERE voiding.case_id = event.case_id AND voiding.step = 'entry_voided'
        AND (voiding.payload->>'entry')::int = event.sequence
    )
    ORDER BY event.case_id, event.occurred_at DESC, event.sequence DESC
) AS latest
WHERE latest.case_id = coordination_case.id AND latest.step = 'leave_begun'
AND coordination_case.status IN ('admitted', 'notified', 'ready');
"""


class Migration(migrations.Migration):
    """A list knows of a case until when its patient is on leave."""

    dependencies = [("coordination", "0033_lists_mark_what_came_by_default")]

    operations = [
        migrations.AddField(model_name="case", name="on_leave_until", field=models.DateTimeField(null=True)),
        migrations.AlterField(
            model_name="deadline",
            name="ground",
            field=models.CharField(
                choices=[
                    ("LUS 2:1", "LUS 2:1"),
                    ("LUS 2:3", "LUS 2:3"),
                    ("LUS 2:5", "LUS 2:5"),
                    ("LUS 2:6", "LUS 2:6"),
                    ("LUS 3:1", "LUS 3:1"),
                    ("LUS 3:2", "LUS 3:2"),
                    ("LUS 4:1", "LUS 4:1"),
                    ("LUS 4:2", "LUS 4:2"),
                    ("LUS 4:3", "LUS 4:3"),
                    ("LUS 4:5", "LUS 4:5"),
                    ("LUS 5:1", "LUS 5:1"),
                    ("LUS 5:3", "LUS 5:3"),
                    ("LUS 5:4", "LUS 5:4"),
                    ("LUS 5:5", "LUS 5:5"),
                    ("LPT 7 a", "LPT 7 a"),
                    ("plan", "plan"),
                    ("leave", "leave"),
                    ("agreement", "agreement"),
                    ("routine", "routine"),
                ],
                max_length=20,
            ),
        ),
        migrations.RunSQL(FILL, reverse_sql=migrations.RunSQL.noop),
    ]
