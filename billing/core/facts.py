"""The facts of a care episode: one row an episode, sixteen columns, civil times in Europe/Stockholm."""

import polars as pl

CARE_TYPES = ("somatic", "psychiatric", "forensic")

CIVIL_TIME = pl.Datetime("us")
"""A time as the clock on the ward's wall showed it: without a zone, since the law counts civil dates."""

FACTS: dict[str, pl.DataType | type[pl.DataType]] = {
    "episode_id": pl.String,
    "municipality": pl.String,
    "placing_municipality": pl.String,
    "care_type": pl.Enum(CARE_TYPES),
    "admitted_at": CIVIL_TIME,
    "need_assessed_at": CIVIL_TIME,
    "admission_notice_at": CIVIL_TIME,
    "needs_municipal_services": pl.Boolean,
    "needs_health_care": pl.Boolean,
    "care_contact_at": CIVIL_TIME,
    "discharge_ready_at": CIVIL_TIME,
    "sip_required": pl.Boolean,
    "sip_called_at": CIVIL_TIME,
    "region_unavailable_from": CIVIL_TIME,
    "region_unavailable_to": CIVIL_TIME,
    "discharged_at": CIVIL_TIME,
}
"""The columns and their types; a municipality's code may also be an `Enum` of codes, which is faster."""

REGION_AVAILABLE = "region_available"
"""A column that files have not, and the facts of our own cases only where one needs it: a list of civil times, from and
to by turns, when region services were there again within the interval of `region_unavailable_from` and `_to`."""

TAKEN_OUT = "taken_out"
UNCOUNTED_DATES = "uncounted_dates"
CORRECTED_BY = "corrected_by"
CORRECTION_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    TAKEN_OUT: pl.Boolean,
    UNCOUNTED_DATES: pl.List(pl.Date),
    CORRECTED_BY: pl.List(pl.Int64),
}
"""Columns that only corrected facts have (corrections.py): the episode is taken out of the basis, dates that do not
count besides those without the region's services, and the numbers of the corrections."""
