from django.db import migrations

from accounts.database_roles import (
    CREATE_APP_ROLE,
    GRANT_TO_APP_ROLE,
    REVOKE_FROM_APP_ROLE,
)


class Migration(migrations.Migration):
    """The role of web and worker, before the first table that it may use."""

    initial = True
    dependencies = []

    operations = [
        migrations.RunSQL(CREATE_APP_ROLE, reverse_sql=migrations.RunSQL.noop),
        migrations.RunSQL(GRANT_TO_APP_ROLE, reverse_sql=REVOKE_FROM_APP_ROLE),
    ]
