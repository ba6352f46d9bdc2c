from django.db import migrations

# What is waited for from a party at once, where a deviation is the first of it (or comes before an answer to a call).
FILL = """
UPDATE coordination_party AS party
SET wanted_step = 'deviation_followed_up', wanted_until = NULL, is_listed = true
FROM coordination_event AS told
JOIN coordination_case AS its ON its.id = told.case_id
CROSS JOIN LATERAL jsonb_array_elements(told.payload->'receivers') AS receiver
WHERE told.step = 'deviation_reported' AND its.status IN ('admitted', 'notified', 'ready', 'discharged')
AND party.case_id = told.case_id AND party.closed_at IS NULL AND party.capacity <> 'former_ward'
AND party.wanted_step IN ('', 'sip_answered')
AND (
    party.unit_id = (receiver->>'unit')::bigint
    OR (party.capacity = 'ward' AND receiver->>'capacity' = 'ward')
)
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
        (answer.payload->>'unit')::bigint = party.unit_id
        OR (party.capacity = 'ward' AND answer.payload->>'capacity' = 'ward')
    )
);
"""


class Migration(migrations.Migration):
    """Deviations that were reported before stand in the lists of those who are to follow them up."""

    dependencies = [("coordination", "0034_until_when_patients_are_on_leave")]

    operations = [migrations.RunSQL(FILL, reverse_sql=migrations.RunSQL.noop)]
