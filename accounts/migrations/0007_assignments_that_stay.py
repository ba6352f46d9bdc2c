from django.db import migrations

from accounts.database_roles import CREATE_REFUSAL_OF_SECOND_SETTING, keep_rows, set_once


class Migration(migrations.Migration):
    """An assignment is given and ended once, and its row says so for ever."""

    dependencies = [("accounts", "0006_who_granted_and_ended")]

    operations = [
        migrations.RunSQL(
            CREATE_REFUSAL_OF_SECOND_SETTING, reverse_sql="DROP FUNCTION refuse_second_setting();"
        ),
        keep_rows("accounts_assignment", changeable=("valid_to", "ended_by_id", "ended_by_command")),
        set_once("accounts_assignment", "valid_to", "ended_by_id", "ended_by_command"),
    ]
