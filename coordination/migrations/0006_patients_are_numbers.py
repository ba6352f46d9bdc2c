from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """A patient is a number; what they are called is each case's."""

    dependencies = [("coordination", "0005_patient_snapshots")]

    operations = [
        migrations.RemoveConstraint("Patient", "patient_municipality_is_a_code"),
        migrations.RemoveField("Patient", "sort_name"),
        migrations.RemoveField("Patient", "family_name"),
        migrations.RemoveField("Patient", "given_name"),
        migrations.RemoveField("Patient", "address"),
        migrations.RemoveField("Patient", "municipality_code"),
        migrations.AddConstraint(
            "Case",
            models.CheckConstraint(
                condition=Q(municipality_code="") | Q(municipality_code__regex=r"^\d{4}$"),
                name="case_municipality_is_a_code",
            ),
        ),
    ]
