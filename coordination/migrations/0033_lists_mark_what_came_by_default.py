from django.db import migrations, models

# As the notices that stand say it: what was sent back, handed over or taken back has let its party go.
FILL = """
UPDATE coordination_party AS party SET came_by_default = true
FROM coordination_event AS sent
WHERE sent.case_id = party.case_id AND party.closed_at IS NULL AND party.capacity <> 'former_ward'
AND sent.payload->'receivers' @> jsonb_build_array(jsonb_build_object('unit', party.unit_id, 'is_default', true))
AND NOT EXISTS (
    SELECT FROM coordination_event AS voided
    WHERE voided.case_id = sent.case_id AND voided.step = 'entry_voided'
    AND (voided.payload->>'entry')::int = sent.sequence
);
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    """A list says which cases came to the unit only for want of a better answer in the routing table."""

    dependencies = [("coordination", "0032_consultations_are_told")]

    operations = [
        migrations.AddField("party", "came_by_default", models.BooleanField(default=False)),
        migrations.RunSQL(FILL, reverse_sql=migrations.RunSQL.noop),
    ]
