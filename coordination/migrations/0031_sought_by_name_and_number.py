from django.db import migrations, models
from django.db.models.functions import Collate, Upper


class Migration(migrations.Migration):
    """A search reads the patients and cases that it is for, and not all that a unit has had."""

    dependencies = [("coordination", "0030_corrections_and_disputes_are_told")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(Upper("number"), name="cases_by_number"),
        ),
        migrations.AddIndex(
            model_name="patientsnapshot",
            index=models.Index(Collate(Upper("family_name"), "C"), name="snapshots_by_family_name"),
        ),
        migrations.AddIndex(
            model_name="patientsnapshot",
            index=models.Index(Collate(Upper("given_name"), "C"), name="snapshots_by_given_name"),
        ),
    ]
