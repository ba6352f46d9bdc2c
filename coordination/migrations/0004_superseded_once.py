from django.db import migrations

from accounts.database_roles import set_once


class Migration(migrations.Migration):
    """What was known until when is said once: no month can be asked as known at a time that was moved."""

    dependencies = [("coordination", "0003_planning_steps"), ("accounts", "0007_assignments_that_stay")]

    operations = [set_once("coordination_episodefacts", "superseded_at")]
