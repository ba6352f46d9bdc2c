from django.db import migrations, models

# What waits for whose follow-up as the events stand, as 0035 asked for it.
FILL = """
UPDATE coordination_party AS party SET deviations = waiting.number
FROM (
    SELECT one.id, count(DISTINCT told.sequence) AS number
    FROM coordination_event AS told
    JOIN coordination_case AS its ON its.id = told.case_id AND its.status <> 'cancelled'
    CROSS JOIN LATERAL jsonb_array_elements(told.payload->'receivers') AS receiver
    JOIN coordination_party AS one
    ON one.case_id = told.case_id AND one.closed_at IS NULL AND one.capacity <> 'former_ward'
    AND (
        one.unit_id = (receiver->>'unit')::bigint
        OR (one.capacity = 'ward' AND receiver->>'capacity' = 'ward')
    )
    WHERE told.step = 'deviation_reported'
    AND NOT EXISTS (
        SELECT FROM coordination_event AS voiding
        WHERE voiding.case_id = told.case_id AND voiding.step = 'entry_voided'
        AND (voiding.payload->>'entry')::int = told.sequence
    )
    AND NOT EXISTS (
        SELECT FROM coordination_event AS answer
        WHERE answer.case_id = told.case_id AND answer.step = 'deviation_followed_up'
        AND (answer.payload->>'deviation')::int = told.sequence
        AND (
            (answer.payload->>'unit')::bigint = one.unit_id
            OR (one.capacity = 'ward' AND answer.payload->>'capacity' = 'ward')
        )
        AND NOT EXISTS (
            SELECT FROM coordination_event AS voiding
            WHERE voiding.case_id = answer.case_id AND voiding.step = 'entry_voided'
            AND (voiding.payload->>'entry')::int = answer.sequence
        )
    )
    GROUP BY one.id
) AS waiting
WHERE party.id = waiting.id;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    """The menu says how many deviations wait for the unit, and its list of them is found by an index."""

    dependencies = [("coordination", "0035_deviations_stand_in_lists")]

    operations = [
        migrations.AddField("party", "deviations", models.PositiveSmallIntegerField(default=0)),
        migrations.RunSQL(FILL, reverse_sql=migrations.RunSQL.noop),
        migrations.AddIndex(
            "party",
            models.Index(
                fields=["unit"],
                include=["deviations"],
                condition=models.Q(deviations__gt=0),
                name="deviations_waiting_of_a_unit",
            ),
        ),
        migrations.AddIndex(
            "event",
            models.Index(
                fields=["case"],
                condition=models.Q(step="deviation_reported"),
                name="deviations_of_a_case",
            ),
        ),
    ]
