"""A care episode as billing knows it: the facts that a month's liability is computed from."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CareType(StrEnum):
    """The kind of inpatient care."""

    SOMATIC = "somatic"
    PSYCHIATRIC = "psychiatric"
    FORENSIC = "forensic"


@dataclass(frozen=True, slots=True)
class Episode:
    """One care episode. Every time is civil time in Sweden, without a zone; None means that it did not happen.

    `municipality` is that of registration and `placing_municipality` the one that decided that the patient lives in
    another (LUS 5:2). `admission_notice_at` is the notice to the liable municipality, `discharge_ready_at` the one
    notice that still stands; `region_unavailable_from` without `_to` means until discharge.
    """

    episode_id: str
    municipality: str
    placing_municipality: str | None
    care_type: CareType
    admitted_at: datetime
    need_assessed_at: datetime | None
    admission_notice_at: datetime | None
    needs_municipal_services: bool
    needs_health_care: bool
    care_contact_at: datetime | None
    discharge_ready_at: datetime | None
    sip_required: bool
    sip_called_at: datetime | None
    region_unavailable_from: datetime | None
    region_unavailable_to: datetime | None
    discharged_at: datetime | None


@dataclass(frozen=True, slots=True)
class KnownEpisode:
    """An episode, with what its file format has no room for.

    `region_available`: the civil times, from and to by turns, when services were there again within the interval that
    `region_unavailable_from` and `_to` give. `registered_late`: the names of the facts that were registered long after
    they occurred.
    """

    episode: Episode
    region_available: tuple[datetime, ...] = ()
    registered_late: tuple[str, ...] = ()
