import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A ward knows its patient's district, and the primary care centre where the patient is listed."""

    dependencies = [
        ("coordination", "0023_units_on_duty"),
        ("accounts", "0010_districts_and_lines_that_stay"),
    ]

    operations = [
        migrations.AddField(
            model_name="patientsnapshot",
            name="district",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.district",
            ),
        ),
        migrations.AddField(
            model_name="patientsnapshot",
            name="listed_at",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.unit",
            ),
        ),
    ]
