import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

import accounts.models.swedish_order
from accounts.database_roles import never_delete, set_once

KEEP_TO_THE_MUNICIPALITY = """
CREATE FUNCTION refuse_district_of_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM accounts_district AS district
        JOIN accounts_organisation AS organisation ON organisation.id = district.organisation_id
        WHERE district.id = NEW.district_id
        AND (organisation.kind <> 'municipality' OR organisation.code <> NEW.municipality_code)
    ) THEN
        RAISE EXCEPTION 'a line names a district of its own municipality'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reception_district_is_the_municipalitys';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER reception_district_is_the_municipalitys AFTER INSERT OR UPDATE ON accounts_unitreception
    FOR EACH ROW EXECUTE FUNCTION refuse_district_of_another();
"""
NO_LONGER = """
DROP TRIGGER reception_district_is_the_municipalitys ON accounts_unitreception;
DROP FUNCTION refuse_district_of_another();
"""


def somebody() -> models.ForeignKey:
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.assignment"
    )


class Migration(migrations.Migration):
    """A municipality's districts, and lines of the routing table that say who added and who ended them."""

    dependencies = [("accounts", "0009_looks_by_time")]

    operations = [
        migrations.CreateModel(
            name="District",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("sort_name", accounts.models.swedish_order.sort_key_of("name")),
                ("added_at", models.DateTimeField(default=timezone.now)),
                ("ended_at", models.DateTimeField(null=True)),
                ("added_by", somebody()),
                ("ended_by", somebody()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="districts",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_name"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("organisation", "name"),
                        name="one_district_a_name",
                    )
                ],
            },
        ),
        migrations.AddField("unitreception", "added_at", models.DateTimeField(default=timezone.now)),
        migrations.AddField("unitreception", "added_by", somebody()),
        migrations.AddField("unitreception", "ended_at", models.DateTimeField(null=True)),
        migrations.AddField("unitreception", "ended_by", somebody()),
        migrations.AddField(
            "unitreception",
            "district",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="receptions",
                to="accounts.district",
            ),
        ),
        migrations.AddField(
            "unitreception",
            "listed_at",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
            ),
        ),
        migrations.AlterField(
            "unitreception",
            "unit",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="receptions", to="accounts.unit"
            ),
        ),
        migrations.RemoveConstraint("unitreception", "one_reception_a_line"),
        migrations.AddConstraint(
            "unitreception",
            models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("municipality_code", "care_type", "unit", "district", "listed_at"),
                name="one_reception_a_line",
                nulls_distinct=False,
            ),
        ),
        never_delete("accounts_district"),
        never_delete("accounts_unitreception"),
        set_once("accounts_district", "ended_at", "ended_by_id"),
        set_once("accounts_unitreception", "ended_at", "ended_by_id"),
        migrations.RunSQL(KEEP_TO_THE_MUNICIPALITY, reverse_sql=NO_LONGER),
    ]
