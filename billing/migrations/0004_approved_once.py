from django.db import migrations

from accounts.database_roles import set_once

APPROVAL = ("approved_by_id", "approved_by_user_id", "approved_at")


class Migration(migrations.Migration):
    """What two people stand behind is approved once, for ever: what is wrong is put right by another row."""

    dependencies = [("billing", "0003_terminations"), ("accounts", "0007_assignments_that_stay")]

    operations = [
        set_once("billing_entereddailyamount", *APPROVAL),
        set_once("billing_enteredtermination", *APPROVAL),
    ]
