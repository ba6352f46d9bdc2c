"""What the text in force says of how a case is worked with."""

from datetime import date, timedelta
from functools import lru_cache

from agreements.in_force import NoTextInForce, text_in_force
from coordination.core.civil import civil_day
from coordination.core.terms import STATUTE_ALONE, ProcessTerms
from coordination.models import Case


def process_terms(case: Case, day: date) -> ProcessTerms:
    """The terms between the region and the liable municipality on that day, as the shipped texts tell.

    The statute's own where the patient is registered nowhere, or before it began.
    """
    return _terms(case.region_code, case.liable_municipality_code, day)


def terms_when_admitted(case: Case) -> ProcessTerms:
    """Those that a stay is worked with from its beginning, whatever begins to be in force during it (unsettled)."""
    return process_terms(case, civil_day(case.admitted_at))


@lru_cache(maxsize=4096)
def _terms(region: str, municipality: str, day: date) -> ProcessTerms:
    if not municipality:
        return STATUTE_ALONE
    try:
        said = text_in_force(region, municipality, day).agreement.terms
    except NoTextInForce:
        return STATUTE_ALONE
    hours = said["planning_basis_hours"].value
    return ProcessTerms(
        planning_basis_within=None if hours is None else timedelta(hours=hours),
        treatment_plan_before_ready=said["treatment_plan_before_ready"].value,
    )
