from django.db import migrations

# One statement for all three tables, so that the rule stands once. A line of another municipality is never stored:
# not by writing the line, nor by moving the unit or renaming its organisation under it.
KEEP_TO_ONES_OWN = """
CREATE FUNCTION refuse_another_municipality() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM accounts_unitreception AS line
        JOIN accounts_unit AS unit ON unit.id = line.unit_id
        JOIN accounts_organisation AS organisation ON organisation.id = unit.organisation_id
        WHERE organisation.kind = 'municipality' AND organisation.code <> line.municipality_code
        AND CASE TG_TABLE_NAME
            WHEN 'accounts_unitreception' THEN line.id
            WHEN 'accounts_unit' THEN unit.id
            ELSE organisation.id
        END = NEW.id
    ) THEN
        RAISE EXCEPTION 'a unit of a municipality receives for that municipality only'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'municipal_unit_receives_its_own';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER municipal_unit_receives_its_own AFTER INSERT OR UPDATE ON accounts_unitreception
    FOR EACH ROW EXECUTE FUNCTION refuse_another_municipality();
CREATE TRIGGER municipal_unit_receives_its_own AFTER UPDATE OF organisation_id ON accounts_unit
    FOR EACH ROW EXECUTE FUNCTION refuse_another_municipality();
CREATE TRIGGER municipal_unit_receives_its_own AFTER UPDATE OF kind, code ON accounts_organisation
    FOR EACH ROW EXECUTE FUNCTION refuse_another_municipality();
"""

NO_LONGER = """
DROP TRIGGER municipal_unit_receives_its_own ON accounts_unitreception;
DROP TRIGGER municipal_unit_receives_its_own ON accounts_unit;
DROP TRIGGER municipal_unit_receives_its_own ON accounts_organisation;
DROP FUNCTION refuse_another_municipality();
"""

# Such a line drew another municipality's patients to the unit. Cases that came by it stay where they are.
DROP_OTHERS = """
DELETE FROM accounts_unitreception AS line USING accounts_unit AS unit, accounts_organisation AS organisation
WHERE unit.id = line.unit_id AND organisation.id = unit.organisation_id
AND organisation.kind = 'municipality' AND organisation.code <> line.municipality_code;
"""


class Migration(migrations.Migration):
    """A unit of a municipality receives for that municipality only."""

    dependencies = [("accounts", "0004_looks_at_months_and_assignments_with_their_people")]

    operations = [
        migrations.RunSQL(DROP_OTHERS, reverse_sql=migrations.RunSQL.noop),
        migrations.RunSQL(KEEP_TO_ONES_OWN, reverse_sql=NO_LONGER),
    ]
