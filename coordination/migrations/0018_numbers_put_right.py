import django.db.models.deletion
from django.db import migrations, models

from accounts.database_roles import keep_rows


class Migration(migrations.Migration):
    """A person's number that another one has replaced, and the numbers that a case has stood under."""

    dependencies = [("coordination", "0017_what_the_municipality_answered")]

    operations = [
        migrations.AddField(
            model_name="patient",
            name="replaced_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaces",
                to="coordination.patient",
            ),
        ),
        migrations.CreateModel(
            name="FormerNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_numbers",
                        to="coordination.case",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coordination.event",
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coordination.patient",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "event"), name="one_former_number_an_event")
                ]
            },
        ),
        keep_rows("coordination_formernumber"),
    ]
