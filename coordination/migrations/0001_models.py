import uuid

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models

import accounts.models.places
import accounts.models.swedish_order
import coordination.core.identities
import coordination.models.civil_time


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_rows_that_stay"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE coordination_episode_place",
            reverse_sql="DROP SEQUENCE coordination_episode_place",
        ),
        migrations.CreateModel(
            name="CaseNumberSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("region_code", models.CharField(max_length=2)),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region_code", "year"), name="one_series_a_region_and_year"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Patient",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "identity_type",
                    models.CharField(
                        choices=[
                            ("personal_number", "Personal identity number"),
                            ("coordination_number", "Coordination number"),
                            ("reserve_number_national", "National reserve number"),
                            ("reserve_number_regional", "Regional reserve number"),
                        ],
                        max_length=30,
                    ),
                ),
                ("identity_value", models.CharField(max_length=20)),
                (
                    "identity_oid",
                    models.CharField(
                        blank=True, help_text="Who gave a regional reserve number.", max_length=64
                    ),
                ),
                ("family_name", models.CharField(max_length=120)),
                ("given_name", models.CharField(max_length=120)),
                (
                    "sort_name",
                    models.GeneratedField(
                        db_persist=True,
                        expression=accounts.models.swedish_order.SwedishSortKey(
                            django.db.models.functions.text.Concat(
                                "family_name", models.Value(" "), "given_name"
                            )
                        ),
                        output_field=models.CharField(db_collation="C", max_length=250),
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=250)),
                (
                    "municipality_code",
                    models.CharField(
                        blank=True,
                        max_length=4,
                        validators=[accounts.models.places.validate_municipality_code],
                    ),
                ),
                (
                    "has_protected_identity",
                    models.BooleanField(
                        default=False,
                        help_text="Name and address are masked, and a search by name does not find the person.",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("identity_type", "identity_value", "identity_oid"),
                        name="one_patient_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "identity_type",
                                coordination.core.identities.IdentityType["RESERVE_NUMBER_REGIONAL"],
                            ),
                            ("identity_oid", ""),
                            _connector="XOR",
                        ),
                        name="regional_number_has_oid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("municipality_code", ""),
                            ("municipality_code__regex", "^\\d{4}$"),
                            _connector="OR",
                        ),
                        name="patient_municipality_is_a_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("region_code", models.CharField(max_length=2)),
                ("number", models.TextField()),
                (
                    "source",
                    models.CharField(
                        choices=[("system", "Registered here"), ("import", "Imported from a file")],
                        default="system",
                        max_length=10,
                    ),
                ),
                (
                    "care_type",
                    models.CharField(
                        choices=[
                            ("somatic", "Somatic care"),
                            ("psychiatric", "Psychiatric care"),
                            ("forensic", "Forensic psychiatric care"),
                        ],
                        max_length=20,
                    ),
                ),
                ("municipality_code", models.CharField(blank=True, max_length=4)),
                ("placing_municipality_code", models.CharField(blank=True, max_length=4)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("admitted", "Admitted"),
                            ("notified", "Notified"),
                            ("ready", "Ready for discharge"),
                            ("discharged", "Discharged"),
                            ("cancelled", "Cancelled"),
                            ("imported", "Imported"),
                        ],
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("admitted_at", models.DateTimeField()),
                ("estimated_discharge_at", models.DateTimeField(null=True)),
                ("ready_at", models.DateTimeField(null=True)),
                ("discharged_at", models.DateTimeField(null=True)),
                (
                    "ward",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.unit",
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="coordination.patient",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("admission_notice", "Admission notice"),
                            ("receipt", "Receipt"),
                            ("care_contact", "Fixed care contact"),
                            ("sip_call", "SIP call"),
                        ],
                        max_length=30,
                    ),
                ),
                ("started_by", models.PositiveIntegerField()),
                (
                    "acting",
                    models.CharField(
                        choices=[
                            ("ward", "ward"),
                            ("outpatient", "outpatient"),
                            ("municipality", "municipality"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("LUS 2:1", "LUS 2:1"),
                            ("LUS 2:3", "LUS 2:3"),
                            ("LUS 2:5", "LUS 2:5"),
                            ("LUS 2:6", "LUS 2:6"),
                            ("LUS 3:1", "LUS 3:1"),
                            ("LUS 4:3", "LUS 4:3"),
                            ("LUS 5:1", "LUS 5:1"),
                            ("LUS 5:3", "LUS 5:3"),
                            ("LUS 5:5", "LUS 5:5"),
                            ("routine", "routine"),
                        ],
                        max_length=20,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("is_binding", models.BooleanField()),
                ("met_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("missed_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="coordination.case",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.unit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("cancelled_at", None),
                            ("met_at", None),
                            ("is_binding", True),
                            ("missed_at", None),
                        ),
                        fields=["due_at"],
                        name="deadlines_to_be_swept",
                    ),
                    models.Index(
                        condition=models.Q(("cancelled_at", None), ("met_at", None)),
                        fields=["case", "due_at"],
                        name="deadlines_still_to_do",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "kind", "started_by", "unit"),
                        name="one_deadline_a_start",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("missed_at", None),
                            models.Q(("is_binding", True), ("missed_at", models.F("due_at"))),
                            _connector="OR",
                        ),
                        name="missed_when_due",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EpisodeFacts",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("region_code", models.CharField(max_length=2)),
                ("known_from", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                (
                    "place",
                    models.BigIntegerField(
                        db_default=models.Func(models.Value("coordination_episode_place"), function="nextval")
                    ),
                ),
                ("episode_id", models.TextField()),
                ("municipality", models.CharField(max_length=4)),
                ("placing_municipality", models.CharField(max_length=4, null=True)),
                (
                    "liable_municipality",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "placing_municipality", "municipality"
                        ),
                        output_field=models.CharField(max_length=4),
                    ),
                ),
                (
                    "care_type",
                    models.CharField(
                        choices=[
                            ("somatic", "Somatic care"),
                            ("psychiatric", "Psychiatric care"),
                            ("forensic", "Forensic psychiatric care"),
                        ],
                        max_length=20,
                    ),
                ),
                ("admitted_at", coordination.models.civil_time.CivilDateTimeField()),
                ("need_assessed_at", coordination.models.civil_time.CivilDateTimeField(null=True)),
                ("admission_notice_at", coordination.models.civil_time.CivilDateTimeField(null=True)),
                ("needs_municipal_services", models.BooleanField()),
                ("needs_health_care", models.BooleanField()),
                ("care_contact_at", coordination.models.civil_time.CivilDateTimeField(null=True)),
                ("discharge_ready_at", coordination.models.civil_time.CivilDateTimeField(null=True)),
                ("sip_required", models.BooleanField()),
                ("sip_called_at", coordination.models.civil_time.CivilDateTimeField(null=True)),
                ("region_unavailable_from", coordination.models.civil_time.CivilDateTimeField(null=True)),
                ("region_unavailable_to", coordination.models.civil_time.CivilDateTimeField(null=True)),
                ("discharged_at", coordination.models.civil_time.CivilDateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="coordination.case",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "known_from"], name="facts_of_a_case"),
                    models.Index(fields=["region_code", "discharged_at"], name="facts_of_a_regions_month"),
                    models.Index(
                        fields=["liable_municipality", "discharged_at"], name="facts_of_a_municipal_month"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at", None)),
                        fields=("region_code", "episode_id"),
                        name="one_latest_facts_an_episode",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("superseded_at", None),
                            ("superseded_at__gt", models.F("known_from")),
                            _connector="OR",
                        ),
                        name="facts_superseded_after_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.PositiveIntegerField()),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("admission_registered", "admission_registered"),
                            ("need_assessed", "need_assessed"),
                            ("admission_notice_sent", "admission_notice_sent"),
                            ("notice_received", "notice_received"),
                            ("care_contact_appointed", "care_contact_appointed"),
                            ("discharge_ready_sent", "discharge_ready_sent"),
                            ("discharge_ready_withdrawn", "discharge_ready_withdrawn"),
                            ("sip_called", "sip_called"),
                            ("sip_not_needed", "sip_not_needed"),
                            ("reception_accepted", "reception_accepted"),
                            ("reception_delayed", "reception_delayed"),
                            ("region_services_missing", "region_services_missing"),
                            ("region_services_available", "region_services_available"),
                            ("discharged", "discharged"),
                            ("cancelled", "cancelled"),
                            ("episode_imported", "episode_imported"),
                            ("episode_corrected", "episode_corrected"),
                        ],
                        max_length=40,
                    ),
                ),
                ("payload", models.JSONField()),
                ("occurred_at", models.DateTimeField()),
                ("registered_at", models.DateTimeField()),
                (
                    "capacity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ward", "ward"),
                            ("outpatient", "outpatient"),
                            ("municipality", "municipality"),
                        ],
                        max_length=20,
                    ),
                ),
                ("idempotency_key", models.UUIDField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.assignment",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="coordination.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "sequence"), name="one_event_a_sequence"),
                    models.UniqueConstraint(fields=("idempotency_key",), name="one_event_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("ward", "Ward"),
                            ("outpatient", "Outpatient care"),
                            ("municipality", "Municipality"),
                        ],
                        max_length=20,
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="coordination.case",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("unit", "case"), name="one_party_a_unit")],
            },
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("status__in", ["admitted", "notified", "ready"])),
                fields=["patient"],
                name="open_cases_of_a_patient",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(fields=("region_code", "number"), name="one_case_a_number"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("patient", None), ("source", "import"), ("status", "imported"), ("ward", None)),
                    models.Q(
                        ("patient__isnull", False),
                        ("source", "system"),
                        ("ward__isnull", False),
                        models.Q(("status", "imported"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="case_has_patient_or_is_imported",
            ),
        ),
    ]
