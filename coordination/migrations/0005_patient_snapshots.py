import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Value
from django.db.models.functions import Concat

from accounts.database_roles import never_delete
from accounts.models.swedish_order import SwedishSortKey

# Each case gets what was known of its patient until now. The municipality has been a column of the case all the time.
COPY = """
    INSERT INTO coordination_patientsnapshot (case_id, family_name, given_name, address)
    SELECT one.id, patient.family_name, patient.given_name, patient.address
    FROM coordination_case AS one JOIN coordination_patient AS patient ON patient.id = one.patient_id
"""


class Migration(migrations.Migration):
    """What a ward knows of its patient becomes a row of its case's own. The names cannot be put together again."""

    dependencies = [("coordination", "0004_superseded_once")]

    operations = [
        migrations.CreateModel(
            name="PatientSnapshot",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="snapshot",
                        serialize=False,
                        to="coordination.case",
                    ),
                ),
                ("family_name", models.CharField(max_length=120)),
                ("given_name", models.CharField(max_length=120)),
                (
                    "sort_name",
                    models.GeneratedField(
                        db_persist=True,
                        expression=SwedishSortKey(Concat("family_name", Value(" "), "given_name")),
                        output_field=models.CharField(db_collation="C", max_length=250),
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=250)),
            ],
        ),
        never_delete("coordination_patientsnapshot"),
        migrations.RunSQL(COPY),
    ]
