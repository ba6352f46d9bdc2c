"""The facts that billing computes from, read out of a case's events."""

from datetime import datetime

from coordination.core.civil import civil
from coordination.core.episodes import Episode
from coordination.core.events import CareContactAppointed, Recorded, SipCalled
from coordination.core.history import History
from coordination.core.needs import health_care_is_needed, municipality_is_needed
from coordination.core.standing import placed_by, registered_in
from coordination.core.states import Capacity


def episode_facts(history: History, episode_id: str) -> Episode | None:
    """The episode as the events tell it; None when there is nothing to bill.

    That is a cancelled case, and a patient registered in no Swedish municipality. An imported episode is what its
    latest row said.
    """
    imported = history.recorded[-1].payload
    if isinstance(imported, Episode):
        return imported
    if history.cancelled is not None or not registered_in(history):
        return None
    needs = history.needs or frozenset()
    missing_from, missing_to = _services_missing(history)
    return Episode(
        episode_id=episode_id,
        municipality=registered_in(history),
        placing_municipality=placed_by(history),
        care_type=history.admission.care_type,
        admitted_at=civil(history.admitted_at),
        need_assessed_at=_need_found_later_at(history),
        admission_notice_at=_civil(history.notified_at(Capacity.MUNICIPALITY)),
        needs_municipal_services=municipality_is_needed(needs),
        needs_health_care=health_care_is_needed(needs),
        care_contact_at=_civil_time_of(history.first(CareContactAppointed)),
        discharge_ready_at=_civil_time_of(history.standing_notice),
        sip_required=history.sip_is_required,
        sip_called_at=_civil_time_of(history.first(SipCalled)),
        region_unavailable_from=missing_from,
        region_unavailable_to=missing_to,
        discharged_at=_civil_time_of(history.discharged),
    )


def _need_found_later_at(history: History) -> datetime | None:
    """When a need was first found, if that was after the admission (LUS 2:3 second sentence)."""
    found_at = next((found.assessed_at for _, found in history.assessments if found.needs), None)
    return civil(found_at) if found_at is not None and found_at > history.admitted_at else None


def _services_missing(history: History) -> tuple[datetime | None, datetime | None]:
    """One interval, since the format of episodes has one: from the first time services were missing to the last.

    Times that were over before the standing notice are left out: they kept nobody in hospital. Where there are several
    after it, the days between count as missing too, so that no day is charged that LUS 5:5 exempts (unsettled).
    """
    ready = history.standing_notice
    spans = [
        span
        for span in history.services_missing
        if ready is None or span.ends_at is None or span.ends_at >= ready.occurred_at
    ]
    if not spans:
        return None, None
    return civil(spans[0].starts_at), _civil(spans[-1].ends_at)


def _civil_time_of(event: Recorded | None) -> datetime | None:
    return civil(event.occurred_at) if event is not None else None


def _civil(instant: datetime | None) -> datetime | None:
    return civil(instant) if instant is not None else None
