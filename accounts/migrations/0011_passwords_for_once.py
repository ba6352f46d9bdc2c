import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from accounts.database_roles import keep_rows


class Migration(migrations.Migration):
    """An administrator gives somebody a password for once, and that it was done stays."""

    dependencies = [("accounts", "0010_districts_and_lines_that_stay")]

    operations = [
        migrations.AddField(
            "user",
            "has_password_for_once",
            models.BooleanField(
                default=False,
                help_text="Somebody else knows the password: it is changed before anything else is done.",
            ),
        ),
        migrations.CreateModel(
            name="GivenPassword",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.assignment",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given_passwords",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        keep_rows("accounts_givenpassword"),
    ]
