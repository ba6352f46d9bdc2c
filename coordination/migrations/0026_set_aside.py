from django.db import migrations, models


class Migration(migrations.Migration):
    """A deadline that the engine cannot see to is set aside, so that the others go on."""

    dependencies = [("coordination", "0025_what_lists_read")]

    operations = [
        migrations.CreateModel(
            name="SetAside",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "work",
                    models.CharField(
                        choices=[("sweep", "Marking as missed"), ("reminders", "Reminders")], max_length=10
                    ),
                ),
                ("deadline", models.BigIntegerField()),
                ("since", models.DateTimeField()),
                ("try_again_at", models.DateTimeField()),
                ("fault", models.CharField(max_length=80)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("work", "deadline"), name="set_aside_once")],
            },
        ),
    ]
