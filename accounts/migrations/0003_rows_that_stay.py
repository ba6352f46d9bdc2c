from django.db import migrations

from accounts.database_roles import keep_rows, never_delete


class Migration(migrations.Migration):
    """What the application may not change or delete, and an assignment's kind of unit tied to the unit's own."""

    dependencies = [("accounts", "0002_models")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE accounts_assignment ADD CONSTRAINT assignment_kind_is_its_units"
            " FOREIGN KEY (unit_id, unit_kind) REFERENCES accounts_unit (id, kind) DEFERRABLE INITIALLY DEFERRED;",
            reverse_sql="ALTER TABLE accounts_assignment DROP CONSTRAINT assignment_kind_is_its_units;",
        ),
        keep_rows("accounts_accesslogentry"),
        never_delete("accounts_organisation"),
        never_delete("accounts_unit"),
        never_delete("accounts_user"),
        never_delete("accounts_assignment"),
    ]
