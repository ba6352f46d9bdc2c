"""Whether the patient has come back soon after another stay: shown, never held against anybody."""

from datetime import timedelta

from accounts.access.permissions import Permission
from accounts.access.policy import may
from accounts.models.statements import Given, PreparedValues
from coordination.core.civil import civil_day
from coordination.models import Case
from coordination.opened_case import OpenedCase

SOON = timedelta(days=30)
"""Readmission within thirty days, as it is followed up nationally."""

DISCHARGED_BEFORE = PreparedValues(
    lambda: (
        Case.objects.of_unit(Given("unit"))
        .filter(
            patient=Given("patient"), discharged_at__gte=Given("after"), discharged_at__lte=Given("before")
        )
        .order_by("-discharged_at")
        .values_list("discharged_at")[:1]
    )
)


def days_since_last_stay(opened: OpenedCase) -> int | None:
    """Days between the last discharge before this admission and the admission, if the reader sees both stays."""
    if not may(opened.by, Permission.READ_CASE):
        return None
    admitted = opened.case.admitted_at
    found = DISCHARGED_BEFORE(
        unit=opened.by.unit_id, patient=opened.patient.pk, after=admitted - SOON, before=admitted
    )
    return (civil_day(admitted) - civil_day(found[0][0])).days if found else None
