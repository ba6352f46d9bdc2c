from django.db import migrations, models

import coordination.core.states

# Whoever was told of a case that turned out to be a mistake knows from now on only that.
CLOSE = """
    UPDATE coordination_party AS party SET closed_at = event.registered_at
    FROM coordination_event AS event
    WHERE event.case_id = party.case_id AND event.step = 'cancelled'
    AND party.capacity IN ('outpatient', 'municipality')
"""


class Migration(migrations.Migration):
    """Wards that a patient has left, units that should never have been told, and one open case a patient and region.

    Where a patient has two open cases in a region, one of them must be cancelled or discharged before.
    """

    dependencies = [
        ("accounts", "0003_rows_that_stay"),
        ("coordination", "0006_patients_are_numbers"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="case",
            name="open_cases_of_a_patient",
        ),
        migrations.AddField(
            model_name="party",
            name="closed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="party",
            name="until_version",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="deadline",
            name="acting",
            field=models.CharField(
                choices=[
                    ("ward", "ward"),
                    ("outpatient", "outpatient"),
                    ("municipality", "municipality"),
                    ("former_ward", "former_ward"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="capacity",
            field=models.CharField(
                blank=True,
                choices=[
                    ("ward", "ward"),
                    ("outpatient", "outpatient"),
                    ("municipality", "municipality"),
                    ("former_ward", "former_ward"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="step",
            field=models.CharField(
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
                    ("ward_transferred", "ward_transferred"),
                    ("patient_details_corrected", "patient_details_corrected"),
                    ("protection_ended", "protection_ended"),
                    ("discharged", "discharged"),
                    ("estimated_discharge_changed", "estimated_discharge_changed"),
                    ("treatment_plan_written", "treatment_plan_written"),
                    ("planning_basis_given", "planning_basis_given"),
                    ("case_officer_named", "case_officer_named"),
                    ("discharge_planned", "discharge_planned"),
                    ("leave_begun", "leave_begun"),
                    ("leave_ended", "leave_ended"),
                    ("notice_withheld", "notice_withheld"),
                    ("discharge_information_sent", "discharge_information_sent"),
                    ("cancelled", "cancelled"),
                    ("episode_imported", "episode_imported"),
                    ("episode_corrected", "episode_corrected"),
                ],
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="party",
            name="capacity",
            field=models.CharField(
                choices=[
                    ("ward", "Ward"),
                    ("outpatient", "Outpatient care"),
                    ("municipality", "Municipality"),
                    ("former_ward", "Former ward"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        (
                            coordination.core.states.Status["ADMITTED"],
                            coordination.core.states.Status["NOTIFIED"],
                            coordination.core.states.Status["READY"],
                        ),
                    )
                ),
                fields=("patient", "region_code"),
                name="one_open_case_a_patient_and_region",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(
                condition=models.Q(("capacity", coordination.core.states.Capacity["WARD"])),
                fields=("case",),
                name="one_ward_a_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("capacity", coordination.core.states.Capacity["FORMER_WARD"]),
                    ("until_version", None),
                    _connector="XOR",
                ),
                name="former_ward_reads_until",
            ),
        ),
        migrations.RunSQL(CLOSE, reverse_sql=migrations.RunSQL.noop),
    ]
