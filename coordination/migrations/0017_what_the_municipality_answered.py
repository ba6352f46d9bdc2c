from django.db import migrations, models

# The answers of before, as the list read them; the case's next event puts right those of municipalities that have left.
FORMER_ANSWERS = """
UPDATE coordination_case SET answer = latest.step
FROM (
    SELECT DISTINCT ON (event.case_id) event.case_id, event.step FROM coordination_event AS event
    WHERE event.step IN ('reception_accepted', 'reception_delayed')
    AND NOT EXISTS (
        SELECT FROM coordination_event AS voiding
        WHERE voiding.case_id = event.case_id AND voiding.step = 'entry_voided'
        AND (voiding.payload->>'entry')::int = event.sequence
    )
    ORDER BY event.case_id, event.occurred_at DESC, event.sequence DESC
) AS latest
WHERE latest.case_id = coordination_case.id;
"""


class Migration(migrations.Migration):
    """A list knows of a case whether the municipality has said that it can receive the patient."""

    dependencies = [("coordination", "0016_steps_are_the_cores")]

    operations = [
        migrations.AddField(
            model_name="case", name="answer", field=models.CharField(blank=True, max_length=40)
        ),
        migrations.RunSQL(FORMER_ANSWERS, reverse_sql=migrations.RunSQL.noop),
    ]
