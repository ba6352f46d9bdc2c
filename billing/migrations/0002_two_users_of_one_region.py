import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.database_roles import keep_rows

# The region is the approver's: what was approved so far counted for everybody. Then who the two people are.
FILL = """
UPDATE billing_entereddailyamount AS amount SET
    organisation_id = unit.organisation_id,
    entered_by_user_id = entered.user_id,
    approved_by_user_id = approved.user_id
FROM accounts_assignment AS entered, accounts_assignment AS stands_for, accounts_unit AS unit,
    billing_entereddailyamount AS same LEFT JOIN accounts_assignment AS approved ON approved.id = same.approved_by_id
WHERE same.id = amount.id
    AND entered.id = amount.entered_by_id
    AND stands_for.id = coalesce(amount.approved_by_id, amount.entered_by_id)
    AND unit.id = stands_for.unit_id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""

TIE = """
ALTER TABLE billing_entereddailyamount
    ADD CONSTRAINT daily_amount_entered_by_whom FOREIGN KEY (entered_by_id, entered_by_user_id)
        REFERENCES accounts_assignment (id, user_id),
    ADD CONSTRAINT daily_amount_approved_by_whom FOREIGN KEY (approved_by_id, approved_by_user_id)
        REFERENCES accounts_assignment (id, user_id);
"""
UNTIE = """
ALTER TABLE billing_entereddailyamount
    DROP CONSTRAINT daily_amount_entered_by_whom, DROP CONSTRAINT daily_amount_approved_by_whom;
"""


def person(*, null: bool) -> models.ForeignKey:
    return models.ForeignKey(
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


def region(*, null: bool) -> models.ForeignKey:
    return models.ForeignKey(
        null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
    )


class Migration(migrations.Migration):
    """An amount holds for the region that approved it, and two people stand behind it, not merely two assignments."""

    dependencies = [
        ("accounts", "0004_looks_at_months_and_assignments_with_their_people"),
        ("billing", "0001_daily_amounts"),
    ]

    operations = [
        migrations.RemoveConstraint("entereddailyamount", "daily_amount_approved_by_another"),
        migrations.AddField("entereddailyamount", "organisation", region(null=True)),
        migrations.AddField("entereddailyamount", "entered_by_user", person(null=True)),
        migrations.AddField("entereddailyamount", "approved_by_user", person(null=True)),
        migrations.RunSQL(FILL, reverse_sql=migrations.RunSQL.noop),
        migrations.AlterField("entereddailyamount", "organisation", region(null=False)),
        migrations.AlterField("entereddailyamount", "entered_by_user", person(null=False)),
        migrations.AddConstraint(
            "entereddailyamount",
            models.CheckConstraint(
                name="daily_amount_approved_by_another",
                condition=models.Q(approved_by=None, approved_by_user=None, approved_at=None)
                | (
                    models.Q(
                        approved_by__isnull=False, approved_by_user__isnull=False, approved_at__isnull=False
                    )
                    & ~models.Q(approved_by_user=models.F("entered_by_user"))
                ),
            ),
        ),
        migrations.RunSQL(TIE, reverse_sql=UNTIE),
        keep_rows(
            "billing_entereddailyamount", changeable=("approved_by_id", "approved_by_user_id", "approved_at")
        ),
    ]
