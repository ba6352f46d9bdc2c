from django.db import migrations

from accounts.database_roles import keep_rows, never_delete


class Migration(migrations.Migration):
    """What the application may not change or delete. Deadlines are not here: they can be computed again."""

    dependencies = [("coordination", "0001_models")]

    operations = [
        keep_rows("coordination_event"),
        keep_rows("coordination_episodefacts", changeable=("superseded_at",)),
        never_delete("coordination_case"),
        never_delete("coordination_patient"),
        never_delete("coordination_party"),
    ]
