"""Whether the patient has come back soon after another stay: shown, never held against anybody."""

from datetime import timedelta

from coordination.core.civil import civil_day
from coordination.models import Case
from coordination.opened_case import OpenedCase

SOON = timedelta(days=30)
"""Readmission within thirty days, as it is followed up nationally."""


def days_since_last_stay(opened: OpenedCase) -> int | None:
    """Days between the last discharge before this admission and the admission, if the reader sees both stays."""
    admitted = opened.case.admitted_at
    before = (
        Case.objects.visible_to(opened.by)
        .filter(patient=opened.patient, discharged_at__lte=admitted, discharged_at__gte=admitted - SOON)
        .order_by("-discharged_at")
        .values_list("discharged_at", flat=True)
        .first()
    )
    return None if before is None else (civil_day(admitted) - civil_day(before)).days
