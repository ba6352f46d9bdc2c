from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coordination", "0027_issued_statements_are_told"),
    ]

    operations = [
        migrations.AlterField(
            model_name="announcement",
            name="kind",
            field=models.CharField(
                choices=[
                    ("registrations_close", "Registrations close"),
                    ("invoice", "Invoice"),
                    ("statement", "Statement"),
                    ("credit_note", "Credit note"),
                    ("over_threshold", "Over the threshold"),
                ],
                max_length=30,
            ),
        ),
    ]
