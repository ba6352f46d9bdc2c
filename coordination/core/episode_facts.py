"""The facts that billing computes from, read out of a case's events.

What a municipality owes is judged at the discharge (LUS 5:3): as things had come by then, at that very moment included.
What happened later meets or ends deadlines, and changes nothing that is owed; when it was registered never matters.
Which municipality was the right one to tell may be found later: who was told in vain was told in vain from the first.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from coordination.core.civil import civil
from coordination.core.episodes import Episode, KnownEpisode
from coordination.core.events import AdmissionNoticeSent, CareContactAppointed, Recorded
from coordination.core.history import History
from coordination.core.needs import Need, health_care_is_needed, municipality_is_needed
from coordination.core.sips import SipCalled, SipNotNeeded
from coordination.core.spans import Finding, Span
from coordination.core.standing import care_type, placed_by, reached, registered_in, told_ready
from coordination.core.states import Capacity

LATE_AFTER = timedelta(hours=24)
"""From when a registration after the fact is shown as one. Unsettled: no text says; a day is what LUS 2:3 gives."""


class Decided(NamedTuple):
    """What decided a fact, and when that was."""

    by: Recorded
    at: datetime

    @property
    def was_registered_late(self) -> bool:
        return self.by.registered_at - self.at > LATE_AFTER


def known_episode(history: History, episode_id: str) -> KnownEpisode | None:
    """The episode as the events tell it; None when there is nothing to bill.

    That is a cancelled case, and a patient registered in no Swedish municipality. An imported episode is what its
    latest row said.
    """
    imported = history.recorded[-1].payload
    if isinstance(imported, Episode):
        return KnownEpisode(imported)
    if history.cancelled is not None or not registered_in(history):
        return None
    seen = history.as_of(history.discharged.occurred_at) if history.discharged else history
    needs = seen.needs or frozenset()
    missing = services_missing(seen)
    times = _times(history, seen, missing) | {
        "discharge_ready_at": _occurred(_readiness_that_counts(history, seen))
    }
    episode = Episode(
        episode_id=episode_id,
        municipality=registered_in(history),
        placing_municipality=placed_by(history),
        care_type=care_type(seen),
        needs_municipal_services=municipality_is_needed(needs),
        needs_health_care=health_care_is_needed(needs),
        sip_required=seen.sip_is_required,
        **{name: civil(decided.at) if decided else None for name, decided in times.items()},  # type: ignore[arg-type]
    )
    decisions = {**times, **_judgements(seen)}
    return KnownEpisode(
        episode,
        region_available=tuple(_services_back(missing)),
        registered_late=tuple(
            sorted(name for name, decided in decisions.items() if decided and decided.was_registered_late)
        ),
    )


def _times(history: History, seen: History, missing: tuple[Span, ...]) -> dict[str, Decided | None]:
    """The facts that are times."""
    last = missing[-1] if missing else None
    return {
        "admitted_at": Decided(seen.recorded[0], seen.admitted_at),
        "need_assessed_at": _need_found_later(seen),
        "admission_notice_at": _occurred(
            reached(history, seen.of(AdmissionNoticeSent), Capacity.MUNICIPALITY)
        ),
        "care_contact_at": _occurred(seen.first(CareContactAppointed)),
        "sip_called_at": _occurred(seen.first(SipCalled)),
        "region_unavailable_from": _occurred(missing[0].begun_by) if missing else None,
        "region_unavailable_to": _occurred(last.ended_by) if last else None,
        "discharged_at": _occurred(seen.discharged),
    }


def _readiness_that_counts(history: History, seen: History) -> Recorded | None:
    """The first sending of the standing notice that reached the municipality (LUS 5:3 first paragraph, 2).

    Where none had at the discharge, one sent after it: Halland's "vårdtillfällen med minusdagar räknas som 0 dagar"
    counts such an episode, and it makes nobody liable.
    """
    return reached(history, seen.standing_sendings, Capacity.MUNICIPALITY) or told_ready(
        history, Capacity.MUNICIPALITY
    )


def _judgements(seen: History) -> dict[str, Decided | None]:
    """What decided the facts that are claims."""
    decided = {
        "needs_municipal_services": _held_since(seen.findings, municipality_is_needed),
        "needs_health_care": _held_since(seen.findings, health_care_is_needed),
    }
    required = seen.sip_requirement[-1] if seen.sip_requirement else None
    if required is None:
        decided["sip_required"] = _occurred(seen.first(SipNotNeeded))
    elif required.ended_by is None:
        decided["sip_required"] = Decided(required.begun_by, required.starts_at)
    else:
        decided["sip_required"] = Decided(required.ended_by, required.ends_at or required.starts_at)
    return decided


def _held_since(found: Sequence[Finding], claim: Callable[[frozenset[Need]], bool]) -> Decided | None:
    """The assessment that first said of a claim what the latest one says, and all between them."""
    since: Decided | None = None
    for one in reversed(found):
        if claim(one.assessment.needs) != claim(found[-1].assessment.needs):
            break
        since = Decided(one.event, one.at)
    return since


def _need_found_later(seen: History) -> Decided | None:
    """The assessment from which the 24 hours of the municipality's notice run, if not from the admission (LUS 2:3).

    The same as for the deadline: where the need was lost and found again, the times after which the notice was sent.
    """
    notified_at = seen.notified_at(Capacity.MUNICIPALITY)
    spells = seen.telling(Capacity.MUNICIPALITY)
    begun = [one for one in spells if notified_at is None or one.starts_at <= notified_at] or spells[:1]
    if not begun or begun[-1].starts_at <= seen.admitted_at:
        return None
    return Decided(begun[-1].begun_by, begun[-1].starts_at)


def services_missing(seen: History) -> tuple[Span, ...]:
    """The times when services were missing, save those over before the notice: they kept nobody in hospital."""
    ready = told_ready(seen, Capacity.MUNICIPALITY)
    return tuple(
        span
        for span in seen.services_missing
        if ready is None or span.ends_at is None or span.ends_at >= ready.occurred_at
    )


def _services_back(missing: tuple[Span, ...]) -> Iterator[datetime]:
    """From when to when services were there again between two times when they were missing: from, to, from, to."""
    for former, latter in pairwise(missing):
        if former.ends_at is not None:
            yield civil(former.ends_at)
            yield civil(latter.starts_at)


def _occurred(event: Recorded | None) -> Decided | None:
    return Decided(event, event.occurred_at) if event else None
